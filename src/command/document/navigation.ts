import type { JsonNode, ObjectNode, PropertyNode, Span } from './syntax-tree';

/** What stands at an offset: the innermost node, and the property it is the key or the value of. */
export interface NodeAtOffset {
  readonly node: JsonNode;
  readonly property: PropertyNode | undefined;
  readonly part: 'key' | 'value';
}

/**
 * The innermost node that holds or touches an offset: both its ends count, so a cursor right behind a word is at the word.
 * Undefined outside the root.
 */
export function nodeAt(root: JsonNode | undefined, offset: number): NodeAtOffset | undefined {
  if (root === undefined || !touches(root, offset)) return undefined;
  let found: NodeAtOffset = { node: root, property: undefined, part: 'value' };
  for (;;) {
    const inner = step(found.node, offset);
    if (inner === undefined) return found;
    found = inner;
    if (found.part === 'key') return found;
  }
}

function step(node: JsonNode, offset: number): NodeAtOffset | undefined {
  if (node.kind === 'array') {
    const item = lastStartingBefore(node.items, offset);
    return item !== undefined && touches(item, offset) ? { node: item, property: undefined, part: 'value' } : undefined;
  }
  if (node.kind !== 'object') return undefined;
  const property = lastStartingBefore(node.properties, offset);
  if (property === undefined) return undefined;
  if (touches(property.key, offset)) return { node: property.key, property, part: 'key' };
  if (property.value !== undefined && touches(property.value, offset)) {
    return { node: property.value, property, part: 'value' };
  }
  return undefined;
}

/** The value of the last property with this key, which is the one the server keeps; undefined where there is none. */
export function valueOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return propertyOf(node, key)?.value;
}

/** The last property with this key, which is the one the server keeps. */
export function propertyOf(node: JsonNode | undefined, key: string): PropertyNode | undefined {
  if (node?.kind !== 'object') return undefined;
  const { properties } = node;
  if (properties.length > MOST_SEARCHED) return propertiesByKey(node).get(key);
  for (let i = properties.length - 1; i >= 0; i--) {
    const property = properties[i];
    if (property?.key.value === key) return property;
  }
  return undefined;
}

/** Objects of more properties, which hostile text may have by the thousand, are searched once for all. */
const MOST_SEARCHED = 100;

const known = new WeakMap<ObjectNode, ReadonlyMap<string, PropertyNode>>();

function propertiesByKey(node: ObjectNode): ReadonlyMap<string, PropertyNode> {
  let byKey = known.get(node);
  if (byKey === undefined) known.set(node, (byKey = new Map(node.properties.map((one) => [one.key.value, one]))));
  return byKey;
}

/** The property that this node is the value or the key of; undefined for the root and for elements of a list. */
export function propertyHolding(node: JsonNode): PropertyNode | undefined {
  if (node.parent?.kind !== 'object') return undefined;
  const property = lastStartingBefore(node.parent.properties, node.start);
  return property?.value === node || property?.key === node ? property : undefined;
}

/** The place of an element in its list; undefined for the root and for values of properties. */
export function indexInList(node: JsonNode): number | undefined {
  if (node.parent?.kind !== 'array') return undefined;
  const index = lastIndexStartingBefore(node.parent.items, node.start);
  return node.parent.items[index] === node ? index : undefined;
}

/** The steps from the root to a node: keys and list places. A key node has the path of its value. */
export function pathOf(node: JsonNode): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: JsonNode = node; at.parent !== undefined; at = at.parent) {
    path.push(indexInList(at) ?? propertyHolding(at)?.key.value ?? '');
  }
  return path.reverse();
}

/** The JSON pointer (RFC 6901) of a node; `""` is the root. */
export function pointerOf(node: JsonNode): string {
  return pathOf(node)
    .map((step) => `/${escapePointerStep(String(step))}`)
    .join('');
}

/** One step of a JSON pointer, with `~` and `/` escaped. */
export function escapePointerStep(step: string): string {
  return step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}

/**
 * The node a JSON pointer leads to. Undefined where there is none.
 *
 * @param around of keys that appear twice, the one around this place is meant; without it, or where neither is, the last
 */
export function nodeAtPointer(root: JsonNode | undefined, pointer: string, around?: Span): JsonNode | undefined {
  if (pointer === '') return root;
  if (!pointer.startsWith('/')) return undefined;
  let node = root;
  for (const step of pointer.slice(1).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node?.kind === 'array') node = /^(0|[1-9]\d*)$/.test(name) ? node.items[Number(name)] : undefined;
    else node = propertyAround(node, name, around)?.value;
    if (node === undefined) return undefined;
  }
  return node;
}

function propertyAround(node: JsonNode | undefined, key: string, around: Span | undefined): PropertyNode | undefined {
  const last = propertyOf(node, key);
  if (around === undefined || node?.kind !== 'object' || last === undefined || last.start <= around.start) return last;
  return node.properties.find((one) => one.key.value === key && isInside(around, one)) ?? last;
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The node a JSON pointer leads to or, where there is none, the last one on the way. */
export function nearestNode(root: JsonNode, pointer: string): JsonNode {
  return nodeAtPointer(root, pointer) ?? nearestNode(root, parentOf(pointer));
}

/** The JSON pointer of the object or list around a place; that of the root is its own. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0));
}

/** A JSON pointer, then those of the objects and lists that it leads through, the root's last. */
export function withHolders(pointer: string): readonly string[] {
  const all = [pointer];
  for (let at = pointer; at !== '';) all.push((at = parentOf(at)));
  return all;
}

/**
 * Where to mark something missing from an object: the value of its `name`, or else its opening brace. For anything but an
 * object, the whole node.
 */
export function headOf(node: JsonNode): Span {
  if (node.kind !== 'object') return { start: node.start, end: node.end };
  const name = valueOf(node, 'name');
  if (name !== undefined && name.kind !== 'object' && name.kind !== 'array')
    return { start: name.start, end: name.end };
  return { start: node.start, end: Math.min(node.start + 1, node.end) };
}

function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The last of the spans, which are in order, that starts at or before the place. */
export function lastStartingBefore<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  return spans[lastIndexStartingBefore(spans, offset)];
}

/** The place in the list of the last such span; -1 where there is none. */
export function lastIndexStartingBefore(spans: readonly Span[], offset: number): number {
  let low = -1;
  let high = spans.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** The text of a value as the server would read it where it wants a text; undefined where it is no scalar. */
export function scalarText(value: JsonNode | undefined): string | undefined {
  switch (value?.kind) {
    case 'string':
      return value.value;
    case 'number':
      return value.raw;
    case 'boolean':
      return String(value.value);
    default:
      return undefined;
  }
}
