import { byId, setText } from './dom';
import { FieldView } from './field-view';
import { showPreview } from './preview-view';
import {
  readFormState,
  type FieldValue,
  type FormTarget,
  type FormView,
  type HostMessage,
  type PageMessage,
} from './protocol';

/** What VS Code lets a page have. */
interface EditorApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const form = byId('form', HTMLFormElement);
const standard = byId('standard', HTMLElement);
const advanced = byId('advanced', HTMLDetailsElement);
const advancedFields = byId('advanced-fields', HTMLElement);
const obstacle = byId('obstacle', HTMLElement);
const summary = byId('summary', HTMLElement);
const status = byId('status', HTMLElement);
const launchButton = byId('launch', HTMLButtonElement);

const fields = new Map<string, FieldView>();
/** What was changed in this page, and with which change. */
const changes = new Map<string, { readonly value: FieldValue; readonly revision: number }>();
const sensitive = new Set<string>();
let revision = 0;
let target: FormTarget | undefined;

const send = (message: PageMessage): void => editor.postMessage(message);

const fieldEvents = {
  onInput(name: string): void {
    const field = fields.get(name);
    if (field === undefined) return;
    revision += 1;
    changes.set(name, { value: field.read(), revision });
    const values = [...changes].map(([each, { value }]) => [each, value] as const);
    send({ type: 'change', revision, values: Object.fromEntries(values) });
    keepState();
  },
  onBrowse: (field: string): void => send({ type: 'browse', field }),
  onDrop: (field: string, items: readonly string[]): void => send({ type: 'drop', field, items }),
};

const previewEvents = {
  onSetSecret: (name: string): void => send({ type: 'set-secret', name }),
  onChooseDelivery: (): void => send({ type: 'choose-delivery' }),
};

function show(view: FormView): void {
  setText(byId('title', HTMLElement), view.title);
  const description = byId('form-description', HTMLElement);
  setText(description, view.description ?? '');
  description.hidden = view.description === undefined;
  setText(obstacle, view.obstacle ?? '');
  obstacle.hidden = view.obstacle === undefined;
  showFields(view);
  showPreview(byId('preview', HTMLElement), view, previewEvents);
  if (!summary.hidden) showSummary();
  keepState();
}

function showFields(view: FormView): void {
  const known = new Set(view.fields.map(({ name }) => name));
  for (const [name, field] of fields) {
    if (known.has(name)) continue;
    field.element.remove();
    fields.delete(name);
    changes.delete(name);
  }
  sensitive.clear();
  const shown = view.fields.map((field) => {
    if (field.control.kind === 'password') sensitive.add(field.name);
    const change = changes.get(field.name);
    // What was typed after the editor last heard of it stays; of all else the editor knows best.
    const isNewer = change !== undefined && change.revision > view.revision;
    if (change !== undefined && !isNewer) changes.delete(field.name);
    const known = fields.get(field.name);
    if (known?.fits(field)) {
      known.update(field, isNewer ? 'kept' : 'taken');
      return { field, view: known };
    }
    const made = new FieldView(field, fieldEvents);
    if (known !== undefined) known.element.replaceWith(made.element);
    fields.set(field.name, made);
    return { field, view: made };
  });
  arrange(
    standard,
    shown.filter(({ field }) => !field.advanced).map((each) => each.view.element),
  );
  arrange(
    advancedFields,
    shown.filter(({ field }) => field.advanced).map((each) => each.view.element),
  );
  advanced.hidden = advancedFields.childElementCount === 0;
}

/** Puts elements into an order, moving none that stands right: a moved one loses the focus. */
function arrange(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  wanted.forEach((each, index) => {
    if (parent.children[index] !== each) parent.insertBefore(each, parent.children[index] ?? null);
  });
}

function showSummary(): void {
  const wrong = [...fields.values()].filter(({ hasProblem }) => hasProblem).length;
  summary.hidden = wrong === 0;
  setText(summary, wrong === 0 ? '' : wrong === 1 ? 'One input needs attention.' : `${wrong} inputs need attention.`);
}

function refuse(): void {
  for (const field of fields.values()) field.visit();
  summary.hidden = false;
  showSummary();
  [...fields.values()].find(({ hasProblem }) => hasProblem)?.focus();
}

/** Puts the keyboard where there is something to do, if it is in the form at all and nowhere in particular. */
function takeFocus(): void {
  if (!document.hasFocus() || document.activeElement !== document.body) return;
  const all = [...fields.values()];
  (all.find(({ hasProblem }) => hasProblem) ?? all[0])?.focus();
}

const isToLaunch = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === 'Enter' && (ctrlKey || metaKey);

/** Keeps what was entered, but for what is sensitive. */
function keepState(): void {
  if (target === undefined) return;
  const values = [...fields]
    .filter(([name]) => !sensitive.has(name))
    .map(([name, field]) => [name, field.read()] as const);
  editor.setState({ target, values: Object.fromEntries(values) });
}

window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
  switch (data.type) {
    case 'show':
      target = data.target;
      show(data.view);
      takeFocus();
      break;
    case 'busy':
      setText(status, data.text ?? '');
      break;
    case 'refuse':
      refuse();
      break;
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  send({ type: 'launch' });
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !isToLaunch(event) && event.target instanceof HTMLInputElement) {
    // Enter ends the entry of a path. It must not launch anything, as it would by itself.
    event.preventDefault();
    event.target.dispatchEvent(new Event('change'));
  }
});
// Wherever the keyboard is: the preview has no field.
document.addEventListener('keydown', (event) => {
  if (!isToLaunch(event)) return;
  event.preventDefault();
  launchButton.click();
});
window.addEventListener('focus', takeFocus);
byId('save', HTMLButtonElement).addEventListener('click', () => send({ type: 'save' }));
byId('reset', HTMLButtonElement).addEventListener('click', () => send({ type: 'reset' }));

target = readFormState(editor.getState())?.target;
send({ type: 'ready' });
