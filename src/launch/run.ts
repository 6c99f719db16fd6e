import type { SecretValue } from '../secrets/secret-value';
import type { ContainerSpec } from './container-spec';
import type { ContainerEngine, ContainerExit, EngineFailure, LogSink, RunLabels } from './engine';
import { maskedLog } from './masked-log';
import { delayed, settledOrAborted } from './patience';
import { createMask, redactText, type Mask } from './redaction';
import { lookUpSecrets, withSecrets, type SecretResolver } from './run-secrets';
import { isMaskable } from './secret-forms';

/** What a run is doing. */
export type RunState =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'starting'; readonly containerId: string }
  | { readonly kind: 'running'; readonly containerId: string }
  | { readonly kind: 'stopping'; readonly containerId: string }
  | { readonly kind: 'removing'; readonly containerId: string };

/** How a run ended. */
export type RunOutcome =
  | ({ readonly kind: 'exited' } & ContainerExit)
  /** A person stopped it; `exit` is known when the container had started and ended in time. */
  | { readonly kind: 'stopped'; readonly exit: ContainerExit | undefined }
  /** Nothing was created: ask for the values of these sources, and run again. */
  | { readonly kind: 'secrets-missing'; readonly sources: readonly string[] }
  /** `message` is a sentence for a person. The failure is undefined when the engine is not to blame. */
  | { readonly kind: 'failed'; readonly failure: EngineFailure | undefined; readonly message: string };

/** What came of a run. None of its texts holds a secret's value. */
export interface RunReport {
  readonly outcome: RunOutcome;
  /** Environment variables whose secret is too short to be masked in the log. */
  readonly unmaskedVariables: readonly string[];
  /** Why the log is not complete, when it is not. */
  readonly logFault: string | undefined;
  /** Why a container may still be there, when it may. */
  readonly leftBehind: string | undefined;
}

/** What a run works with. */
export interface RunTools {
  readonly engine: ContainerEngine;
  readonly resolveSecret: SecretResolver;
  /** Gets the log, masked. */
  readonly onLog: LogSink;
  readonly onState: (state: RunState) => void;
}

/** Seconds a container has to end by itself when it is stopped. */
const GRACE_SECONDS = 4;

/**
 * How long each step may go on once the run is stopped, in milliseconds. Together they stay below ten seconds, whatever the
 * engine does.
 */
const PATIENCE = { request: 1_500, stop: 5_500, tail: 1_000, removal: 2_000 } as const;

/** How long the removal of a container may take when nobody is waiting for it, in milliseconds. */
const QUIET_REMOVAL = 30_000;

/**
 * Runs one container: create, start, follow the log, wait, remove. However it ends, the container is removed.
 *
 * @param labels kept on the container, by which a later start finds what a crash has left
 * @param signal stops the run: the container is asked to end, then made to, and the end of its log still comes
 */
export async function runContainer(
  spec: ContainerSpec,
  labels: RunLabels,
  tools: RunTools,
  signal: AbortSignal,
): Promise<RunReport> {
  tools.onState({ kind: 'preparing' });
  const secrets = await lookUpSecrets(spec.secrets, tools.resolveSecret);
  if (secrets.kind === 'missing') return reportOf({ kind: 'secrets-missing', sources: secrets.sources });
  if (secrets.kind === 'unreadable') return reportOf({ kind: 'failed', failure: undefined, message: secrets.message });
  const isStopped = () => signal.aborted;
  if (isStopped()) return reportOf(stopped(undefined));

  const environment = withSecrets(spec, secrets.values);
  // Before anything is created, so that nothing is left behind should it fail.
  const mask = createMask([...secrets.values.values()]);
  const unmaskedVariables = spec.secrets
    .filter(({ source }) => cannotMask(secrets.values.get(source)))
    .map((secret) => secret.destination);

  const created = await tools.engine.create(spec, environment, labels, delayed(signal, PATIENCE.request));
  if (!created.ok) {
    const leftBehind = mayHaveWorked(created.failure) ? await removeByLabel(labels.run, tools.engine) : undefined;
    const outcome = isStopped() ? stopped(undefined) : failed('create', created.failure, mask);
    return { ...reportOf(outcome), unmaskedVariables, leftBehind };
  }
  const containerId = created.value;
  const { outcome, logFault } = await runCreated(containerId, mask, tools, signal);
  tools.onState({ kind: 'removing', containerId });
  const patience = AbortSignal.any([AbortSignal.timeout(QUIET_REMOVAL), delayed(signal, PATIENCE.removal)]);
  const removed = await tools.engine.remove(containerId, patience);
  const leftBehind = removed.ok ? undefined : notRemoved(containerId, removed.failure);
  return { outcome, unmaskedVariables, logFault, leftBehind };
}

type Ended = Pick<RunReport, 'outcome' | 'logFault'>;

async function runCreated(containerId: string, mask: Mask, tools: RunTools, signal: AbortSignal): Promise<Ended> {
  const { engine, onLog, onState } = tools;
  const isStopped = () => signal.aborted;
  if (isStopped()) return { outcome: stopped(undefined), logFault: undefined };
  onState({ kind: 'starting', containerId });
  const started = await engine.start(containerId, delayed(signal, PATIENCE.request));
  if (!started.ok) {
    return {
      outcome: isStopped() ? stopped(undefined) : failed('start', started.failure, mask),
      logFault: undefined,
    };
  }
  onState({ kind: 'running', containerId });
  const log = maskedLog(mask, onLog);
  const giveUp = new AbortController();
  const following = engine.followLog(containerId, log.sink, giveUp.signal);
  const exiting = engine.waitForExit(containerId, giveUp.signal);

  const first = await settledOrAborted(exiting, signal);
  if (first === 'aborted') {
    onState({ kind: 'stopping', containerId });
    await engine.stop(containerId, GRACE_SECONDS, AbortSignal.timeout(PATIENCE.stop));
  }
  // The log of a flood may take long to show, and can itself be stopped.
  delayed(signal, PATIENCE.tail).addEventListener('abort', () => {
    giveUp.abort();
  });
  const [exit, followed] = await Promise.all([exiting, following]);
  await log.end();
  const logFault = log.fault() ?? (followed.ok ? undefined : logIncomplete(followed.failure, mask));
  if (first === 'aborted') return { outcome: stopped(exit.ok ? exit.value : undefined), logFault };
  return { outcome: exit.ok ? { kind: 'exited', ...exit.value } : failed('wait', exit.failure, mask), logFault };
}

/** Whether an engine may have done what it was asked although it did not say so. */
const mayHaveWorked = (failure: EngineFailure) =>
  failure.kind === 'lost' ||
  failure.kind === 'cancelled' ||
  (failure.kind === 'unreachable' && failure.cause === 'time-out');

/** Removes what a creation of unknown outcome may have made. */
async function removeByLabel(run: string, engine: ContainerEngine): Promise<string | undefined> {
  const signal = AbortSignal.timeout(PATIENCE.removal);
  const listed = await engine.listRunContainers(run, signal);
  if (!listed.ok) return `A container labelled with the run ${run} may be left: ${listed.failure.message}`;
  const removals = await Promise.all(
    listed.value.map(async ({ containerId }) => ({ containerId, removed: await engine.remove(containerId, signal) })),
  );
  return removals
    .map(({ containerId, removed }) => (removed.ok ? undefined : notRemoved(containerId, removed.failure)))
    .find((sentence) => sentence !== undefined);
}

const notRemoved = (containerId: string, { message }: EngineFailure) =>
  `The container ${containerId.slice(0, 12)} could not be removed: ${message}`;

const logIncomplete = (failure: EngineFailure, mask: Mask) =>
  failure.kind === 'cancelled'
    ? 'The end of the log was left out, since the run was stopped while it was still coming.'
    : `The log is not complete: ${redactText(mask, failure.message)}`;

const cannotMask = (value: SecretValue | undefined) =>
  value !== undefined && value.byteLength > 0 && !isMaskable(value);

const stopped = (exit: ContainerExit | undefined): RunOutcome => ({ kind: 'stopped', exit });

const STEPS = {
  create: 'Docker could not create the container',
  start: 'Docker could not start the container',
  wait: 'Docker could not tell how the container ended',
} as const;

/** An engine repeats what it was given in its words, which can be a value. */
function failed(step: keyof typeof STEPS, failure: EngineFailure, mask: Mask): RunOutcome {
  const words = redactText(mask, failure.message);
  const message = failure.kind === 'refused' ? `${STEPS[step]}: ${words}` : words;
  return { kind: 'failed', failure: { ...failure, message: words }, message };
}

const reportOf = (outcome: RunOutcome): RunReport => ({
  outcome,
  unmaskedVariables: [],
  logFault: undefined,
  leftBehind: undefined,
});
