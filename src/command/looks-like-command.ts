import { valueOf } from './document/navigation';
import type { JsonNode } from './document/syntax-tree';

/** Properties that hardly any JSON but a Command has at its root. */
const TELLING = ['command-line', 'xnat', 'mounts', 'environment-variables', 'output-handlers', 'override-entrypoint'];

const TYPES: ReadonlySet<string> = new Set(['docker', 'docker-setup', 'docker-wrapup']);

/**
 * Whether a value is most likely a Command (or, for a list, several), whatever its file is called: it names an image or
 * what kind of Command it is, and has a property that little else has.
 */
export function looksLikeCommand(root: JsonNode | undefined): boolean {
  if (root?.kind === 'array') return root.items.length > 0 && root.items.every(isCommandLike);
  return isCommandLike(root);
}

/** As above, of a single value. A list within a list is no Command, so that deep nesting is not followed. */
function isCommandLike(root: JsonNode | undefined): boolean {
  if (root?.kind !== 'object') return false;
  const type = valueOf(root, 'type');
  const isTyped = type?.kind === 'string' && TYPES.has(type.value);
  const named = valueOf(root, 'name') !== undefined;
  const telling = TELLING.filter((key) => valueOf(root, key) !== undefined).length;
  if (isTyped) return named || telling > 0;
  return named && (telling > 1 || (telling > 0 && valueOf(root, 'image') !== undefined));
}
