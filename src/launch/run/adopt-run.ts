import { rm } from 'node:fs/promises';
import { openRunLogs, type RunLogs } from '../history/run-logs';
import type { RunRecord } from '../history/run-record';
import type { ContainerEngine, ContainerExit, EngineFailure, LogSink } from '../engine';
import { createLeakCheck } from '../leaks/leak-check';
import { maskedLog } from '../masked-log';
import { delayed, settledOrAborted } from '../patience';
import { createMask } from '../redaction';
import type { RunFolder } from '../run-folder-names';
import { makeRunFolder } from '../run-folder';
import { lookUpSecrets } from '../run-secrets';
import { describeRun } from '../verdict/describe-verdict';
import type { FinalStatus, LaunchStep, StepReport } from './launch-event';
import type { LaunchEnding, LaunchReport } from './launch-report';
import type { LaunchChecks, LaunchTools } from './launch-tools';
import { describeRemainders, type Remainder } from './remove-containers';

/** A run that nobody is at any more, whose main container, or service, is still there. */
export interface LostRun {
  readonly record: RunRecord;
  readonly folder: RunFolder;
  readonly containerId: string;
}

/** Seconds a container has to end by itself when it is stopped, and milliseconds for what follows. */
const GRACE_SECONDS = 4;
const PATIENCE = { stop: 5_500, tail: 1_000, removal: 10_000 } as const;

/**
 * Takes up a run whose window has gone: its log from the first byte, its end, what it has left, also on an engine that does
 * not see the folders of this machine, and the removal of all it has made. Setup and wrapup containers are not run any more. Never rejects.
 *
 * @param signal stops the container
 */
export async function adoptRun(
  { record, folder, containerId }: LostRun,
  tools: Omit<LaunchTools, 'loginFor'>,
  signal: AbortSignal,
): Promise<LaunchReport> {
  const { engine } = tools;
  const began = Date.now();
  const step: LaunchStep = { kind: 'main', id: 'main', title: `Run ${record.title}` };
  void tools.onEvent({ kind: 'status', status: 'Running' });
  void tools.onEvent({ kind: 'began', step });
  const secrets = await lookUpSecrets(record.secrets, tools.resolveSecret);
  const values = secrets.kind === 'found' ? secrets.values : undefined;
  const leaks = createLeakCheck(
    record.secrets.flatMap(({ source, destination: name }) => {
      const value = values?.get(source);
      return value === undefined ? [] : [{ name, value }];
    }),
  );
  const giveUp = new AbortController();
  const exiting = engine.waitForExit(containerId, giveUp.signal);
  let logFault: string | undefined;
  const following = (async () => {
    if (values === undefined) {
      // What was masked before could not be masked again.
      logFault = 'The log was not followed to its end: a secret of the run is not stored any more.';
      return;
    }
    const logs = await renewedLogs(folder);
    const log = maskedLog(createMask([...values.values()]), keep(logs, tools, step));
    const searched = leaks.log(step.id);
    const sink: LogSink = (stream, bytes) => {
      void searched.sink(stream, bytes);
      return log.sink(stream, bytes);
    };
    const followed = await engine.followLog(containerId, sink, giveUp.signal);
    await log.end();
    searched.end();
    logFault = log.fault() ?? (await logs.close()) ?? (followed.ok ? undefined : 'The log is not complete.');
  })();
  const first = await settledOrAborted(exiting, signal);
  if (first === 'aborted') {
    void tools.onEvent({ kind: 'stopping' });
    await engine.stop(containerId, GRACE_SECONDS, AbortSignal.timeout(PATIENCE.stop));
  }
  const endOfTail = delayed(signal, PATIENCE.tail);
  const onEndOfTail = () => giveUp.abort();
  endOfTail.addEventListener('abort', onEndOfTail);
  const exit = await exiting;
  await following.catch((error: unknown) => {
    logFault = `The log could not be kept: ${error instanceof Error ? error.message : String(error)}`;
  });
  endOfTail.removeEventListener('abort', onEndOfTail);

  const main: StepReport = {
    step,
    result: first === 'aborted' ? 'stopped' : exit.ok && exit.value.exitCode === 0 ? 'done' : 'failed',
    message: exit.ok ? undefined : exit.failure.message,
    durationMs: (exit.ok ? exit.value.durationMs : undefined) ?? Date.now() - began,
    container: {
      containerId,
      image: record.image,
      exit: exit.ok ? exit.value : undefined,
      peakMemory: undefined,
    },
  };
  void tools.onEvent({ kind: 'ended', report: main });
  const fetched = first === 'aborted' ? undefined : await fetchOutputs(record, tools, signal);
  const ended = exit.ok ? exit.value : undefined;
  const conclusion = (ended?.exitCode === 0 ? notFetched(fetched) : undefined) ?? conclude(record, main, ended);
  const checks = first === 'aborted' ? undefined : await check(tools, record, folder, leaks, conclusion, signal);
  const faults = checks?.uploads?.faults ?? [];
  const status: FinalStatus =
    conclusion.status === 'Complete' && faults.length > 0 ? 'Failed (Upload)' : conclusion.status;
  const leftBehind = await removeAll(record.run, tools);
  void tools.onEvent({ kind: 'status', status });
  return {
    run: record.run,
    status,
    ending: conclusion.ending,
    message: conclusion.message,
    steps: [
      ...record.steps.filter(({ step: { id } }) => id !== 'main' && id !== 'fetch'),
      main,
      ...(fetched ? [fetched] : []),
    ],
    checks,
    durationMs: Math.max(0, Date.now() - Date.parse(record.started)),
    unmaskedVariables: [],
    seenSecrets: [],
    notes: [],
    logFault,
    kept: [],
    leftBehind,
  };
}

/** What was kept of the log before is written anew, as the engine still has all of it. */
async function renewedLogs(folder: RunFolder): Promise<RunLogs> {
  await rm(folder.logs, { recursive: true, force: true });
  await makeRunFolder(folder);
  return openRunLogs(folder.logs);
}

const keep =
  (logs: RunLogs, tools: Pick<LaunchTools, 'onEvent'>, step: LaunchStep): LogSink =>
  (stream, bytes) => {
    const kept = logs.write(step.id, stream, bytes);
    const shown = tools.onEvent({ kind: 'log', step, stream, bytes });
    return kept === undefined && shown === undefined ? undefined : Promise.all([kept, shown]).then(() => undefined);
  };

/** Copies back what the container has written, where the engine does not see the folders of this machine. */
async function fetchOutputs(
  { run, sent }: RunRecord,
  { engine, onEvent }: Pick<LaunchTools, 'engine' | 'onEvent'>,
  signal: AbortSignal,
): Promise<StepReport | undefined> {
  if (sent.length === 0) return undefined;
  const began = Date.now();
  const step: LaunchStep = { kind: 'fetch', id: 'fetch', title: 'Copy outputs from the engine' };
  void onEvent({ kind: 'began', step });
  const failure = await fetchFolders(run, sent, engine, signal);
  const result = failure === undefined ? 'done' : signal.aborted ? 'stopped' : 'failed';
  const report: StepReport = {
    step,
    result,
    message: failure && `The outputs could not be copied from the engine: ${failure.message}`,
    durationMs: Date.now() - began,
    container: undefined,
  };
  void onEvent({ kind: 'ended', report });
  return report;
}

/** @returns why one of them could not be copied */
async function fetchFolders(
  run: string,
  sent: RunRecord['sent'],
  engine: ContainerEngine,
  signal: AbortSignal,
): Promise<EngineFailure | undefined> {
  const store = await engine.openStore(run, sent.length, signal);
  if (!store.ok) return store.failure;
  for (const [index, { path, mode }] of sent.entries()) {
    if (mode === 'ro') continue;
    const got = await store.value.get(index, path, signal);
    if (!got.ok) return got.failure;
  }
  return undefined;
}

function notFetched(fetched: StepReport | undefined): Conclusion | undefined {
  if (fetched?.message === undefined) return undefined;
  return { status: 'Failed', ending: { kind: 'failed', failure: undefined }, message: fetched.message };
}

interface Conclusion {
  readonly status: FinalStatus;
  readonly ending: LaunchEnding;
  readonly message: string;
}

function conclude({ title, outputs }: RunRecord, main: StepReport, exit: ContainerExit | undefined): Conclusion {
  if (main.result === 'stopped') {
    return { status: 'Failed (Killed)', ending: { kind: 'stopped' }, message: `${title} was stopped.` };
  }
  const message = main.container === undefined ? undefined : describeRun(main.container, title);
  if (exit === undefined || message === undefined) {
    const lost = `It is not known how ${title} ended: ${main.message ?? 'its container is gone'}`;
    return { status: 'Failed', ending: { kind: 'failed', failure: undefined }, message: lost };
  }
  if (exit.exitCode !== 0) return { status: 'Failed', ending: { kind: 'ran' }, message };
  if (outputs.wrapupContainers.length > 0) {
    const skipped = `${message} Its wrapup Commands were not run, since the window was closed meanwhile. Run it again.`;
    return { status: 'Failed (Wrapup)', ending: { kind: 'failed', failure: undefined }, message: skipped };
  }
  return { status: 'Complete', ending: { kind: 'ran' }, message };
}

async function check(
  tools: Omit<LaunchTools, 'loginFor'>,
  record: RunRecord,
  folder: RunFolder,
  leaks: ReturnType<typeof createLeakCheck>,
  { status }: Conclusion,
  signal: AbortSignal,
): Promise<LaunchChecks | undefined> {
  const spec = { image: record.image, secrets: record.secrets };
  const plan = { folder, launch: record.outputs, main: { spec } };
  const ended = status === 'Complete' ? 'well' : 'badly';
  return tools.check({ plan, leaks, ended }, () => undefined, signal).catch(() => undefined);
}

/** Removes all that a run has made on the engine; gives a sentence for each that may still be there. */
async function removeAll(run: string, { engine }: Pick<LaunchTools, 'engine'>): Promise<readonly string[]> {
  const patience = AbortSignal.timeout(PATIENCE.removal);
  const listed = await engine.listRunObjects(run, patience);
  if (!listed.ok) return [`A container labelled with the run ${run} may be left: ${listed.failure.message}`];
  const left: Remainder[] = [];
  // One after the other: a volume goes once its container has gone.
  for (const object of listed.value) {
    const removed = await engine.removeObject(object, patience);
    if (!removed.ok) left.push({ object, failure: removed.failure });
  }
  return describeRemainders(left);
}
