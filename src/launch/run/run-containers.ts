import type { ContainerExit } from '../engine';
import { delayed } from '../patience';
import { withSecrets } from '../run-secrets';
import { REQUEST_PATIENCE, type Conclusion, type LaunchRun } from './launch-run';
import type { PlannedContainer } from './launch-plan';
import { watchContainer } from './watch-container';

type Creation =
  { readonly ok: true; readonly containerId: string } | { readonly ok: false; readonly conclusion: Conclusion };

/** Creates the main container, runs the setup containers side by side, then starts the main one and waits for its end. */
export async function runMain(run: LaunchRun): Promise<Conclusion | undefined> {
  const { main, setups } = run.plan;
  const created = await create(run, main);
  if (!created.ok) return created.conclusion;
  run.tell({ kind: 'status', status: 'Created' });
  const { containerId } = created;
  if (setups.length > 0) {
    const conclusion = await runSideBySide(run, setups, 'Failed (Setup)');
    if (conclusion !== undefined) {
      run.skip(main.step, { containerId, image: main.spec.image, exit: undefined, peakMemory: undefined });
      return conclusion;
    }
  }
  if (run.isStopped()) return run.stopped();
  run.tell({ kind: 'status', status: 'Running' });
  const watched = await watchContainer(run, main, containerId, run.signal);
  if (watched.conclusion !== undefined) return watched.conclusion;
  return watched.exit.exitCode === 0 ? undefined : ran(run, watched.exit);
}

/** The end of a launch whose main container ended by itself. */
export function ran({ plan }: LaunchRun, exit: ContainerExit): Conclusion {
  const reason = exit.outOfMemory ? ' It ran out of memory.' : '';
  return {
    status: exit.exitCode === 0 ? 'Complete' : 'Failed',
    ending: { kind: 'ran' },
    message: `${plan.title} ended with exit code ${exit.exitCode} after ${describeDuration(exit.durationMs)}.${reason}`,
  };
}

/** Runs the wrapup containers side by side. */
export async function runWrapups(run: LaunchRun): Promise<Conclusion | undefined> {
  const { wrapups } = run.plan;
  return wrapups.length === 0 ? undefined : runSideBySide(run, wrapups, 'Failed (Wrapup)');
}

/** Creates and starts containers at once; as soon as one fails, the others are killed. */
async function runSideBySide(
  run: LaunchRun,
  containers: readonly PlannedContainer[],
  status: 'Failed (Setup)' | 'Failed (Wrapup)',
): Promise<Conclusion | undefined> {
  const siblings = new AbortController();
  const stop = AbortSignal.any([run.signal, siblings.signal]);
  const conclusions = await Promise.all(
    containers.map(async (planned) => {
      const conclusion = await runOne(run, planned, status, stop);
      if (conclusion !== undefined) siblings.abort();
      return conclusion;
    }),
  );
  if (run.isStopped()) return run.stopped();
  // Those that were only stopped for another's sake do not say why the launch failed.
  return conclusions.find((each) => each?.ending.kind === 'failed') ?? conclusions.find((each) => each !== undefined);
}

async function runOne(
  run: LaunchRun,
  planned: PlannedContainer,
  status: 'Failed (Setup)' | 'Failed (Wrapup)',
  stop: AbortSignal,
): Promise<Conclusion | undefined> {
  const created = await create(run, planned);
  if (!created.ok) return { ...created.conclusion, status };
  const watched = await watchContainer(run, planned, created.containerId, stop);
  if (watched.conclusion !== undefined) return { ...watched.conclusion, status };
  const { exitCode } = watched.exit;
  if (exitCode === 0) return undefined;
  const message = `${planned.step.title} ended with exit code ${exitCode}.`;
  return { status, ending: { kind: 'failed', failure: undefined }, message };
}

async function create(run: LaunchRun, { spec, step }: PlannedContainer): Promise<Creation> {
  const { plan, tools } = run;
  const labels = { run: plan.folder.run, owner: plan.owner, started: run.started, step: step.id };
  const environment = withSecrets(spec, run.secrets);
  const created = await tools.engine.create(spec, environment, labels, delayed(run.signal, REQUEST_PATIENCE));
  if (created.ok) {
    const containerId = created.value;
    run.created.push({ containerId });
    run.tell({ kind: 'created', step, containerId });
    return { ok: true, containerId };
  }
  const { failure } = created;
  run.noteFailedCreation(failure);
  const handle = run.begin(step);
  if (run.isStopped()) {
    handle.end({ result: 'stopped', message: undefined, container: undefined });
    return { ok: false, conclusion: run.stopped() };
  }
  const message = run.wordsOf(failure, 'Docker could not create the container');
  handle.end({ result: 'failed', message, container: undefined });
  return { ok: false, conclusion: run.failed('Failed (Container launch)', failure, message) };
}

/** A duration as people say it: `40 ms`, `1.5 s`, `12 s`, `3 min 5 s`. */
function describeDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
