import { element, setAttribute } from './dom';
import { OBJECT_SOURCES, type Control, type FieldValue, type ObjectSource, type Option } from './protocol';

/** What a person changes of one field, without its label. */
export interface ControlView {
  readonly element: HTMLElement;
  /** What the label is for and what gets the focus; where there are several, the first. */
  readonly target: HTMLElement;
  /** What stands in it. */
  read(): FieldValue;
  /** Shows another value or other options. Does nothing where they are the same, so that the cursor stays. */
  update(control: Control): void;
}

/** What a control tells of itself. */
export interface ControlEvents {
  /** With each key press. */
  readonly onInput: () => void;
  /** A folder or a file is to be chosen in a dialog. */
  readonly onBrowse: () => void;
}

/** Where the ids of a control's parts come from, and the text it is called by. */
export interface ControlNames {
  readonly id: string;
  readonly label: string;
}

/** Makes the control of a kind. */
export function createControl(control: Control, names: ControlNames, events: ControlEvents): ControlView {
  switch (control.kind) {
    case 'text':
      return textControl(control, names, events);
    case 'password':
      return passwordControl(control, names, events);
    case 'checkbox':
      return checkboxControl(control, names, events);
    case 'select-one':
      return selectOneControl(control, names, events);
    case 'select-many':
      return selectManyControl(control, names, events);
    case 'static':
      return staticControl(control, names);
    case 'file':
      return fileControl(control, names, events);
    case 'object':
      return objectControl(control, names, events);
  }
}

type Of<K extends Control['kind']> = Control & { readonly kind: K };

const text = (value: string): FieldValue => ({ kind: 'text', text: value });

function textControl(control: Of<'text'>, { id }: ControlNames, { onInput }: ControlEvents): ControlView {
  const input = element('input', {
    id,
    type: 'text',
    spellcheck: 'false',
    autocomplete: 'off',
    inputmode: control.expects === 'number' ? 'decimal' : undefined,
  });
  input.value = control.text;
  input.addEventListener('input', onInput);
  return {
    element: input,
    target: input,
    read: () => text(input.value),
    update(next) {
      if (next.kind === 'text' && input.value !== next.text) input.value = next.text;
    },
  };
}

function passwordControl(control: Of<'password'>, { id }: ControlNames, { onInput }: ControlEvents): ControlView {
  const input = element('input', { id, type: 'password', autocomplete: 'off' });
  input.addEventListener('input', onInput);
  const update = (next: Control): void => {
    if (next.kind !== 'password') return;
    setAttribute(input, 'placeholder', next.state === 'kept' ? 'Kept until the form is closed' : undefined);
    if (next.state === 'empty') input.value = '';
  };
  update(control);
  return { element: input, target: input, read: () => text(input.value), update };
}

function checkboxControl(control: Of<'checkbox'>, { id }: ControlNames, { onInput }: ControlEvents): ControlView {
  const input = element('input', { id, type: 'checkbox' });
  input.checked = control.checked;
  input.addEventListener('change', onInput);
  return {
    element: input,
    target: input,
    read: () => text(String(input.checked)),
    update(next) {
      if (next.kind === 'checkbox') input.checked = next.checked;
    },
  };
}

function selectOneControl(control: Of<'select-one'>, { id }: ControlNames, { onInput }: ControlEvents): ControlView {
  const select = element('select', { id });
  let shown = '';
  const update = (next: Control): void => {
    if (next.kind !== 'select-one') return;
    const options = JSON.stringify(next.options);
    if (options !== shown) {
      const first = element('option', { value: '' }, 'Select one');
      // XNAT's dialog lets one go back to no choice, too.
      select.replaceChildren(first, ...next.options.map(({ value, label }) => element('option', { value }, label)));
      shown = options;
    }
    const index = next.options.findIndex(({ value }) => value === next.chosen) + 1;
    if (select.selectedIndex !== index) select.selectedIndex = index;
  };
  update(control);
  select.addEventListener('change', onInput);
  return { element: select, target: select, read: () => text(select.value), update };
}

function selectManyControl(control: Of<'select-many'>, { id }: ControlNames, { onInput }: ControlEvents): ControlView {
  const list = element('div', { class: 'checklist', id, tabindex: '-1' });
  const boxes = (): HTMLInputElement[] => [...list.querySelectorAll('input')];
  let shown = '';
  const row = ({ value, label }: Option, index: number): HTMLElement => {
    const box = element('input', { type: 'checkbox', id: `${id}-${index}`, value });
    box.addEventListener('change', onInput);
    return element('div', { class: 'choice' }, box, element('label', { for: box.id }, label));
  };
  const update = (next: Control): void => {
    if (next.kind !== 'select-many') return;
    const options = JSON.stringify(next.options);
    if (options !== shown) {
      list.replaceChildren(...next.options.map(row));
      shown = options;
    }
    for (const box of boxes()) box.checked = next.chosen.includes(box.value);
  };
  update(control);
  return {
    element: list,
    get target() {
      return boxes()[0] ?? list;
    },
    read: () => ({
      kind: 'list',
      texts: boxes()
        .filter(({ checked }) => checked)
        .map(({ value }) => value),
    }),
    update,
  };
}

/** A read-only box, so that it can be reached, read and copied by keyboard. */
function staticControl(control: Of<'static'>, { id }: ControlNames): ControlView {
  const output = element('input', { id, type: 'text', readonly: true, class: 'static' });
  const update = (next: Control): void => {
    if (next.kind === 'static') output.value = next.texts.join(', ');
  };
  update(control);
  return { element: output, target: output, read: () => text(output.value), update };
}

function fileControl(control: Of<'file'>, names: ControlNames, { onInput, onBrowse }: ControlEvents): ControlView {
  const input = element('input', { id: names.id, type: 'text', spellcheck: 'false', autocomplete: 'off' });
  input.placeholder = 'Path of a file';
  input.value = control.path;
  input.addEventListener('change', onInput);
  return {
    element: element('div', { class: 'row' }, input, browseButton(names, 'Choose file…', onBrowse)),
    target: input,
    read: () => text(input.value),
    update(next) {
      if (next.kind === 'file' && input.value !== next.path) input.value = next.path;
    },
  };
}

function browseButton({ label }: ControlNames, title: string, onBrowse: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: 'secondary', 'aria-label': `${title} ${label}` }, title);
  button.addEventListener('click', onBrowse);
  return button;
}

const SOURCE_LABELS: Readonly<Record<ObjectSource, string>> = { folder: 'Folder', json: 'JSON', text: 'ID or URI' };

function objectControl(control: Of<'object'>, names: ControlNames, { onInput, onBrowse }: ControlEvents): ControlView {
  const source = element(
    'select',
    { 'aria-label': `${names.label} is given as`, class: 'source' },
    ...OBJECT_SOURCES.map((value) => element('option', { value }, SOURCE_LABELS[value])),
  );
  const line = element('input', { id: names.id, type: 'text', spellcheck: 'false', autocomplete: 'off' });
  const area = element('textarea', { rows: '6', spellcheck: 'false', 'aria-label': `${names.label} as JSON` });
  const browse = browseButton(names, 'Choose folder…', onBrowse);
  const row = element('div', { class: 'row' }, source, line, browse);
  const whole = element('div', { class: 'object' }, row, area);

  const sourceOf = (): ObjectSource => OBJECT_SOURCES.find((each) => each === source.value) ?? 'folder';
  const entry = () => (sourceOf() === 'json' ? area : line);
  const arrange = (): void => {
    const chosen = sourceOf();
    line.hidden = chosen === 'json';
    area.hidden = chosen !== 'json';
    browse.hidden = chosen !== 'folder';
    line.placeholder = chosen === 'folder' ? `Folder of the ${control.objectType}` : `ID or /archive URI`;
    area.placeholder = `{ "type": "${control.objectType}", "id": "…", … }`;
  };
  const update = (next: Control): void => {
    if (next.kind !== 'object') return;
    if (source.value !== next.source) source.value = next.source;
    if (entry().value !== next.text) entry().value = next.text;
    arrange();
  };
  update(control);
  source.addEventListener('change', () => {
    arrange();
    onInput();
  });
  // A folder is read from disk, so half of its path is not looked for.
  line.addEventListener('change', onInput);
  line.addEventListener('input', () => {
    if (sourceOf() === 'text') onInput();
  });
  area.addEventListener('input', onInput);
  return {
    element: whole,
    get target() {
      return entry();
    },
    read: () => ({ kind: 'object', source: sourceOf(), text: entry().value }),
    update,
  };
}
