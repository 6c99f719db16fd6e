import { parseJson } from '../command/document/json-parser';
import type { JsonNode } from '../command/document/syntax-tree';

/** The texts of a JSON list as the server's mapper reads `List<String>`; undefined where it fails. */
export function readTextList(json: string): readonly string[] | undefined {
  const { root, faults } = parseJson(json, 'refused');
  if (faults.length > 0 || root?.kind !== 'array') return undefined;
  const texts = root.items.map(textOf);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Numbers and booleans become text, null becomes the word. */
function textOf(node: JsonNode): string | undefined {
  switch (node.kind) {
    case 'string':
      return node.value;
    case 'number':
      return node.raw;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'object':
    case 'array':
      return undefined;
  }
}
