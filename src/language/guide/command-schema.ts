import { COMMAND, type ObjectName, type ObjectShape, type Property } from '../../command/binding/property-tables';
import { guideOf, propertiesOf } from './object-guides';
import type { PropertyGuide } from './property-guide';
import { valuesOf } from './value-guide';

/** A JSON Schema of draft 07, with the keywords that editors add to it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Without these the server refuses the Command. */
const REQUIRED: Readonly<Partial<Record<ObjectName, readonly string[]>>> = {
  command: ['name', 'image'],
  mount: ['name', 'path'],
  'command-input': ['name'],
  'command-output': ['name', 'mount'],
  wrapper: ['name'],
  'external-input': ['name'],
  'derived-input': ['name', 'derived-from-wrapper-input'],
  'output-handler': ['name', 'accepts-command-output'],
  secret: ['source', 'destination'],
  'secret-source': ['type', 'identifier'],
  'secret-destination': ['type', 'identifier'],
};

/** Names that are restricted to an alphabet. */
const PLAIN_NAMES: ReadonlySet<ObjectName> = new Set<ObjectName>([
  'command-input',
  'command-output',
  'external-input',
  'derived-input',
  'output-handler',
]);

/** Texts that authors rightly write as numbers or truth values too: the server takes them for the text they are. */
const LOOSE_TEXTS: ReadonlySet<string> = new Set([
  'version',
  'schema-version',
  'default-value',
  'true-value',
  'false-value',
]);

const DEPRECATED: Readonly<Record<string, string>> = {
  'as-a-child-of-wrapper-input': 'Use "as-a-child-of": updates of a stored Command do not know this name.',
  ipcMode: 'Use "ipc-mode": updates of a stored Command do not know this name.',
};

const LOOSE_TEXT = ['string', 'number', 'boolean'] as const;

/** What only one kind of an object needs. */
const CONDITIONS: Readonly<Partial<Record<ObjectName, readonly JsonSchema[]>>> = {
  'command-input': [
    { if: ofType('select-one', 'select-many'), then: { required: ['select-values'] } },
    { if: ofType('select-many'), then: { required: ['default-value'] } },
  ],
  'output-handler': [
    { if: ofType('Assessor', 'Scan'), else: { required: ['label'] } },
    { anyOf: [{ required: ['as-a-child-of'] }, { required: ['as-a-child-of-wrapper-input'] }] },
  ],
};

function ofType(...types: readonly string[]): JsonSchema {
  return { required: ['type'], properties: { type: { enum: types } } };
}

/**
 * The public schema of a Command: the properties that the server binds, as it binds them, with the words of the guide. It
 * is stricter than the server where an author hardly means what the server takes, such as properties it drops.
 */
export function commandSchema(): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const command = objectSchema(COMMAND, definitions);
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...command, definitions };
}

function objectSchema(shape: ObjectShape, definitions: Record<string, JsonSchema>): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  if (shape.name === 'command')
    properties.$schema = { type: 'string', description: 'Schema that editors check against.' };
  for (const name of new Set([...propertiesOf(shape.name), ...Object.keys(shape.properties)])) {
    const property = shape.properties[name] ?? { kind: 'text' };
    properties[name] = { ...describe(shape.name, name, property), ...valueSchema(shape, name, property, definitions) };
  }
  const conditions = CONDITIONS[shape.name];
  return {
    type: 'object',
    properties,
    required: REQUIRED[shape.name],
    additionalProperties: false,
    ...(conditions && { allOf: conditions }),
  };
}

function describe(object: ObjectName, name: string, property: Property): JsonSchema {
  const deprecationMessage = DEPRECATED[name];
  const guide = guideOf(object, name);
  if (guide === undefined) return { deprecationMessage };
  const text = [guide.summary, absence(guide, property), guide.inFact, release(guide)].filter(Boolean).join('\n\n');
  const description = text.replaceAll('`', '').replaceAll('\n\n', ' ');
  return {
    description,
    ...(description !== text && { markdownDescription: text }),
    ...(deprecationMessage && { deprecationMessage }),
  };
}

function absence({ whenAbsent }: PropertyGuide, property: Property): string | undefined {
  if (whenAbsent === undefined) return undefined;
  return property.kind === 'boolean' || property.kind === 'text'
    ? `Default: ${whenAbsent}.`
    : `When absent: ${whenAbsent}.`;
}

function release({ since }: PropertyGuide): string | undefined {
  return since === undefined ? undefined : `Since Container Service ${since}.`;
}

function valueSchema(
  shape: ObjectShape,
  name: string,
  property: Property,
  definitions: Record<string, JsonSchema>,
): JsonSchema {
  switch (property.kind) {
    case 'text':
      return textSchema(shape.name, name);
    case 'integer':
      return { type: ['integer', 'null'] };
    case 'decimal':
      return { type: ['number', 'null'] };
    case 'boolean':
      return { type: ['boolean', 'null'], ...defaultOf(shape.name, name, (word) => word === 'true') };
    case 'any':
      return {};
    case 'texts':
      return { type: ['array', 'null'], items: { type: LOOSE_TEXT } };
    case 'map':
      return { type: ['object', 'null'], additionalProperties: { type: LOOSE_TEXT } };
    case 'objects':
      return { type: ['array', 'null'], items: reference(property.of, definitions) };
    case 'typed':
      return reference(property.of, definitions);
  }
}

function reference(shape: ObjectShape, definitions: Record<string, JsonSchema>): JsonSchema {
  definitions[shape.name] ??= objectSchema(shape, definitions);
  return { $ref: `#/definitions/${shape.name}` };
}

function textSchema(object: ObjectName, name: string): JsonSchema {
  const values = valuesOf(object, name);
  const required = REQUIRED[object]?.includes(name) === true;
  if (values.length > 0) {
    return {
      enum: values.map(({ value }) => value),
      enumDescriptions: values.map(({ summary }) => summary.replaceAll('`', '')),
      markdownEnumDescriptions: values.map(({ summary }) => summary),
      ...defaultOf(object, name, (word) => word),
    };
  }
  if (name === 'name' && PLAIN_NAMES.has(object)) {
    return {
      type: 'string',
      pattern: '^[A-Za-z0-9_-]+$',
      patternErrorMessage: 'Only letters A to Z, digits, "_" and "-".',
    };
  }
  if (required) return { type: 'string', minLength: 1 };
  return { type: LOOSE_TEXTS.has(name) ? [...LOOSE_TEXT, 'null'] : ['string', 'null'] };
}

/** The guide begins what stands for an absent property with the value, between backticks, where it is one value. */
function defaultOf<T>(object: ObjectName, name: string, read: (word: string) => T): { readonly default?: T } {
  const word = /^`([\w-]+)`/.exec(guideOf(object, name)?.whenAbsent ?? '')?.[1];
  return word === undefined ? {} : { default: read(word) };
}
