import type { Command, Wrapper } from '../../command/model/command';
import { isXnatObjectType } from '../../command/model/xnat-objects';
import type { FormField, FormFieldValues, FormValue, LaunchForm } from '../../resolution/launch-form/launch-form';
import { readTextList } from '../../resolution/text-list';
import type { FieldValue, FieldValues, Option } from '../../webview/protocol';

/** An input as the form asks for it, under what is chosen so far. */
export interface FormInput {
  readonly field: FormField;
  readonly shape: InputShape;
  /** What there is to choose from, or what a static input comes to. */
  readonly options: readonly Option[];
  /** Label of the input that has to be given before anything can be said of this one. */
  readonly waitsFor: string | undefined;
  /** What stands in it where nobody has changed it. */
  readonly initial: FieldValue;
  /** What stands in it. */
  readonly value: FieldValue;
}

export type InputShape = 'text' | 'password' | 'checkbox' | 'select-one' | 'select-many' | 'static' | 'file' | 'object';

/** Words that XNAT's dialog takes for a ticked box. */
const TICKED = ['1', 'y', 'yes', 'true', 't'];

/**
 * Lists the inputs of a form in the order in which they are shown: each parent before what is derived from it, with the
 * values that are left below what is chosen for the parent.
 *
 * @param values what was changed
 */
export function listFormInputs(
  command: Command,
  wrapper: Wrapper,
  form: LaunchForm,
  values: FieldValues,
): readonly FormInput[] {
  const changed = new Map(Object.entries(values));
  const defaults = new Map(
    [...command.inputs, ...wrapper.externalInputs].map(({ name, defaultValue }) => [name, defaultValue]),
  );
  const inputs: FormInput[] = [];
  const add = (field: FormField, branches: readonly FormFieldValues[], waitsFor: string | undefined): void => {
    const candidates = uniqueValues(branches);
    const shape = shapeOf(field, defaults.get(field.name));
    const options =
      field.kind === 'command'
        ? field.selectValues.map((value) => ({ value, label: value }))
        : candidates.map(optionOf);
    const initial = initialValue(field, shape, defaults.get(field.name), options);
    const value = matching(changed.get(field.name), initial, shape, options) ?? initial;
    inputs.push({ field, shape, options, waitsFor, initial, value });
    const chosen = chosenOf(shape, value, candidates);
    for (const child of field.children) {
      const below = chosen.flatMap(({ children }) => children.filter(({ name }) => name === child.name));
      add(child, below, chosen.length === 0 ? field.label : undefined);
    }
  };
  form.fields.forEach((field, index) => {
    const own = form.values[index];
    add(field, own === undefined ? [] : [own], undefined);
  });
  return inputs;
}

const optionOf = ({ value, label }: FormValue): Option => ({ value, label });

function uniqueValues(branches: readonly FormFieldValues[]): readonly FormValue[] {
  const unique = new Map<string, FormValue>();
  for (const { values } of branches) {
    for (const value of values) if (!unique.has(value.value)) unique.set(value.value, value);
  }
  return [...unique.values()];
}

function shapeOf(field: FormField, defaultValue: string | undefined): InputShape {
  if (field.kind === 'external' && isXnatObjectType(field.type)) return 'object';
  const { inputType, sensitive } = field;
  if (inputType === 'boolean') return 'checkbox';
  if (field.kind === 'external') {
    // XNAT's dialog lets no one change an external input that has a value before anybody typed one.
    if (!field.userSettable || defaultValue !== undefined) return 'static';
    return sensitive ? 'password' : 'text';
  }
  return inputType === 'text' && sensitive ? 'password' : inputType;
}

function initialValue(
  field: FormField,
  shape: InputShape,
  defaultValue: string | undefined,
  options: readonly Option[],
): FieldValue {
  switch (shape) {
    case 'object':
      return { kind: 'object', source: field.type === 'File' ? 'json' : 'folder', text: '' };
    case 'checkbox':
      return { kind: 'text', text: String(TICKED.includes((defaultValue ?? '').toLowerCase())) };
    case 'select-many':
      return { kind: 'list', texts: field.kind === 'command' ? textsOf(defaultValue) : [] };
    case 'select-one': {
      const only = field.kind === 'derived' && options.length === 1 ? options[0]?.value : undefined;
      return { kind: 'text', text: only ?? defaultValue ?? '' };
    }
    default:
      return { kind: 'text', text: defaultValue ?? '' };
  }
}

function textsOf(list: string | undefined): readonly string[] {
  if (list === undefined || list.trim() === '') return [];
  return readTextList(list) ?? [list];
}

/** A value that fits the input as it is now: of the right kind, and of a choice only what there still is to choose. */
function matching(
  value: FieldValue | undefined,
  initial: FieldValue,
  shape: InputShape,
  options: readonly Option[],
): FieldValue | undefined {
  if (value?.kind !== initial.kind) return undefined;
  // An answer from elsewhere may name an object by its id, which ends its URI, or by its label.
  const find = (text: string) =>
    options.find(({ value: own, label }) => own === text || own.endsWith(`/${text}`) || label === text)?.value;
  if (value.kind === 'list') return { kind: 'list', texts: value.texts.flatMap((text) => find(text) ?? []) };
  if (shape !== 'select-one' || value.text === '') return value;
  const chosen = find(value.text);
  return chosen === undefined ? undefined : { kind: 'text', text: chosen };
}

function chosenOf(shape: InputShape, value: FieldValue, candidates: readonly FormValue[]): readonly FormValue[] {
  if (shape === 'select-one') return candidates.filter((each) => value.kind === 'text' && each.value === value.text);
  if (shape === 'select-many') {
    return candidates.filter((each) => value.kind === 'list' && value.texts.includes(each.value));
  }
  return candidates;
}
