import type { ContainerExit, LogStream } from '../engine';

/** A part of a launch that a person can watch. */
export interface LaunchStep {
  readonly kind: 'pull' | 'stage' | 'send' | 'setup' | 'main' | 'wrapup' | 'fetch' | 'check' | 'remove';
  /** Unique within the launch and fit for a file's name: `main`, `setup-1`, `pull-2`. */
  readonly id: string;
  /** For a person, such as `Pull lab/tool:1.0`. */
  readonly title: string;
}

/** What a launch under way is at, in the words of the Container Service. */
export type LiveStatus = 'Staging' | 'Created' | 'Running' | 'Finalizing';

/** How a launch ended, in the words of the Container Service. */
export type FinalStatus =
  | 'Complete'
  | 'Failed'
  | 'Failed (Command resolution)'
  | 'Failed (Staging)'
  | 'Failed (Container launch)'
  | 'Failed (Setup)'
  | 'Failed (Wrapup)'
  | 'Failed (Upload)'
  | 'Failed (Killed)';

/** What a launch tells while it goes on. Nothing in it holds a secret's value. */
export type LaunchEvent =
  | { readonly kind: 'status'; readonly status: LiveStatus | FinalStatus }
  | { readonly kind: 'began'; readonly step: LaunchStep }
  /** `message` is short and replaces the one before: `3 of 7 layers`. */
  | { readonly kind: 'progressed'; readonly step: LaunchStep; readonly message: string }
  | { readonly kind: 'created'; readonly step: LaunchStep; readonly containerId: string }
  | { readonly kind: 'ended'; readonly report: StepReport }
  /** A piece of a container's log, masked; also on disk by then. */
  | { readonly kind: 'log'; readonly step: LaunchStep; readonly stream: LogStream; readonly bytes: Uint8Array }
  /** Folders were copied to volumes of the engine, in this order: it does not see those of this machine. */
  | { readonly kind: 'sent'; readonly folders: readonly SentFolder[] }
  /** Something a person should know: a sentence. */
  | { readonly kind: 'note'; readonly message: string }
  /** A person stopped the launch; what runs is being ended. */
  | { readonly kind: 'stopping' };

/** A folder of this machine whose place a volume of the engine takes. */
export interface SentFolder {
  readonly path: string;
  /** Whether it is copied back: containers may write to it. */
  readonly mode: 'ro' | 'rw';
}

/** What came of a step. */
export interface StepReport {
  readonly step: LaunchStep;
  /** `skipped`: an earlier step failed, so that this one was never begun. */
  readonly result: 'done' | 'failed' | 'stopped' | 'skipped';
  /** Why it failed: a sentence. */
  readonly message: string | undefined;
  /** By the clock of this machine. */
  readonly durationMs: number;
  /** Of the steps that run a container, once there is one. */
  readonly container: ContainerReport | undefined;
}

/** What came of one container. */
export interface ContainerReport {
  readonly containerId: string;
  readonly image: string;
  /** Undefined when it never started, or did not end in time. */
  readonly exit: ContainerExit | undefined;
  /** In bytes; undefined where the engine does not tell, or the container ended before it could. */
  readonly peakMemory: number | undefined;
}
