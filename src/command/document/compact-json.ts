import type { JsonNode, PropertyNode } from './syntax-tree';

/** `as-written`: keys stay in their order, equal ones too. `sorted`: by name, of equal ones the last, which counts. */
export type KeyOrder = 'as-written' | 'sorted';

/**
 * A tree as strict JSON in one line, whatever dialect it was written in. What is still to be written is kept on a list of
 * its own, as nesting may be deeper than the call stack.
 *
 * @param root a tree without syntax faults
 */
export function compactJson(root: JsonNode, keys: KeyOrder = 'as-written'): string {
  const written: string[] = [];
  const waiting: (JsonNode | string)[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') written.push(next);
    else if (next.kind === 'object' || next.kind === 'array')
      for (const part of partsOf(next, keys).reverse()) waiting.push(part);
    else written.push(scalarJson(next));
  }
  return written.join('');
}

type Scalar = Exclude<JsonNode, { readonly kind: 'object' | 'array' }>;

function partsOf(node: Exclude<JsonNode, Scalar>, keys: KeyOrder): (JsonNode | string)[] {
  if (node.kind === 'array') return ['[', ...node.items.flatMap((item, index) => [comma(index), item]), ']'];
  const properties = keys === 'sorted' ? sorted(node.properties) : node.properties;
  const members = properties.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]));
  return [
    '{',
    ...members.flatMap(({ key, value }, index) => [`${comma(index)}${JSON.stringify(key.value)}:`, value]),
    '}',
  ];
}

function sorted(properties: readonly PropertyNode[]): readonly PropertyNode[] {
  const last = new Map(properties.map((property) => [property.key.value, property]));
  return [...last.values()].sort((a, b) => (a.key.value < b.key.value ? -1 : 1));
}

const comma = (index: number) => (index === 0 ? '' : ',');

function scalarJson(node: Scalar): string {
  switch (node.kind) {
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
      return node.raw;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}
