import { valueOf } from '../command/document/navigation';
import type { JsonNode } from '../command/document/syntax-tree';

/** Properties that launch files have, of which one says enough: other tools have files of that name too. */
const TELLING = ['command', 'wrapper', 'inputs', 'expect', 'other-commands'];

/** Whether the value of a `*.launch.json` can be a launch file; one that is still to be typed can. */
export function looksLikeLaunchFile(root: JsonNode | undefined): boolean {
  if (root?.kind !== 'object') return root === undefined;
  return root.properties.length === 0 || TELLING.some((name) => valueOf(root, name) !== undefined);
}
