import { createControl, type ControlEvents, type ControlView } from './controls';
import { element, setAttribute, setText } from './dom';
import type { FieldValue, FormField } from './protocol';

/** What a field tells of itself. */
export interface FieldEvents {
  onInput(name: string): void;
  onBrowse(name: string): void;
  onDrop(name: string, items: readonly string[]): void;
}

/** Kinds of data that a drag of folders carries: from the editor's explorer, and from elsewhere. */
const DRAGGED = ['application/vnd.code.uri-list', 'text/uri-list', 'text/plain'];

let count = 0;

/** One input of the form on the page: its label, what is said of it, its control, and what is wrong with it. */
export class FieldView {
  readonly element: HTMLElement;
  private readonly id = `field-${++count}`;
  private readonly label: HTMLElement;
  private readonly mark: HTMLElement;
  private readonly description: HTMLElement;
  private readonly detail: HTMLElement;
  private readonly error: HTMLElement;
  private control: ControlView;
  private field: FormField;
  /** The person has been here, so what is missing may be held against them. */
  private visited = false;

  constructor(
    field: FormField,
    private readonly events: FieldEvents,
  ) {
    this.field = field;
    const isGroup = field.control.kind === 'select-many';
    const labelText = element('span', {});
    this.mark = element('span', { class: 'mark', 'aria-hidden': 'true' }, '*');
    this.label = element(isGroup ? 'legend' : 'label', { for: isGroup ? undefined : this.id }, labelText, this.mark);
    this.description = element('p', { class: 'description', id: `${this.id}-description` });
    this.detail = element('p', { class: 'detail', id: `${this.id}-detail` });
    this.error = element('p', { class: 'error', id: `${this.id}-error` });
    this.control = createControl(field.control, { id: this.id, label: field.label }, this.controlEvents());
    this.element = element(isGroup ? 'fieldset' : 'div', {
      class: `field ${field.control.kind}`,
      'data-name': field.name,
    });
    if (field.control.kind === 'checkbox') {
      this.element.append(element('div', { class: 'choice' }, this.control.element, this.label), this.description);
    } else {
      this.element.append(this.label, this.description, this.control.element);
    }
    this.element.append(this.detail, this.error);
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && this.element.contains(relatedTarget)) return;
      this.visited = true;
      this.showProblem();
    });
    if (field.control.kind === 'object' || field.control.kind === 'file') this.takeDrops();
    this.update(field, 'taken');
  }

  /** Whether a field can be shown by this view. */
  fits({ control, label }: FormField): boolean {
    return control.kind === this.field.control.kind && label === this.field.label;
  }

  /**
   * Shows a field anew.
   *
   * @param value `kept` leaves what stands in the control, because it was changed since
   */
  update(field: FormField, value: 'taken' | 'kept'): void {
    this.field = field;
    setText(this.label.firstElementChild ?? this.label, field.label);
    this.mark.hidden = !field.required;
    setText(this.description, field.description ?? '');
    setText(this.detail, field.detail ?? '');
    if (value === 'taken') this.control.update(field.control);
    this.showProblem();
  }

  read(): FieldValue {
    return this.control.read();
  }

  get hasProblem(): boolean {
    return this.field.problem !== undefined;
  }

  /** From now on what is missing is shown. */
  visit(): void {
    this.visited = true;
    this.showProblem();
  }

  focus(): void {
    this.element.closest('details')?.setAttribute('open', '');
    this.control.target.focus();
  }

  private showProblem(): void {
    const { problem } = this.field;
    const shown = problem !== undefined && (problem.kind === 'wrong' || this.visited) ? problem.message : '';
    setText(this.error, shown);
    const described = [this.description, this.detail, this.error].filter(({ textContent }) => textContent !== '');
    for (const part of [this.description, this.detail, this.error]) part.hidden = part.textContent === '';
    for (const target of this.targets()) {
      setAttribute(target, 'aria-describedby', described.map(({ id }) => id).join(' ') || undefined);
      setAttribute(target, 'aria-invalid', shown === '' ? undefined : 'true');
      setAttribute(target, 'aria-required', canBeRequired(target) && this.field.required ? 'true' : undefined);
    }
  }

  /** What is described: each box to type in, and the group where there are several to check. */
  private targets(): readonly Element[] {
    if (this.field.control.kind === 'select-many') return [this.element];
    return [...this.element.querySelectorAll('input, select:not(.source), textarea')];
  }

  private controlEvents(): ControlEvents {
    return {
      onInput: () => this.events.onInput(this.field.name),
      onBrowse: () => this.events.onBrowse(this.field.name),
    };
  }

  private takeDrops(): void {
    this.element.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.some((type) => DRAGGED.includes(type)) !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      this.element.classList.add('drop');
    });
    this.element.addEventListener('dragleave', () => this.element.classList.remove('drop'));
    this.element.addEventListener('drop', (event) => {
      event.preventDefault();
      this.element.classList.remove('drop');
      const data = DRAGGED.map((type) => event.dataTransfer?.getData(type) ?? '').find((each) => each.trim() !== '');
      const items = (data ?? '').split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
      if (items.length > 0) this.events.onDrop(this.field.name, items);
    });
  }
}

const canBeRequired = (target: Element): boolean =>
  !(target instanceof HTMLInputElement && target.type === 'checkbox') && !(target instanceof HTMLFieldSetElement);
