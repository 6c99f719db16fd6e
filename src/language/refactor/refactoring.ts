import type { TextEdit } from '../../command/problem';

/** A change of a Command that keeps or widens what it does, for the author to choose. The edits do not overlap. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'extract' | 'rewrite';
  readonly edits: readonly TextEdit[];
}
