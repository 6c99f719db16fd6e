import type { ThrownError } from '../command/matcher/path-result';
import type { LaunchError, LaunchErrorKind } from './resolved-launch';

/** Ends the resolution. Made where a launch fails and caught where it started, so that what lies between stays simple. */
export class LaunchFault extends Error {
  constructor(readonly error: LaunchError) {
    super(error.message);
  }
}

export interface FaultDetails {
  readonly kind: LaunchErrorKind;
  /** The service's own words. */
  readonly message: string;
  readonly explanation: string;
  readonly pointer: string;
}

const EXCEPTIONS = 'org.nrg.containers.exceptions';

/** What the service foresees and reports as a failed resolution. */
export function resolutionFault(details: FaultDetails): LaunchFault {
  return new LaunchFault({
    stage: 'resolve',
    exception: exceptionOf(details.kind),
    workflowStatus: 'Failed (Command resolution)',
    ...details,
  });
}

/** What the service does not foresee: it ends in the middle of staging, with no words for the person who launched. */
export function stagingFault(details: FaultDetails & { readonly exception: string }): LaunchFault {
  return new LaunchFault({ stage: 'resolve', workflowStatus: 'Failed (Staging)', ...details });
}

/** The class of what the JSONPath library throws, or Java in it. */
export function thrownClass({ exception }: ThrownError): string {
  return exception ?? 'com.jayway.jsonpath.JsonPathException';
}

function exceptionOf(kind: LaunchErrorKind): string {
  if (kind === 'illegal-input') return `${EXCEPTIONS}.IllegalInputException`;
  if (kind === 'preresolve-required') return `${EXCEPTIONS}.CommandPreResolutionException`;
  if (kind === 'mount') return `${EXCEPTIONS}.CommandMountResolutionException`;
  if (kind === 'object') return `${EXCEPTIONS}.CommandInputResolutionException`;
  return `${EXCEPTIONS}.CommandResolutionException`;
}
