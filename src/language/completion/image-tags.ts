import type { CommandDocument } from '../../command/document/command-document';
import { readImageReference } from '../../command/image-reference';
import { locationAt, type Location } from '../location';
import type { RepositoryTags } from './completion';
import { stringCursorAt } from './string-cursor';
import type { InnerCandidate } from './template-completions';

/** The repository of the Command's image, if the cursor is in its tag or where one would be; undefined elsewhere. */
export function repositoryAskedAt(document: CommandDocument, offset: number): string | undefined {
  const location = locationAt(document, offset);
  if (location === undefined || !isImage(location)) return undefined;
  const string = stringCursorAt(document, location, offset);
  return string && tagAt(string.node.value, string.cursor)?.repository;
}

/** Tags that fit at the cursor of an image's name, in the registry's order. */
export function tagCandidates(
  image: string,
  cursor: number,
  known: RepositoryTags | undefined,
): readonly InnerCandidate[] {
  const place = tagAt(image, cursor);
  if (place === undefined || known?.repository !== place.repository) return [];
  const { start, end } = place;
  return known.tags.map((tag) => ({ label: tag, kind: 'value', detail: 'tag', start, end, insert: tag }));
}

/** Whether a place is the value of a Command's `image`. */
export function isImage(location: Location): location is Location & { at: 'value' } {
  return location.at === 'value' && location.type === 'command' && location.property.key.value === 'image';
}

interface TagPlace {
  readonly repository: string;
  readonly start: number;
  readonly end: number;
}

/** The tag, typed in part or not at all, around a place in an image's name; a digest may follow. */
function tagAt(image: string, cursor: number): TagPlace | undefined {
  const typed = /:[\w.-]*$/.exec(image.slice(0, cursor));
  const rest = /^([\w.-]*)(?:@|$)/.exec(image.slice(cursor));
  if (typed === null || rest === null) return undefined;
  const reference = readImageReference(image.slice(0, typed.index));
  if (!reference.valid || reference.tag !== undefined || reference.digest !== undefined) return undefined;
  return { repository: reference.repository, start: typed.index + 1, end: cursor + (rest[1] ?? '').length };
}
