import { isOutOfReach, type ContainerExit, type EngineFailure, type LogSink } from '../engine';
import type { ContainerSpec } from '../container-spec';
import { maskedLog } from '../masked-log';
import { delayed, settledOrAborted } from '../patience';
import { redactText } from '../redaction';
import { secretFiles } from '../run-secrets';
import type { ContainerReport } from './launch-event';
import type { PlannedContainer } from './launch-plan';
import { REQUEST_PATIENCE, type Conclusion, type LaunchRun, type StepHandle } from './launch-run';

/** How a container that was started ended: by itself, or as the conclusion has it. */
export type Watched =
  | { readonly exit: ContainerExit; readonly conclusion: undefined }
  | { readonly exit: ContainerExit | undefined; readonly conclusion: Conclusion };

/** Seconds a container has to end by itself when a person stops it. */
const GRACE_SECONDS = 4;

/**
 * How long what follows a stop may take, in milliseconds. With the removal they stay below ten seconds, whatever the engine
 * does.
 */
const PATIENCE = { stop: 5_500, tail: 1_000 } as const;

/** The engine measures memory once a second; a container that is gone sooner is not asked after. */
const MEASURING_BEGINS = 500;

/**
 * Starts a created container and follows it to its end, as a step of the launch.
 *
 * @param stop ends it: when a person stopped the launch it is asked to end first, else it is killed
 */
export async function watchContainer(
  run: LaunchRun,
  { step, spec }: PlannedContainer,
  containerId: string,
  stop: AbortSignal,
): Promise<Watched> {
  const handle = run.begin(step);
  const report: ContainerReport = { containerId, image: spec.image, exit: undefined, peakMemory: undefined };
  const isStopped = () => stop.aborted;
  if (isStopped()) return end(handle, report, 'stopped', run.stopped());
  handle.progress('starting');
  const { engine } = run.tools;
  const started = await engine.start(containerId, delayed(stop, REQUEST_PATIENCE));
  if (!started.ok) {
    if (isStopped()) return end(handle, report, 'stopped', run.stopped());
    const message = run.wordsOf(started.failure, 'Docker could not start the container');
    return end(handle, report, 'failed', run.failed('Failed', started.failure, message));
  }
  handle.progress('running');

  const log = maskedLog(run.mask, logSink(run, step));
  const searched = run.leaks.log(step.id);
  const sink: LogSink = (stream, bytes) => {
    void searched.sink(stream, bytes);
    return log.sink(stream, bytes);
  };
  const giveUp = new AbortController();
  const following = engine.followLog(containerId, sink, giveUp.signal);
  const exiting = engine.waitForExit(containerId, giveUp.signal);
  const measured = measure(run, containerId);
  const verifying = verify(run, spec, containerId, giveUp.signal);

  const first = await settledOrAborted(exiting, stop);
  if (first === 'aborted') {
    handle.progress('stopping');
    const grace = run.isStopped() ? GRACE_SECONDS : 0;
    await engine.stop(containerId, grace, AbortSignal.timeout(PATIENCE.stop));
  }
  // The log of a flood may take long to show, and can itself be stopped.
  const endOfTail = delayed(stop, PATIENCE.tail);
  const onEndOfTail = () => giveUp.abort();
  endOfTail.addEventListener('abort', onEndOfTail);
  const [exit, followed] = await Promise.all([exiting, following]);
  const peakMemory = measured();
  // It can hang too, and is given up by the same signal.
  await verifying;
  endOfTail.removeEventListener('abort', onEndOfTail);
  await log.end();
  searched.end();
  run.logFault ??= log.fault() ?? (followed.ok ? undefined : logIncomplete(run, followed.failure));
  const ended = { ...report, exit: exit.ok ? exit.value : undefined, peakMemory };
  if (first === 'aborted') return end(handle, ended, 'stopped', run.stopped());
  if (!exit.ok) {
    const message = run.wordsOf(exit.failure, 'Docker could not tell how the container ended');
    return end(handle, ended, 'failed', run.failed('Failed', exit.failure, message));
  }
  const isGood = exit.value.exitCode === 0;
  handle.end({ result: isGood ? 'done' : 'failed', message: undefined, container: ended });
  return { exit: exit.value, conclusion: undefined };
}

function end(handle: StepHandle, container: ContainerReport, result: 'failed' | 'stopped', conclusion: Conclusion) {
  const message = result === 'failed' ? conclusion.message : undefined;
  handle.end({ result, message, container });
  return { exit: container.exit, conclusion };
}

/** To the disk first, so that what was seen is also kept. */
const logSink =
  (run: LaunchRun, step: PlannedContainer['step']): LogSink =>
  (stream, bytes) => {
    const kept = run.log.write(step.id, stream, bytes);
    const shown = run.tools.onEvent({ kind: 'log', step, stream, bytes });
    if (kept === undefined && shown === undefined) return;
    return Promise.all([kept, shown]).then(() => undefined);
  };

/** Sees to it that the secrets are in the container, by their bytes alone. */
async function verify(run: LaunchRun, spec: ContainerSpec, containerId: string, signal: AbortSignal): Promise<void> {
  const variables = spec.secrets.filter(({ delivery }) => delivery === 'environment');
  const files = secretFiles(spec, run.secrets);
  const { filesSeenBy: seenBy } = run.tools.engine;
  run.seenSecrets.push(...files.map(({ name, value }) => ({ destination: name, bytes: value.byteLength, seenBy })));
  if (variables.length === 0) return;
  const names = variables.map(({ destination }) => destination);
  const counted = await run.tools.engine.countVariables(containerId, names, signal);
  if (counted.ok) run.seenSecrets.push(...counted.value);
}

/** Keeps the highest use of memory the engine tells of; the function that is returned ends that, and gives it. */
function measure(run: LaunchRun, containerId: string): () => number | undefined {
  let peak: number | undefined;
  const over = new AbortController();
  const timer = setTimeout(() => {
    const onSample = (bytes: number) => {
      peak = Math.max(peak ?? 0, bytes);
    };
    void run.tools.engine.watchMemory(containerId, onSample, over.signal);
  }, MEASURING_BEGINS);
  return () => {
    clearTimeout(timer);
    over.abort();
    return peak;
  };
}

function logIncomplete(run: LaunchRun, failure: EngineFailure): string {
  if (failure.kind === 'cancelled') {
    return 'The end of the log was left out, since the run was stopped while it was still coming.';
  }
  return isOutOfReach(failure)
    ? 'The log is not complete: the connection to the engine broke off.'
    : `The log is not complete: ${redactText(run.mask, failure.message)}`;
}
