import type { Span } from './syntax-tree';

/**
 * What is wrong with the JSON, named after what the author would change:
 *
 * - `empty`: nothing but white space and comments.
 * - `trailing-comma`: a comma before `}` or `]`.
 * - `slash-comment`: a comment in the style of JavaScript; the server reads only `#` comments.
 * - `missing-comma`, `missing-colon`, `missing-value`: something left out between two tokens.
 * - `extra-comma`: a comma with nothing before it.
 * - `unquoted-key`: a property name without quotes.
 * - `unopened-string`: a text or a property name with a closing quote alone.
 * - `unknown-word`: a bare word other than `true`, `false`, `null`, such as `True` or `NaN`.
 * - `bad-number`: digits that are no JSON number, such as `01`, `.5`, `1.` or `+1`.
 * - `bad-escape`: a backslash followed by what no escape has.
 * - `control-character`: a raw control character inside a string or between tokens.
 * - `invisible-character`: one between tokens that nobody sees, or that looks like a blank and is none.
 * - `unclosed-string`, `unclosed-object`, `unclosed-array`: the end is missing.
 * - `unexpected-character`: anything else that cannot stand where it does.
 * - `byte-order-mark`: a mark at the start of an image label, where the server does not skip it.
 * - `bad-encoding`: bytes that are no text in the encoding of the body.
 */
export type SyntaxFaultKind =
  | 'empty'
  | 'trailing-comma'
  | 'slash-comment'
  | 'missing-comma'
  | 'missing-colon'
  | 'missing-value'
  | 'extra-comma'
  | 'unquoted-key'
  | 'unopened-string'
  | 'unknown-word'
  | 'bad-number'
  | 'bad-escape'
  | 'control-character'
  | 'invisible-character'
  | 'unclosed-string'
  | 'unclosed-object'
  | 'unclosed-array'
  | 'unexpected-character'
  | 'byte-order-mark'
  | 'bad-encoding';

/** A place where the text stops being JSON as the server reads it. */
export interface SyntaxFault {
  readonly kind: SyntaxFaultKind;
  readonly span: Span;
}

/**
 * Faults after which it is a guess how the text goes on. Behind the first of them no further fault is reported, and the
 * tree is only good enough for completion.
 */
const LOSING: ReadonlySet<SyntaxFaultKind> = new Set<SyntaxFaultKind>([
  'missing-colon',
  'unclosed-string',
  'unclosed-object',
  'unclosed-array',
  'unexpected-character',
  'bad-encoding',
]);

/** Whether the text behind a fault of this kind can no longer be told for certain. */
export function losesTrack(kind: SyntaxFaultKind): boolean {
  return LOSING.has(kind);
}
