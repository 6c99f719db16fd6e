import type { ContainerSpec } from '../container-spec';
import type { ContainerExit } from '../engine';
import { delayed } from '../patience';
import { secretFiles, withSecrets } from '../run-secrets';
import { REQUEST_PATIENCE, type Conclusion, type LaunchRun } from './launch-run';
import type { PlannedContainer } from './launch-plan';
import { describeExit } from '../verdict/exit-codes';
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
  const status = exit.exitCode === 0 ? 'Complete' : 'Failed';
  return { status, ending: { kind: 'ran' }, message: describeExit(exit, plan.title) };
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

async function create(run: LaunchRun, planned: PlannedContainer): Promise<Creation> {
  const { tools } = run;
  const { step } = planned;
  const spec = onEngine(run, planned.spec);
  const request = {
    spec,
    environment: withSecrets(spec, run.secrets),
    secretFiles: secretFiles(spec, run.secrets),
    labels: run.labels(step.id),
    login: tools.engine.pulls === 'at creation' ? await tools.loginFor(spec.image) : undefined,
  };
  if (request.secretFiles.length > 0) run.hasMore = true;
  const created = await tools.engine.create(request, delayed(run.signal, REQUEST_PATIENCE));
  if (created.ok) {
    const containerId = created.value;
    run.created.push({ containerId });
    run.tell({ kind: 'created', step, containerId });
    const conclusion = await putFiles(run, planned, containerId);
    return conclusion === undefined ? { ok: true, containerId } : { ok: false, conclusion };
  }
  const { failure } = created;
  run.noteFailedCreation(step.id, failure);
  const handle = run.begin(step);
  if (run.isStopped()) {
    handle.end({ result: 'stopped', message: undefined, container: undefined });
    return { ok: false, conclusion: run.stopped() };
  }
  const message = run.wordsOf(failure, 'Docker could not create the container');
  handle.end({ result: 'failed', message, container: undefined });
  return { ok: false, conclusion: run.failed('Failed (Container launch)', failure, message) };
}

/** Where the data were sent to the engine, volumes take the place of folders; single files are copied in. */
function onEngine({ remote }: LaunchRun, spec: ContainerSpec): ContainerSpec {
  if (remote === undefined) return spec;
  const binds = spec.binds.flatMap((bind) => {
    const volume = remote.store.volumes[remote.folders.indexOf(bind.source)];
    return volume === undefined ? [] : [{ ...bind, source: volume }];
  });
  return { ...spec, binds };
}

async function putFiles(
  run: LaunchRun,
  { spec }: PlannedContainer,
  containerId: string,
): Promise<Conclusion | undefined> {
  const { remote, tools, signal } = run;
  if (remote === undefined) return undefined;
  for (const { source, target } of spec.binds.filter(({ source }) => !remote.folders.includes(source))) {
    const put = await tools.engine.putFile(containerId, target, source, signal);
    if (put.ok) continue;
    if (run.isStopped()) return run.stopped();
    const message = run.wordsOf(put.failure, `The file ${source} could not be copied to the engine`);
    return run.failed('Failed (Container launch)', put.failure, message);
  }
  return undefined;
}
