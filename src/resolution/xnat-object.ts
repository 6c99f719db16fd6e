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

/** Reads an object's JSON text as the server's mapper does; undefined where that fails or gives another type. */
export function readXnatObjectText(json: string, type: XnatObjectType): XnatObject | undefined {
  const { root, faults } = parseJson(json, 'refused');
  return root === undefined || faults.length > 0 ? undefined : readXnatObject(jsonOf(root), type);
}

/**
 * Takes JSON for an object of a type: properties the type does not have and nulls are dropped, numbers and booleans taken
 * for text where text is due. Undefined where the server's mapper would refuse it: another `type` or none, or a value of
 * the wrong kind, at any depth.
 */
export function readXnatObject(json: JsonValue | undefined, type: XnatObjectType): XnatObject | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const source = json as JsonObject;
  if (source.type !== type) return undefined;
  const object: Record<string, JsonValue> = { type };
  for (const property of objectPropertiesOf(type)) {
    const value = source[property.name];
    if (property.name === 'type' || value === undefined || value === null) continue;
    const read = readProperty(property, value);
    if (read === undefined) return undefined;
    object[property.name] = read;
  }
  return object as JsonObject as XnatObject;
}

function readProperty(property: ObjectProperty, value: JsonValue): JsonValue | undefined {
  switch (property.kind) {
    case 'text':
      return textOf(value);
    case 'number':
      return numberOf(value);
    case 'texts':
      return listOf(value, textOf);
    case 'objects': {
      const { of } = property;
      return of !== undefined && isXnatObjectType(of) ? listOf(value, (item) => readXnatObject(item, of)) : undefined;
    }
  }
}

function listOf<T extends JsonValue>(
  value: JsonValue,
  read: (item: JsonValue) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: T[] = [];
  for (const item of value as readonly JsonValue[]) {
    const itemRead = read(item);
    if (itemRead === undefined) return undefined;
    items.push(itemRead);
  }
  return items;
}

function textOf(value: JsonValue): string | undefined {
  return typeof value === 'object' ? undefined : String(value);
}

function numberOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return Math.trunc(value);
  return typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : undefined;
}

/** The value that a tree of server JSON stands for. */
export function jsonOf(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(
        node.properties.flatMap(({ key, value }) => (value === undefined ? [] : [[key.value, jsonOf(value)] as const])),
      );
    case 'array':
      return node.items.map(jsonOf);
    case 'string':
    case 'boolean':
      return node.value;
    case 'number':
      return Number(node.raw);
    case 'null':
      return null;
  }
}

/** JSON text of any object, of whatever type; undefined where it is none. */
export function readAnyObject(json: string | undefined): JsonValue | undefined {
  if (json === undefined) return undefined;
  const { root, faults } = parseJson(json, 'refused');
  return root?.kind === 'object' && faults.length === 0 ? jsonOf(root) : undefined;
}
