import { tooDeepIn } from '../command/document/depth';
import { parseJson } from '../command/document/json-parser';
import type { JsonNode } from '../command/document/syntax-tree';
import type { JsonObject, JsonValue } from '../command/matcher/matcher-ast';
import { isXnatObjectType, objectPropertiesOf } from '../command/model/xnat-objects';
import type { ObjectProperty, XnatObjectType } from '../command/model/xnat-objects';

/**
 * An object of the archive as the service hands it around: its JSON, with the properties of its type and no others, in the
 * service's spelling (`scan-type`, `xsiType`). Lists hold objects of the same form.
 */
export type XnatObject = JsonObject & {
  readonly type: XnatObjectType;
  readonly id?: string;
  readonly label?: string;
  readonly uri?: string;
  readonly directory?: string;
};

/** A number as it is written: where text is due, the server takes `1.50` to the letter. */
class WrittenNumber {
  constructor(readonly raw: string) {}
}

type Source = JsonValue | WrittenNumber | readonly Source[] | { readonly [name: string]: Source | undefined };

/** Reads an object's JSON text as the server's mapper does; undefined where that fails or gives another type. */
export function readXnatObjectText(json: string, type: XnatObjectType): XnatObject | undefined {
  const { root, faults } = parseJson(json, 'refused');
  if (root === undefined || faults.length > 0 || tooDeepIn(root) !== undefined) return undefined;
  return readXnatObject(
    valueOfNode(root, (raw) => new WrittenNumber(raw)),
    type,
  );
}

/**
 * Takes JSON for an object of a type: properties the type does not have and nulls are dropped, numbers and booleans taken
 * for text where text is due. Undefined where the server's mapper would refuse it: another `type` or none, or a value of
 * the wrong kind, at any depth.
 */
export function readXnatObject(source: Source | undefined, type: XnatObjectType): XnatObject | undefined {
  if (!isMap(source) || source.type !== type) return undefined;
  const object: Record<string, JsonValue> = { type };
  for (const property of objectPropertiesOf(type)) {
    const value = source[property.name];
    if (property.name === 'type' || value === undefined || value === null) continue;
    const read = readProperty(property, value);
    if (read === undefined) return undefined;
    if (read !== null) object[property.name] = read;
  }
  return object as JsonObject as XnatObject;
}

/** Null is for a value that the mapper takes for none; undefined for one that it refuses. */
function readProperty(property: ObjectProperty, value: Source): JsonValue | undefined {
  switch (property.kind) {
    case 'text':
      return textOf(value);
    case 'number':
      return numberOf(property.name === 'size' ? 'long' : 'int', value);
    case 'texts':
      return listOf(value, (item) => (item === null ? null : textOf(item)));
    case 'objects': {
      const { of } = property;
      if (of === undefined || !isXnatObjectType(of) || !isList(value)) return undefined;
      return listOf(
        value.filter((item) => item !== null),
        (item) => readXnatObject(item, of),
      );
    }
  }
}

function listOf<T extends JsonValue>(value: Source, read: (item: Source) => T | undefined): readonly T[] | undefined {
  if (!isList(value)) return undefined;
  const items: T[] = [];
  for (const item of value) {
    const itemRead = read(item);
    if (itemRead === undefined) return undefined;
    items.push(itemRead);
  }
  return items;
}

function textOf(value: Source): string | undefined {
  if (value instanceof WrittenNumber) return value.raw;
  return typeof value === 'object' ? undefined : String(value);
}

const MOST: Readonly<Record<'int' | 'long', number>> = { int: 2 ** 31 - 1, long: 2 ** 63 };

/** A fraction is cut off, but not one that is written as text; text without a number in it is no value. */
function numberOf(kind: 'int' | 'long', value: Source): number | null | undefined {
  const number =
    value instanceof WrittenNumber ? Number(value.raw) : typeof value === 'string' ? wholeOf(value) : value;
  if (number === null || typeof number !== 'number') return number === null ? null : undefined;
  return number >= -MOST[kind] - 1 && number <= MOST[kind] ? Math.trunc(number) : undefined;
}

function wholeOf(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null') return null;
  return /^[+-]?\d+$/.test(trimmed) ? Number(trimmed) : undefined;
}

function isList(value: Source): value is readonly Source[] {
  return Array.isArray(value);
}

function isMap(value: Source | undefined): value is Readonly<Record<string, Source | undefined>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber);
}

/** The value that a tree of server JSON stands for, which must not be nested too deep. */
export function jsonOf(node: JsonNode): JsonValue {
  return valueOfNode(node, Number) as JsonValue;
}

function valueOfNode(node: JsonNode, numberValue: (raw: string) => Source): Source {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(
        node.properties.flatMap(({ key, value }) =>
          value === undefined ? [] : [[key.value, valueOfNode(value, numberValue)] as const],
        ),
      );
    case 'array':
      return node.items.map((item) => valueOfNode(item, numberValue));
    case 'string':
    case 'boolean':
      return node.value;
    case 'number':
      return numberValue(node.raw);
    case 'null':
      return null;
  }
}

/** JSON text of any object, of whatever type; undefined where it is none, or one nested too deep. */
export function readAnyObject(json: string | undefined): JsonValue | undefined {
  if (json === undefined) return undefined;
  const { root, faults } = parseJson(json, 'refused');
  if (root?.kind !== 'object' || faults.length > 0 || tooDeepIn(root) !== undefined) return undefined;
  return jsonOf(root);
}
