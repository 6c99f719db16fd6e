import type { LaunchReport } from '../../launch/run/launch-report';

/** What to tell a person at the end of a run: `failure` when it did not run, `trouble` when it ran and did not end well. */
export interface RunVerdict {
  readonly kind: 'success' | 'trouble' | 'failure';
  readonly message: string;
}

/** Puts the end of a launch into a few sentences. */
export function describeReport(report: LaunchReport): RunVerdict {
  const remarks = [
    report.logFault,
    ...report.leftBehind,
    report.unmaskedVariables.length > 0
      ? `Too short to be masked in the log: ${report.unmaskedVariables.join(', ')}.`
      : undefined,
  ].filter((remark) => remark !== undefined);
  return { kind: kindOf(report), message: [report.message, ...remarks].join(' ') };
}

function kindOf({ status, ending }: LaunchReport): RunVerdict['kind'] {
  if (status === 'Complete') return 'success';
  return ending.kind === 'ran' || ending.kind === 'stopped' ? 'trouble' : 'failure';
}
