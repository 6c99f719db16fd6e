import { valueOf } from '../../command/document/navigation';
import type { JsonNode } from '../../command/document/syntax-tree';
import { isXnatObjectType, objectPropertiesOf, type XnatObjectType } from '../../command/model/xnat-objects';
import { textOf } from '../scope';

/**
 * What kind of object of the archive an object of a launch file stands for, or has properties of.
 *
 * @param path names of the properties that lead to it
 * @param inputType gives the type of an input by its name
 */
export function objectTypeAt(
  file: JsonNode | undefined,
  path: readonly string[],
  inputType: (name: string) => string | undefined = () => undefined,
): XnatObjectType | undefined {
  const [list, name = '', ...inside] = path;
  if (list === 'objects' && path.length > 1) {
    const object = valueOf(valueOf(file, 'objects'), name);
    const type = object?.kind === 'object' ? textOf(object, 'type') : undefined;
    const isFolder = valueOf(object, 'folder') !== undefined;
    return within(type, isFolder ? (inside[0] === 'properties' ? inside.slice(1) : undefined) : inside);
  }
  if (list !== 'inputs' || (inside[0] !== 'object' && inside[0] !== 'properties')) return undefined;
  return within(inputType(name), inside.slice(1));
}

/** Follows lists of members inwards. */
function within(type: string | undefined, path: readonly string[] | undefined): XnatObjectType | undefined {
  if (path === undefined || type === undefined || !isXnatObjectType(type)) return undefined;
  const [list, ...rest] = path;
  if (list === undefined) return type;
  return within(objectPropertiesOf(type).find(({ name }) => name === list)?.of, rest);
}
