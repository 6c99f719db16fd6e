import type { CommandDocument } from '../command/document/command-document';
import type { Span } from '../command/document/syntax-tree';
import { occurrenceAt, occurrencesOf, symbolIndex } from './symbol-index';

/** Where a name leads to. */
export interface Definition {
  /** The name at the cursor. */
  readonly origin: Span;
  /** The whole entry that the name is for. */
  readonly target: Span;
  /** The name in that entry. */
  readonly targetName: Span;
}

/** A place that stands for the same as the one at the cursor; `write` where the name or the key is given. */
export interface Highlight {
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

/**
 * Where the name or replacement key at the cursor is declared. There are several places where one text stands for inputs
 * of several wrappers; none where the cursor is on no name.
 */
export function definitionsAt(document: CommandDocument, offset: number): readonly Definition[] {
  const occurrence = occurrenceAt(symbolIndex(document), offset);
  if (occurrence === undefined) return [];
  return occurrence.symbols.map(({ entry, declaration }) => ({
    origin: occurrence.span,
    target: entry,
    targetName: declaration,
  }));
}

/** Every place that stands for what the name or replacement key at the cursor stands for, in the order of the text. */
export function referencesAt(
  document: CommandDocument,
  offset: number,
  declarations: 'with declarations' | 'without declarations',
): readonly Span[] {
  return highlightsAt(document, offset)
    .filter(({ kind }) => kind === 'read' || declarations === 'with declarations')
    .map(({ span }) => span);
}

/** The places of `referencesAt`, told apart by what they do. */
export function highlightsAt(document: CommandDocument, offset: number): readonly Highlight[] {
  const index = symbolIndex(document);
  const occurrence = occurrenceAt(index, offset);
  if (occurrence === undefined) return [];
  return occurrencesOf(index, occurrence.symbols).map(({ span, role }) => ({
    span,
    kind: role === 'declaration' || role === 'own-key' ? 'write' : 'read',
  }));
}
