import type { Conclusion, LaunchRun } from './launch-run';

/** By SIGTERM, and by SIGKILL where that does not do, an engine that is shut down ends its containers. */
const ENDED_FROM_OUTSIDE: ReadonlySet<number> = new Set([128 + 9, 128 + 15]);

/**
 * How a launch ends whose container may have been ended by an engine that is being shut down: such an engine still answers for
 * a moment, so it is waited for once nothing is left to ask of it.
 */
export async function unlessShutDown(run: LaunchRun, conclusion: Conclusion): Promise<Conclusion> {
  const { plan, reports, signal, tools } = run;
  const exit = reports.find(({ step }) => step.id === 'main')?.container?.exit;
  if (exit === undefined || conclusion.ending.kind !== 'ran' || run.isStopped()) return conclusion;
  if (exit.outOfMemory || !ENDED_FROM_OUTSIDE.has(exit.exitCode)) return conclusion;
  const gone = await tools.engine.goesAway(signal);
  if (gone === undefined) return conclusion;
  const message = `The Docker engine was shut down while ${plan.title} ran, which ended it with exit code ${exit.exitCode}.`;
  return run.failed('Failed', gone, message);
}
