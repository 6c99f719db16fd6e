import type { Span } from './document/syntax-tree';

/** How bad it is, in the order of LSP's severities. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * When a problem bites: `create`, the server refuses the Command; `launch`, the server stores it and the launch fails or
 * does the wrong thing; `advice`, it works, but not well.
 */
export type ProblemTime = 'create' | 'launch' | 'advice';

/** Another place a problem is about, such as the variable a secret clashes with. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** Something wrong with a Command, at the smallest span of text that must change. */
export interface Problem {
  /** Stable, kebab-case; the key of the rule's documentation and of the `xnatCommands.rules` setting. */
  readonly code: string;
  readonly severity: Severity;
  readonly when: ProblemTime;
  /** A sentence that says what the Container Service does about it, and what to do. */
  readonly message: string;
  /** JSON pointer to the value (or to the object that lacks one); `""` is the root. */
  readonly pointer: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  /** True when the text at the span has no effect and an editor may fade it. */
  readonly unnecessary: boolean;
}

/** Replaces the text of `span` by `newText`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A mechanical change that makes a problem go away. The edits of one fix do not overlap. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** `safe` fixes have one plain outcome and take part in "fix all"; a `choice` is for the author to make. */
  readonly kind: 'safe' | 'choice';
}
