import { valueOf } from './document/navigation';
import type { JsonNode } from './document/syntax-tree';
import { COMMAND } from './binding/property-tables';
import { createNearest } from './rules/nearest';

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

/** Properties that much else has, too: they do not tell whose a text is. */
const COMMON: ReadonlySet<string> = new Set([
  'name',
  'label',
  'description',
  'version',
  'type',
  'id',
  'inputs',
  'hash',
]);

const nearestProperty = createNearest(Object.keys(COMMAND.properties));

/**
 * Whether a value is most likely somebody else's, though its file has a Command's name: it has properties that no Command
 * has, not even mistyped, and none that tells of one. What is still to be typed is nobody's.
 */
export function looksForeign(root: JsonNode | undefined): boolean {
  if (root === undefined || looksLikeCommand(root)) return false;
  if (root.kind === 'array') return root.items.some((item) => item.kind !== 'object');
  if (root.kind !== 'object') return false;
  const names = root.properties.map(({ key }) => key.value);
  const isKnown = (name: string) => Object.hasOwn(COMMAND.properties, name);
  if (names.some((name) => isKnown(name) && !COMMON.has(name))) return false;
  return names.some((name) => !isKnown(name) && name !== '' && nearestProperty(name) === undefined);
}
