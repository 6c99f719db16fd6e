import { nodeAtPointer } from '../../command/document/navigation';
import type { JsonNode } from '../../command/document/syntax-tree';

/** The node a JSON pointer leads to, or else the nearest that holds it. Undefined without a root. */
export function nodeNearPointer(root: JsonNode | undefined, pointer: string): JsonNode | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const node = nodeAtPointer(root, at);
    if (node !== undefined) return node;
  }
  return root;
}
