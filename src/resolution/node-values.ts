import type { ResolvedValue } from './resolved-launch';

/** The values of one input, without what hangs below. */
export interface NodeValues {
  readonly values: readonly ResolvedValue[];
  /** The matcher applied, with its keys filled in. */
  readonly matcher: string | undefined;
  readonly reason: Reason | undefined;
}

/** Why an input has no values, or one without text. */
export interface Reason {
  /** Sentences. */
  readonly text: string;
  /** The place in the Command that decides it. */
  readonly pointer: string;
}
