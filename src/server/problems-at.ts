import type { Span } from '../command/document/syntax-tree';

/** The problems at what an editor asks about: a cursor at either end of one is at it. */
export function problemsAt<T extends { readonly span: Span }>(problems: readonly T[], asked: Span): readonly T[] {
  return problems.filter(({ span }) => span.start <= asked.end && asked.start <= span.end);
}
