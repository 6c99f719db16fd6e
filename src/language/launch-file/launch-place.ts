import type { CommandDocument } from '../../command/document/command-document';
import type { ObjectNode } from '../../command/document/syntax-tree';
import { isInComment, isInside, placeIn, type JsonPlace } from '../json-place';

/** A place of a launch file. */
export type LaunchPlace = JsonPlace & {
  /** Names of the properties that lead to the innermost object. */
  readonly path: readonly string[];
};

interface Around {
  readonly object: ObjectNode;
  readonly path: readonly string[];
}

/** What a place of a launch file is part of; undefined in a comment and where no launch file can be. */
export function launchPlaceAt(document: CommandDocument, offset: number): LaunchPlace | undefined {
  if (isInComment(document, offset)) return undefined;
  const { root, text } = document;
  if (root === undefined) return { at: 'root', list: undefined, value: undefined, path: [] };
  if (root.kind !== 'object' || offset <= root.start || !isInside(text, root, offset)) return undefined;
  return placeIn<Around>(document, offset, { object: root, path: [] }, ({ path }, object, { key }) => ({
    object,
    path: [...path, key.value],
  }));
}
