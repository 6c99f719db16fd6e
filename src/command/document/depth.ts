import type { JsonNode } from './syntax-tree';

/**
 * Values that are nested deeper than this are not read, compared or laid out. The parser has no limit, as the server's has
 * none, but what goes through a tree by calling itself does; and nobody writes such a value.
 */
export const MOST_LEVELS = 500;

/** The first object or list that is nested too deep to be read, if there is one. */
export function tooDeepIn(root: JsonNode | undefined): JsonNode | undefined {
  const waiting = root === undefined ? [] : [{ node: root, level: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, level } = next;
    if (node.kind !== 'array' && node.kind !== 'object') continue;
    if (level > MOST_LEVELS) return node;
    const inside = node.kind === 'array' ? node.items : node.properties;
    for (const part of inside.toReversed()) {
      const child = 'key' in part ? part.value : part;
      if (child !== undefined) waiting.push({ node: child, level: level + 1 });
    }
  }
  return undefined;
}
