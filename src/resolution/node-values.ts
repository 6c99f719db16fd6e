import type { ResolvedValue } from './resolved-launch';

/** The values of one input, without what hangs below. */
export interface NodeValues {
  readonly values: readonly ResolvedValue[];
  /** The matcher applied, with its keys filled in. */
  readonly matcher: string | undefined;
  /** Why there are no values, or one without text, in a sentence. */
  readonly reason: string | undefined;
}
