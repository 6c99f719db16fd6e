import type { RunReport } from '../../launch/run';

/** What to tell a person at the end of a run: `failure` when it did not run, `trouble` when it ran and did not end well. */
export interface RunVerdict {
  readonly kind: 'success' | 'trouble' | 'failure';
  readonly message: string;
}

/** Puts the end of a run into a few sentences. */
export function describeReport(title: string, report: RunReport): RunVerdict {
  const { kind, message } = describeOutcome(title, report);
  const remarks = [
    report.logFault,
    report.leftBehind,
    report.unmaskedVariables.length > 0
      ? `Too short to be masked in the log: ${report.unmaskedVariables.join(', ')}.`
      : undefined,
  ].filter((remark) => remark !== undefined);
  return { kind, message: [message, ...remarks].join(' ') };
}

function describeOutcome(title: string, { outcome }: RunReport): RunVerdict {
  switch (outcome.kind) {
    case 'exited': {
      const { exitCode, outOfMemory, durationMs } = outcome;
      const reason = outOfMemory ? ' It ran out of memory.' : '';
      const message = `${title} ended with exit code ${exitCode} after ${describeDuration(durationMs)}.${reason}`;
      return { kind: exitCode === 0 ? 'success' : 'trouble', message };
    }
    case 'stopped':
      return { kind: 'trouble', message: `${title} was stopped.` };
    case 'secrets-missing':
      return {
        kind: 'failure',
        message: `No value is stored for ${outcome.sources.join(', ')}. Launch again to set it.`,
      };
    case 'failed':
      return { kind: 'failure', message: outcome.message };
  }
}

/** A duration as people say it: `40 ms`, `1.5 s`, `12 s`, `3 min 5 s`. */
export function describeDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
