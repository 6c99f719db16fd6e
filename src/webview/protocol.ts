/**
 * All that the launch form's page and the editor say to each other. The editor knows the Command and works everything out;
 * the page shows what it is told and tells what a person does. No value of a secret goes either way, and what a person
 * types for a sensitive input goes only from the page to the editor.
 */

/** What stands in a field. */
export type FieldValue =
  /** A text; `true` or `false` for a checkbox; a path for a file. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'object'; readonly source: ObjectSource; readonly text: string };

/** How an object of the archive is given: a folder's path, its JSON, or a text that XNAT would look it up by. */
export type ObjectSource = (typeof OBJECT_SOURCES)[number];
export const OBJECT_SOURCES = ['folder', 'json', 'text'] as const;

/** Values by the name of the input. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One input of the form. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly required: boolean;
  readonly advanced: boolean;
  readonly control: Control;
  /** What became of the value, such as what was found in a folder. */
  readonly detail?: string;
  readonly problem?: FieldProblem;
}

export type Control =
  | { readonly kind: 'text'; readonly text: string; readonly expects: 'text' | 'number' }
  /** `kept`: a text was typed before, and the editor still has it. */
  | { readonly kind: 'password'; readonly state: 'empty' | 'kept' }
  | { readonly kind: 'checkbox'; readonly checked: boolean }
  | { readonly kind: 'select-one'; readonly options: readonly Option[]; readonly chosen: string | undefined }
  | { readonly kind: 'select-many'; readonly options: readonly Option[]; readonly chosen: readonly string[] }
  /** What follows from other inputs, or cannot be changed. */
  | { readonly kind: 'static'; readonly texts: readonly string[] }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'object'; readonly objectType: string; readonly source: ObjectSource; readonly text: string };

/** Why a field cannot stay as it is. What is only missing is not held against a person who has not come to it yet. */
export interface FieldProblem {
  readonly kind: 'missing' | 'wrong';
  readonly message: string;
}

/** A secret of the Command, by name. */
export interface SecretRow {
  /** System property of the server. */
  readonly name: string;
  /** The environment variable it goes to. */
  readonly variable: string;
  /** In bytes; undefined where none is stored and it will be asked for. */
  readonly storedBytes: number | undefined;
}

/** How a container gets its secrets: as variables, which the service does, or as files below `/run/secrets`. */
export type SecretDelivery = 'environment' | 'file';

/** What a launch with the values would be. */
export type FormPreview =
  | {
      readonly kind: 'launch';
      readonly image: string;
      readonly commandLine: string;
      /** What becomes of the image's entrypoint, in a sentence. */
      readonly entrypoint: string;
      readonly environment: readonly PreviewRow[];
      readonly mounts: readonly PreviewRow[];
      readonly outputs: readonly PreviewRow[];
      readonly warnings: readonly string[];
      readonly notes: readonly string[];
    }
  /** The Container Service would refuse it: in its own words, and what they mean here. */
  | { readonly kind: 'refused'; readonly message: string; readonly explanation: string }
  /** There is too little to tell. */
  | { readonly kind: 'waiting'; readonly message: string };

/** Something and what it is set to, with a remark. */
export interface PreviewRow {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

/** The form as it is to be shown. */
export interface FormView {
  /** The number of the last change that it takes into account. */
  readonly revision: number;
  readonly title: string;
  readonly description?: string;
  readonly fields: readonly FormField[];
  readonly secrets: readonly SecretRow[];
  readonly secretDelivery: SecretDelivery;
  readonly preview: FormPreview;
  /** Why the Command cannot be launched as it stands in the editor; the rest is then as it was before. */
  readonly obstacle?: string;
}

/** Which form a page shows, kept with it over a restart. */
export interface FormTarget {
  /** Address of the Command's document. */
  readonly uri: string;
  readonly wrapper: string;
}

/** What the page keeps for itself over hiding, reload and restart: no value of a sensitive input. */
export interface FormState {
  readonly target: FormTarget;
  readonly values: FieldValues;
}

/** From the editor to the page. */
export type HostMessage =
  | { readonly type: 'show'; readonly target: FormTarget; readonly view: FormView }
  /** Something that takes a while goes on; undefined when it is over. */
  | { readonly type: 'busy'; readonly text: string | undefined }
  /** A launch was refused: what is missing is shown, and the first field with a problem gets the focus. */
  | { readonly type: 'refuse' };

/** From the page to the editor. */
export type PageMessage =
  | { readonly type: 'ready' }
  /** `revision` counts the changes; `values` are those that were changed in this page, sensitive ones included. */
  | { readonly type: 'change'; readonly revision: number; readonly values: FieldValues }
  | { readonly type: 'browse'; readonly field: string }
  /** Something was dropped on a field: addresses or paths, as the drag carried them. */
  | { readonly type: 'drop'; readonly field: string; readonly items: readonly string[] }
  | { readonly type: 'launch' }
  | { readonly type: 'save' }
  | { readonly type: 'reset' }
  /** The person wants secrets to be given in another way. */
  | { readonly type: 'choose-delivery' }
  | { readonly type: 'set-secret'; readonly name: string };

/** Takes what came from the page for a message; undefined when it is none. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type } = value;
  switch (type) {
    case 'ready':
    case 'launch':
    case 'save':
    case 'reset':
    case 'choose-delivery':
      return { type };
    case 'browse':
      return typeof value.field === 'string' ? { type, field: value.field } : undefined;
    case 'drop':
      return typeof value.field === 'string' && isTexts(value.items)
        ? { type, field: value.field, items: value.items }
        : undefined;
    case 'change': {
      const values = readFieldValues(value.values);
      return typeof value.revision === 'number' && values !== undefined
        ? { type, revision: value.revision, values }
        : undefined;
    }
    case 'set-secret':
      return typeof value.name === 'string' ? { type, name: value.name } : undefined;
    default:
      return undefined;
  }
}

/** Takes what a page kept for its state; undefined when it is none, or one of another version. */
export function readFormState(value: unknown): FormState | undefined {
  if (!isRecord(value) || !isRecord(value.target)) return undefined;
  const { uri, wrapper } = value.target;
  const values = readFieldValues(value.values);
  if (typeof uri !== 'string' || typeof wrapper !== 'string' || values === undefined) return undefined;
  return { target: { uri, wrapper }, values };
}

function readFieldValues(value: unknown): FieldValues | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).map(([name, each]) => [name, readFieldValue(each)] as const);
  const read = entries.filter((entry): entry is readonly [string, FieldValue] => entry[1] !== undefined);
  return read.length === entries.length ? Object.fromEntries(read) : undefined;
}

function readFieldValue(value: unknown): FieldValue | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, text, texts, source } = value;
  if (kind === 'text' && typeof text === 'string') return { kind, text };
  if (kind === 'list' && isTexts(texts)) return { kind, texts };
  const known = OBJECT_SOURCES.find((each) => each === source);
  return kind === 'object' && known !== undefined && typeof text === 'string'
    ? { kind, source: known, text }
    : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
