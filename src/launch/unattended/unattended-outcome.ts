import type { ExpectationResult } from '../expectations/expectation-result';
import type { UploadVerdict } from '../outputs/output-report';
import type { FinalStatus } from '../run/launch-event';

/** What came of a launch that nobody was asked about. None of its texts holds a secret's value. */
export type UnattendedOutcome =
  /** It came to an end of which one can say whether it is the expected one. */
  | ({ readonly kind: 'weighed' } & WeighedLaunch)
  /** Nothing can be said of the Command. */
  | {
      readonly kind: 'not-run';
      /** `unusable`: the file, or what it names; `secrets`: a value is missing; `engine`: it does not answer. */
      readonly why: 'unusable' | 'secrets' | 'engine';
      /** A sentence for a person. */
      readonly message: string;
      /** JSON pointer to the property of the launch file that is to blame. */
      readonly pointer: string;
      /** Where to look for values that are missing: the server's properties they come from. */
      readonly missingSecrets: readonly string[];
      /** Sentences that say what may still be there. */
      readonly leftBehind: readonly string[];
    }
  /** A person stopped it. */
  | {
      readonly kind: 'stopped';
      readonly message: string;
      /** Sentences that say what may still be there. */
      readonly leftBehind: readonly string[];
    };

/** A launch that came to nothing. */
export type NotRun = UnattendedOutcome & { readonly kind: 'not-run' };

/** One of which nothing is on an engine, and that lacks no value. */
export const notRun = (why: NotRun['why'], message: string, pointer: string): NotRun => ({
  kind: 'not-run',
  why,
  message,
  pointer,
  missingSecrets: [],
  leftBehind: [],
});

/** A launch, weighed against what was expected. */
export interface WeighedLaunch {
  /** The Command's name. */
  readonly title: string;
  readonly status: FinalStatus;
  /** What came of it: a sentence. */
  readonly message: string;
  /** Of the main container; undefined when it did not come to an end of its own. */
  readonly exitCode: number | undefined;
  /** By the clock of this machine. */
  readonly durationMs: number;
  readonly expectations: readonly ExpectationResult[];
  /** Undefined where the service would not come to uploading. */
  readonly uploads: UploadVerdict | undefined;
  /** The end of the main container's log. */
  readonly logTail: string;
  /** What else a person should know, a sentence each. */
  readonly remarks: readonly string[];
}
