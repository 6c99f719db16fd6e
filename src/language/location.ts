import { commandsOf, type CommandDocument, type CommandNode } from '../command/document/command-document';
import { lastStartingBefore } from '../command/document/navigation';
import type { ObjectNode, PropertyNode } from '../command/document/syntax-tree';
import { isInComment, isInside, placeIn, touching, type JsonPlace, type Step } from './json-place';
import { objectTypeOfElement, objectTypeOfValue, type ObjectType } from './object-type';

/** The objects around a place, the innermost last. */
interface Surroundings {
  readonly command: CommandNode;
  /** The wrapper the place is in; undefined outside `xnat`. */
  readonly wrapper: ObjectNode | undefined;
  /** The innermost object, and what it stands for. */
  readonly object: ObjectNode;
  readonly type: ObjectType;
}

/** What a place in the text of a Command is part of; at the root, where a whole Command stands or could stand. */
export type Location =
  (Extract<JsonPlace, { readonly object: ObjectNode }> & Surroundings) | Extract<JsonPlace, { readonly at: 'root' }>;

/**
 * What a place in the text is part of. Both ends of a word or string count as part of it; of an object or a list only
 * what is between its brackets does. Undefined in a comment and behind the root value.
 *
 * @param offset from 0 to the text's length, both included
 */
export function locationAt(document: CommandDocument, offset: number): Location | undefined {
  if (isInComment(document, offset)) return undefined;
  const { root, text } = document;
  if (root === undefined) return { at: 'root', list: undefined, value: undefined };
  if (root.kind === 'array' && isInside(text, root, offset)) {
    const item = lastStartingBefore(root.items, offset);
    if (item?.kind !== 'object' || !isInside(text, item, offset)) {
      return { at: 'root', list: root, value: touching(item, offset) };
    }
  } else if (offset <= root.start || !isInside(text, root, offset)) {
    return offset > root.end ? undefined : { at: 'root', list: undefined, value: root };
  }
  const command = commandsOf(document).find(({ node }) => isInside(text, node, offset));
  if (command?.node.kind !== 'object') return undefined;
  const outermost = { command, wrapper: undefined, object: command.node, type: 'command' } as const;
  return placeIn<Surroundings>(document, offset, outermost, entering);
}

function entering(around: Surroundings, object: ObjectNode, { key }: PropertyNode, step: Step): Surroundings {
  const type = typeOfEntered(around.type, key.value, step);
  return { ...around, object, type, wrapper: type === 'wrapper' ? object : around.wrapper };
}

function typeOfEntered(outer: ObjectType, property: string, step: Step): ObjectType {
  switch (step) {
    case 'value':
      return objectTypeOfValue(outer, property);
    case 'element':
      return objectTypeOfElement(outer, property);
    case 'nested':
      return 'free';
  }
}
