import type { SeenSecret } from '../engine';
import type { ContainerReport } from '../run/launch-event';
import type { LaunchReport } from '../run/launch-report';
import { describeExit } from './exit-codes';
import { leakLines, summariseLeaks } from './leak-words';
import { outputLines, summariseUploads } from './output-words';
import { countOf } from './quantities';

/** What to tell a person at the end of a launch. */
export interface Verdict {
  /** `failure` when it did not run, `trouble` when it ran and did not end well or has leaked a secret. */
  readonly kind: 'success' | 'trouble' | 'failure';
  /** A few sentences. */
  readonly message: string;
  /** All there is to say beyond that, a line each. */
  readonly details: readonly string[];
}

/**
 * Puts the end of a launch into words.
 *
 * @param title the Command's name
 * @param secrets how many secrets it had
 */
export function describeVerdict(report: LaunchReport, title: string, secrets: number): Verdict {
  const { checks, logFault, leftBehind, unmaskedVariables } = report;
  const uploads = checks?.uploads;
  const remarks = [
    ...(uploads === undefined ? [] : [summariseUploads(uploads)]),
    ...(checks === undefined ? [] : [summariseLeaks(checks.leaks, secrets)]),
    logFault,
    ...leftBehind,
    unmaskedVariables.length > 0 ? `Too short to be masked in the log: ${unmaskedVariables.join(', ')}.` : undefined,
  ].filter((remark) => remark !== undefined);
  return {
    kind: kindOf(report),
    message: [`${report.status}: ${endingOf(report, title)}`, ...remarks].join(' '),
    details: [
      ...report.seenSecrets.map(seenSentence),
      ...(uploads === undefined ? [] : outputLines(uploads)),
      ...(checks === undefined ? [] : leakLines(checks.leaks)),
    ],
  };
}

function kindOf({ status, ending, checks }: LaunchReport): Verdict['kind'] {
  if (status === 'Complete') return checks !== undefined && checks.leaks.leaks.length > 0 ? 'trouble' : 'success';
  return ending.kind === 'ran' || ending.kind === 'stopped' ? 'trouble' : 'failure';
}

function endingOf({ ending, message, steps }: LaunchReport, title: string): string {
  const container = steps.find(({ step }) => step.id === 'main')?.container;
  const ran = container && ending.kind !== 'stopped' ? describeRun(container, title) : undefined;
  if (ending.kind === 'ran') return ran ?? message;
  return message;
}

function seenSentence({ destination, bytes, seenBy }: SeenSecret): string {
  if (bytes === undefined) return `The secret ${destination} is not in the container.`;
  const where = seenBy === 'container' ? 'in the container' : 'given to the container, as the engine says';
  return `The secret ${destination} is ${where}: ${countOf(bytes, 'byte')}.`;
}

/** How a container ended, in a sentence; undefined when it did not. */
export function describeRun({ exit, peakMemory }: ContainerReport, title: string): string | undefined {
  return exit && describeExit(exit, title, peakMemory);
}
