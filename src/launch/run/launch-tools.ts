import type { ContainerEngine } from '../engine';
import type { RegistryLogin } from '../image-pull';
import type { LeakCheck } from '../leaks/leak-check';
import type { LeakReport } from '../leaks/leak-report';
import type { ContainerSpec } from '../container-spec';
import type { UploadSources } from '../outputs/describe-uploads';
import type { UploadVerdict } from '../outputs/output-report';
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

/** What a check needs to know of a launch. */
export interface CheckedPlan extends Pick<LaunchPlan, 'folder'> {
  readonly launch: UploadSources;
  readonly main: { readonly spec: Pick<ContainerSpec, 'image' | 'secrets'> };
}

/** A launch whose containers have ended. */
export interface FinishedLaunch {
  readonly plan: CheckedPlan;
  /** Has searched the logs; holds values. */
  readonly leaks: LeakCheck;
  /** `badly`: a container failed, so that the service uploads nothing. */
  readonly ended: 'well' | 'badly';
}

/** What was found in what a launch has left. Plain data without values. */
export interface LaunchChecks {
  /** Undefined where the service would not come to uploading. */
  readonly uploads: UploadVerdict | undefined;
  readonly leaks: LeakReport;
}

/**
 * Looks at outputs and for leaks. Throws the signal's reason once it is aborted.
 *
 * @param onProgress is told in a few words how far it is
 */
export type LaunchChecker = (
  finished: FinishedLaunch,
  onProgress: (message: string) => void,
  signal: AbortSignal,
) => Promise<LaunchChecks>;

/** Looks at nothing but what the logs have told already. */
export const noChecks: LaunchChecker = ({ leaks, ended }) =>
  Promise.resolve({ uploads: ended === 'well' ? { outputs: [], faults: [] } : undefined, leaks: leaks.report() });
