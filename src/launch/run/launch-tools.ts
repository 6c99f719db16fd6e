import type { ContainerEngine } from '../engine';
import type { RegistryLogin } from '../image-pull';
import type { Mask } from '../redaction';
import type { SecretResolver } from '../run-secrets';
import type { LaunchEvent } from './launch-event';
import type { LaunchPlan } from './launch-plan';

/** What a launch works with. */
export interface LaunchTools {
  readonly engine: ContainerEngine;
  readonly resolveSecret: SecretResolver;
  /** What to log in to an image's registry with; undefined: nothing is known, or nothing needed. */
  readonly loginFor: (image: string) => Promise<RegistryLogin | undefined>;
  /** Looks at what the containers have left, before they are removed. */
  readonly check: LaunchChecker;
  /** Is told of everything, in order. What it returns for a piece of a log is awaited, so that a slow reader slows the container. */
  readonly onEvent: (event: LaunchEvent) => void | Promise<void>;
}

/** A launch whose containers have all ended, and ended well. */
export interface FinishedLaunch {
  readonly plan: LaunchPlan;
  /** Every secret of the launch in all its forms; holds values. */
  readonly mask: Mask;
}

/** What was found in what a launch has left. Plain data without values. */
export interface LaunchChecks {
  /** Why required outputs could not be uploaded, in the service's words; any makes the launch `Failed (Upload)`. */
  readonly uploadFaults: readonly string[];
}

/** Looks at outputs and for leaks. Throws the signal's reason once it is aborted. */
export type LaunchChecker = (finished: FinishedLaunch, signal: AbortSignal) => Promise<LaunchChecks>;

/** Finds nothing to say. */
export const noChecks: LaunchChecker = () => Promise.resolve({ uploadFaults: [] });
