import type { EngineFailure, SeenSecret } from '../engine';
import type { FinalStatus, StepReport } from './launch-event';
import type { LaunchChecks } from './launch-tools';

/** Why a launch ended. */
export type LaunchEnding =
  /** The main container ran to its end; how, its step tells. */
  | { readonly kind: 'ran' }
  /** A person stopped it. */
  | { readonly kind: 'stopped' }
  /** Nothing was made: ask for the values of these sources, and launch again. */
  | { readonly kind: 'secrets-missing'; readonly sources: readonly string[] }
  /** A step failed. The failure is undefined when the engine is not to blame. */
  | { readonly kind: 'failed'; readonly failure: EngineFailure | undefined };

/** What came of a launch. Plain data; none of its texts holds a secret's value. */
export interface LaunchReport {
  readonly run: string;
  readonly status: FinalStatus;
  readonly ending: LaunchEnding;
  /** What came of it, for a person: a sentence. */
  readonly message: string;
  /** In the order they ended. */
  readonly steps: readonly StepReport[];
  /** Undefined when it came to none. */
  readonly checks: LaunchChecks | undefined;
  /** From the first step to the last, by the clock of this machine. */
  readonly durationMs: number;
  /** Environment variables whose secret is too short to be masked in the log. */
  readonly unmaskedVariables: readonly string[];
  /** What was seen of the secrets in the main container. */
  readonly seenSecrets: readonly SeenSecret[];
  /** What was made up or done otherwise than on a server, a sentence each. */
  readonly notes: readonly string[];
  /** Why the log is not complete, when it is not. */
  readonly logFault: string | undefined;
  /** Ids of the containers that were to be kept. */
  readonly kept: readonly string[];
  /** Sentences that say what may still be there. */
  readonly leftBehind: readonly string[];
}
