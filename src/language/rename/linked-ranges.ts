import type { CommandDocument } from '../../command/document/command-document';
import type { Span } from '../../command/document/syntax-tree';
import { renameScopeAt } from './rename-scope';

/** What may be typed while the places change together; anything else ends it. */
export const LINKED_WORD = '[A-Za-z0-9_-]*';

/**
 * The places that change together while a name is typed anew at one of them, as a rename would change them; none where a
 * place has another text, as an escaped one has, and none for own replacement keys, which any text could be.
 */
export function linkedRangesAt(document: CommandDocument, offset: number): readonly Span[] {
  const scope = renameScopeAt(document, offset);
  if (typeof scope === 'string' || scope.names.size === 0) return [];
  const texts = new Set(scope.places.map(({ start, end }) => document.text.slice(start, end)));
  const [text = ''] = texts;
  const isWord = new RegExp(`^${LINKED_WORD}$`).test(text);
  const isInside = scope.places.some(({ start, end }) => start <= offset && offset <= end);
  return scope.places.length > 1 && texts.size === 1 && isWord && isInside ? scope.places : [];
}
