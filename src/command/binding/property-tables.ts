import { SECRET_DESTINATION_TYPE, SECRET_SOURCE_TYPE } from '../model/vocabulary';

/*
 * Every property the server's mapper binds, by object, with how it binds. A property that is not here is dropped in
 * silence. `schemas/command.schema.json` describes the same properties to authors.
 */

/** Which of the server's two readers knows a property: that of new Commands (also in labels) or that of updates. */
type Reader = 'create' | 'update';

interface PropertyBase {
  /** Undefined: both readers know it. */
  readonly readBy?: Reader;
}

/** A string; numbers and booleans become their text. */
export interface TextProperty extends PropertyBase {
  readonly kind: 'text';
  /** `binding`: null or absent makes the whole body unreadable. */
  readonly neededFor?: 'binding';
}

/** A 64-bit integer. */
export interface IntegerProperty extends PropertyBase {
  readonly kind: 'integer';
}

/** A double. */
export interface DecimalProperty extends PropertyBase {
  readonly kind: 'decimal';
}

export interface BooleanProperty extends PropertyBase {
  readonly kind: 'boolean';
}

/** Whatever JSON there is. */
export interface AnyProperty extends PropertyBase {
  readonly kind: 'any';
}

/** A list of strings. */
export interface TextsProperty extends PropertyBase {
  readonly kind: 'texts';
}

/**
 * Text by text. `whenNull` is what a null value does when a Command is created: the body is unreadable, the server throws
 * later, or the entry is dropped. Such a map that drops nulls is immutable while it is read and refuses a repeated key.
 * On update a null value always makes the body unreadable, and of equal keys the last wins.
 */
export interface MapProperty extends PropertyBase {
  readonly kind: 'map';
  readonly whenNull: 'unreadable' | 'exception' | 'dropped';
}

/** A list of objects. `nulls`: whether a null element is refused while the body is read. */
export interface ObjectsProperty<T extends ObjectShape = ObjectShape> extends PropertyBase {
  readonly kind: 'objects';
  readonly of: T;
  readonly nulls: 'refused' | 'kept';
}

/** An object whose `type` selects its class, of which there is one. */
export interface TypedProperty<T extends ObjectShape = ObjectShape> extends PropertyBase {
  readonly kind: 'typed';
  readonly type: string;
  readonly of: T;
}

export type Property =
  | TextProperty
  | IntegerProperty
  | DecimalProperty
  | BooleanProperty
  | AnyProperty
  | TextsProperty
  | MapProperty
  | ObjectsProperty
  | TypedProperty;

/** The properties of one kind of object. */
export interface ObjectShape<P extends Readonly<Record<string, Property>> = Readonly<Record<string, Property>>> {
  readonly name: ObjectName;
  readonly properties: P;
}

export type ObjectName =
  | 'command'
  | 'mount'
  | 'command-input'
  | 'command-output'
  | 'wrapper'
  | 'external-input'
  | 'derived-input'
  | 'output-handler'
  | 'secret'
  | 'secret-source'
  | 'secret-destination';

const text = { kind: 'text' } as const;
const integer = { kind: 'integer' } as const;
const decimal = { kind: 'decimal' } as const;
const boolean = { kind: 'boolean' } as const;
const texts = { kind: 'texts' } as const;

function shape<P extends Readonly<Record<string, Property>>>(name: ObjectName, properties: P): ObjectShape<P> {
  return { name, properties };
}

function listOf<T extends ObjectShape>(of: T): ObjectsProperty<T> {
  return { kind: 'objects', of, nulls: 'refused' };
}

export const MOUNT = shape('mount', { name: text, path: text, writable: boolean });

export const COMMAND_INPUT = shape('command-input', {
  name: { kind: 'text', neededFor: 'binding' },
  label: text,
  description: text,
  type: text,
  required: boolean,
  matcher: text,
  'default-value': text,
  'replacement-key': text,
  'command-line-flag': text,
  'command-line-separator': text,
  'true-value': text,
  'false-value': text,
  sensitive: boolean,
  'select-values': texts,
  'multiple-delimiter': text,
});

export const COMMAND_OUTPUT = shape('command-output', {
  name: text,
  description: text,
  required: boolean,
  mount: text,
  path: text,
  glob: text,
});

const wrapperInput = {
  name: { kind: 'text', neededFor: 'binding' },
  label: text,
  description: text,
  type: text,
  matcher: text,
  'default-value': text,
  required: boolean,
  'user-settable': boolean,
  sensitive: boolean,
  'replacement-key': text,
  'load-children': boolean,
  'provides-value-for-command-input': text,
  'provides-files-for-command-mount': text,
  'via-setup-command': text,
} as const;

export const EXTERNAL_INPUT = shape('external-input', wrapperInput);

export const DERIVED_INPUT = shape('derived-input', {
  ...wrapperInput,
  'derived-from-wrapper-input': text,
  'derived-from-xnat-object-property': text,
  multiple: boolean,
  parser: text,
});

export const OUTPUT_HANDLER = shape('output-handler', {
  name: text,
  'accepts-command-output': text,
  'as-a-child-of': text,
  'as-a-child-of-wrapper-input': { kind: 'text', readBy: 'create' },
  type: text,
  label: text,
  'xsi-type': text,
  format: text,
  description: text,
  content: text,
  tags: texts,
  'via-wrapup-command': text,
});

export const WRAPPER = shape('wrapper', {
  id: { kind: 'integer', readBy: 'update' },
  name: text,
  label: text,
  description: text,
  contexts: texts,
  'external-inputs': listOf(EXTERNAL_INPUT),
  'derived-inputs': listOf(DERIVED_INPUT),
  'output-handlers': listOf(OUTPUT_HANDLER),
});

export const SECRET_SOURCE = shape('secret-source', { identifier: text });
export const SECRET_DESTINATION = shape('secret-destination', { identifier: text });

export const SECRET = shape('secret', {
  source: { kind: 'typed', type: SECRET_SOURCE_TYPE, of: SECRET_SOURCE },
  destination: { kind: 'typed', type: SECRET_DESTINATION_TYPE, of: SECRET_DESTINATION },
});

export const COMMAND = shape('command', {
  id: { kind: 'integer', readBy: 'update' },
  name: text,
  label: text,
  description: text,
  version: text,
  'schema-version': text,
  'info-url': text,
  image: text,
  'container-name': text,
  type: text,
  index: text,
  hash: text,
  'working-directory': text,
  'command-line': text,
  'command-metadata': { kind: 'any' },
  'override-entrypoint': boolean,
  mounts: listOf(MOUNT),
  'environment-variables': { kind: 'map', whenNull: 'unreadable' },
  ports: { kind: 'map', whenNull: 'unreadable' },
  inputs: listOf(COMMAND_INPUT),
  outputs: listOf(COMMAND_OUTPUT),
  xnat: listOf(WRAPPER),
  'reserve-memory': integer,
  'limit-memory': integer,
  'limit-cpu': decimal,
  runtime: text,
  'ipc-mode': text,
  ipcMode: { kind: 'text', readBy: 'create' },
  'auto-remove': boolean,
  'shm-size': integer,
  network: text,
  'container-labels': { kind: 'map', whenNull: 'dropped' },
  gpus: text,
  'generic-resources': { kind: 'map', whenNull: 'dropped' },
  ulimits: { kind: 'map', whenNull: 'exception' },
  secrets: { kind: 'objects', of: SECRET, nulls: 'kept' },
  visibility: text,
});
