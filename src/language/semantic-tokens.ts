import type { CommandDocument } from '../command/document/command-document';
import type { Span } from '../command/document/syntax-tree';
import { symbolIndex } from './symbol-index';

/** Types of semantic tokens; the editor is told their scopes in `package.json`. A token's number is its place in here. */
export const SEMANTIC_TOKEN_TYPES = ['replacementKey', 'string'] as const;

/** A stretch of text that only its meaning tells how to colour. Never goes over a line's end. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof SEMANTIC_TOKEN_TYPES)[number];
}

/**
 * What the grammar cannot know: which texts of templates are replacement keys, also those that are not written `#so#`, and
 * which look like keys while no input fills them, so that they stay the plain text that they are.
 *
 * @param range where tokens are wanted; everywhere if it is undefined
 * @returns tokens in the order of the text, none overlapping another
 */
export function semanticTokens(document: CommandDocument, range?: Span): readonly SemanticToken[] {
  const { occurrences, unfilledKeys } = symbolIndex(document);
  const keys = occurrences.filter(({ role }) => role === 'key' || role === 'own-key');
  const isAsked = ({ span }: SemanticToken) =>
    range === undefined || (span.start < range.end && range.start < span.end);
  return [
    ...keys.map(({ span }): SemanticToken => ({ span, type: 'replacementKey' })),
    ...unfilledKeys.map((span): SemanticToken => ({ span, type: 'string' })),
  ]
    .filter(isAsked)
    .sort((a, b) => a.span.start - b.span.start);
}
