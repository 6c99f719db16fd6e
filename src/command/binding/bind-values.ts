import type { CommandMode } from '../document/command-document';
import type { ArrayNode, JsonNode, ObjectNode, StringNode } from '../document/syntax-tree';
import { MOST_PROBLEMS_COLLECTED } from '../problem-limits';
import type { BindingFault, ExpectedShape } from './binding-fault';
import type { MapProperty, ObjectShape, ObjectsProperty, Property, TypedProperty } from './property-tables';
import { MISFIT, readBoolean, readDecimal, readInteger, readText, type Scalar } from './scalars';

/** What a property of the given kind becomes; undefined stands for null and absent alike. */
export type ValueOf<P> = P extends { readonly kind: 'text' }
  ? string | undefined
  : P extends { readonly kind: 'integer' }
    ? bigint | undefined
    : P extends { readonly kind: 'decimal' }
      ? number | undefined
      : P extends { readonly kind: 'boolean' }
        ? boolean | undefined
        : P extends { readonly kind: 'texts' }
          ? readonly string[] | undefined
          : P extends { readonly kind: 'map' }
            ? ReadonlyMap<string, string> | undefined
            : P extends ObjectsProperty<infer T>
              ? readonly Values<T>[] | undefined
              : P extends TypedProperty<infer T>
                ? Values<T> | undefined
                : undefined;

/** The bound properties of an object. */
export type Values<T extends ObjectShape> = { readonly [K in keyof T['properties']]: ValueOf<T['properties'][K]> };

/** What goes through one binding: the mode, and the faults found so far, up to a number that bounds memory. */
export interface BindingContext {
  readonly mode: CommandMode;
  readonly faults: BindingFault[];
}

function addFault(fault: BindingFault, context: BindingContext): void {
  if (context.faults.length < MOST_PROBLEMS_COLLECTED) context.faults.push(fault);
}

interface CompiledShape {
  /** The name again, as the table writes it: one string for all documents, which is quicker to store under. */
  readonly properties: ReadonlyMap<string, { readonly name: string; readonly property: Property }>;
  readonly empty: Readonly<Record<string, undefined>>;
  readonly needed: readonly string[];
}

const compiled = new Map<ObjectShape, CompiledShape>();

/** The property of an object that a key of a text names; undefined where the server knows none of that name. */
export function propertyNamed(shape: ObjectShape, name: string): Property | undefined {
  return compile(shape).properties.get(name)?.property;
}

/** Tables are looked up by keys of hostile texts, so they are maps. */
function compile(shape: ObjectShape): CompiledShape {
  const known = compiled.get(shape);
  if (known !== undefined) return known;
  const entries = Object.entries(shape.properties);
  const result: CompiledShape = {
    properties: new Map(entries.map(([name, property]) => [name, { name, property }])),
    empty: Object.fromEntries(entries.map(([name]) => [name, undefined])),
    needed: entries.flatMap(([name, property]) => (property.kind === 'text' && property.neededFor ? [name] : [])),
  };
  compiled.set(shape, result);
  return result;
}

/** The values of an object of which nothing is known. */
export function emptyValues<T extends ObjectShape>(shape: T): Values<T> {
  return compile(shape).empty as Values<T>;
}

/**
 * Binds the properties of an object as the server's mapper does. Every occurrence of a repeated key is read, and the last
 * is kept. Values that do not fit are reported to the context and count as absent.
 */
export function bindProperties<T extends ObjectShape>(node: ObjectNode, shape: T, context: BindingContext): Values<T> {
  const { properties, empty, needed } = compile(shape);
  const values: Record<string, unknown> = { ...empty };
  let damaged: Set<string> | undefined;
  for (const { key, value } of node.properties) {
    const known = properties.get(key.value);
    if (known === undefined || value === undefined || !isRead(known.property, context.mode)) continue;
    const faults = context.faults.length;
    values[known.name] = bindValue(value, known.property, context);
    if (context.faults.length > faults) (damaged ??= new Set()).add(known.name);
  }
  for (const name of needed) {
    if (values[name] === undefined && damaged?.has(name) !== true && !isHalfTyped(node, name)) {
      addFault({ code: 'input-name-missing', node, of: shape.name }, context);
    }
  }
  return values as Values<T>;
}

/** Whether the server's reader for this mode knows the property at all. */
export function isRead(property: Property, mode: CommandMode): boolean {
  return property.readBy === undefined || (property.readBy === 'update') === (mode === 'update');
}

function isHalfTyped(node: ObjectNode, name: string): boolean {
  return node.properties.some((property) => property.key.value === name && property.value === undefined);
}

function bindValue(node: JsonNode, property: Property, context: BindingContext): unknown {
  switch (property.kind) {
    case 'text':
      return scalar(node, readText(node), 'text', context);
    case 'integer':
      return scalar(node, readInteger(node), 'integer', context);
    case 'decimal':
      return scalar(node, readDecimal(node), 'decimal', context);
    case 'boolean':
      return scalar(node, readBoolean(node), 'boolean', context);
    case 'any':
      return undefined;
    case 'texts':
      return bindTexts(node, context);
    case 'map':
      return bindMap(node, property, context);
    case 'objects':
      return bindObjects(node, property, context);
    case 'typed':
      return bindTyped(node, property, context);
  }
}

function scalar<T>(node: JsonNode, read: Scalar<T>, expected: ExpectedShape, context: BindingContext): T | undefined {
  if (read !== MISFIT) return read;
  wrongType(node, expected, context);
  return undefined;
}

function wrongType(node: JsonNode, expected: ExpectedShape, context: BindingContext): void {
  addFault({ code: 'wrong-type', node, expected }, context);
}

function bindTexts(node: JsonNode, context: BindingContext): readonly string[] | undefined {
  return bindList(node, context)?.items.map((item) => {
    if (item.kind === 'null') addFault({ code: 'null-element', node: item }, context);
    return scalar(item, readText(item), 'text', context) ?? '';
  });
}

function bindObjects<T extends ObjectShape>(
  node: JsonNode,
  property: ObjectsProperty<T>,
  context: BindingContext,
): readonly Values<T>[] | undefined {
  return bindList(node, context)?.items.map((item) => {
    if (item.kind === 'object') return bindProperties(item, property.of, context);
    if (item.kind !== 'null') wrongType(item, 'object', context);
    else if (property.nulls === 'refused') addFault({ code: 'null-element', node: item }, context);
    return emptyValues(property.of);
  });
}

function bindList(node: JsonNode, context: BindingContext): ArrayNode | undefined {
  if (node.kind === 'array') return node;
  if (node.kind !== 'null') wrongType(node, 'list', context);
  return undefined;
}

function bindMap(
  node: JsonNode,
  property: MapProperty,
  context: BindingContext,
): ReadonlyMap<string, string> | undefined {
  if (node.kind !== 'object') {
    if (node.kind !== 'null') wrongType(node, 'map', context);
    return undefined;
  }
  const whenNull = context.mode === 'update' ? 'unreadable' : property.whenNull;
  const keys = new Map<string, StringNode>();
  const nulls = new Map<string, JsonNode>();
  const map = new Map<string, string>();
  for (const { key, value } of node.properties) {
    if (value === undefined || (value.kind === 'null' && whenNull === 'dropped')) continue;
    const first = keys.get(key.value);
    if (first === undefined) keys.set(key.value, key);
    else if (whenNull === 'dropped') addFault({ code: 'duplicate-key', node: key, first }, context);
    if (value.kind === 'null') nulls.set(key.value, value);
    else nulls.delete(key.value);
    map.set(key.value, scalar(value, readText(value), 'text', context) ?? '');
  }
  for (const nullNode of nulls.values()) {
    const fault = { code: 'null-map-value', node: nullNode } as const;
    addFault(whenNull === 'exception' ? { ...fault, refusedAt: 'exception' } : fault, context);
  }
  return map;
}

/**
 * The mapper looks for the first `type` that is a scalar, wherever it stands. It also takes a list of the type and the
 * object, which is how types of other classes are written.
 */
function bindTyped<T extends ObjectShape>(
  node: JsonNode,
  property: TypedProperty<T>,
  context: BindingContext,
): Values<T> | undefined {
  if (node.kind === 'null') return undefined;
  if (node.kind === 'array') return bindTypedList(node, property, context);
  const type = node.kind === 'object' ? firstType(node) : undefined;
  if (type === undefined || node.kind !== 'object') {
    if (node.kind !== 'object' || !isHalfTyped(node, 'type')) {
      addFault({ code: 'secret-type-missing', node, known: property.type }, context);
    }
    return undefined;
  }
  if (readText(type) !== property.type) {
    addFault({ code: 'secret-type-unknown', node: type, known: property.type }, context);
    return undefined;
  }
  return bindProperties(node, property.of, context);
}

function firstType(node: ObjectNode): JsonNode | undefined {
  for (const { key, value } of node.properties) {
    if (key.value !== 'type' || value === undefined) continue;
    if (value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean') return value;
  }
  return undefined;
}

function bindTypedList<T extends ObjectShape>(
  node: ArrayNode,
  property: TypedProperty<T>,
  context: BindingContext,
): Values<T> | undefined {
  const [type, object, ...rest] = node.items;
  if (type?.kind !== 'string') {
    addFault({ code: 'secret-type-missing', node, known: property.type }, context);
  } else if (type.value !== property.type) {
    addFault({ code: 'secret-type-unknown', node: type, known: property.type }, context);
  } else if (object !== undefined) {
    if (object.kind === 'object' && rest.length === 0) return bindProperties(object, property.of, context);
    wrongType(object.kind === 'object' ? node : object, 'object', context);
  }
  return undefined;
}
