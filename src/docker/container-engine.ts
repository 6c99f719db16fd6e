import type Dockerode from 'dockerode';
import type { ContainerEngine, ContainerExit, LogSink, LogStream, Outcome, RunContainer } from '../launch/engine';
import { createBody, LABELS } from './create-body';
import type { Endpoint } from './endpoint';
import { attempt, failureOf, unreachable } from './failure';
import { createFrameDecoder } from './frames';
import { watchMemory } from './memory';
import { describeProgress } from '../launch/image-pull';
import { pullImage } from './pull';
import { call, type EngineRequest } from './request';

/** The engine a run is made with, over a client of its API. */
export function containerEngine(client: Dockerode, endpoint: Endpoint): ContainerEngine {
  const send = (request: EngineRequest, signal: AbortSignal) =>
    attempt(endpoint, signal, () => call(client, request, signal));
  const sendQuietly = async (request: EngineRequest, signal: AbortSignal) => withoutValue(await send(request, signal));
  return {
    async hasImage(image, signal) {
      const inspected = await send({ method: 'GET', path: `/images/${image}/json` }, signal);
      if (inspected.ok) return { ok: true, value: tagsOf(inspected.value).includes(image) };
      return inspected.failure.kind === 'image-missing' ? { ok: true, value: false } : inspected;
    },
    pullImage: (image, login, onProgress, signal) =>
      pullImage(client, endpoint, image, login, (progress) => onProgress(describeProgress(progress)), signal),
    watchMemory: (id, onSample, signal) => attempt(endpoint, signal, () => watchMemory(client, id, onSample, signal)),
    async create(spec, environment, labels, signal) {
      const query = spec.name === undefined ? {} : { name: spec.name };
      const body = createBody(spec, environment, labels);
      const created = await send({ method: 'POST', path: '/containers/create', query, body }, signal);
      return created.ok ? { ok: true, value: (created.value as { readonly Id: string }).Id } : created;
    },
    start: (id, signal) => sendQuietly({ method: 'POST', path: `/containers/${id}/start` }, signal),
    followLog: (id, sink, signal) => followLog(client, endpoint, id, sink, signal),
    async waitForExit(id, signal) {
      const waited = await send({ method: 'POST', path: `/containers/${id}/wait` }, signal);
      if (!waited.ok) return waited;
      const inspected = await send({ method: 'GET', path: `/containers/${id}/json` }, signal);
      return inspected.ok ? { ok: true, value: readExit(inspected.value as Inspection) } : inspected;
    },
    stop: (id, graceSeconds, signal) =>
      sendQuietly({ method: 'POST', path: `/containers/${id}/stop`, query: { t: graceSeconds } }, signal),
    async remove(id, signal) {
      const query = { force: true, v: true };
      const removed = await sendQuietly({ method: 'DELETE', path: `/containers/${id}`, query }, signal);
      const isGone = !removed.ok && removed.failure.kind === 'refused' && removed.failure.status === 404;
      return isGone ? { ok: true, value: undefined } : removed;
    },
    async listRunContainers(run, signal) {
      const label = run === undefined ? LABELS.run : `${LABELS.run}=${run}`;
      const query = { all: true, filters: { label: [label] } };
      const listed = await send({ method: 'GET', path: '/containers/json', query }, signal);
      return listed.ok
        ? { ok: true, value: (listed.value as readonly ContainerSummary[]).map(readRunContainer) }
        : listed;
    },
  };
}

const tagsOf = (image: unknown) => (image as { readonly RepoTags?: readonly string[] | null }).RepoTags ?? [];

const withoutValue = (outcome: Outcome<unknown>): Outcome<void> =>
  outcome.ok ? { ok: true, value: undefined } : outcome;

/** A longer log is not asked for again when it has been followed to its end, in bytes. */
const REREAD_LIMIT = 4 * 1024 * 1024;

async function followLog(
  client: Dockerode,
  endpoint: Endpoint,
  id: string,
  sink: LogSink,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const received = { stdout: 0, stderr: 0 };
  const opened = await attempt(endpoint, signal, () =>
    client.getContainer(id).logs({ follow: true, stdout: true, stderr: true, abortSignal: signal }),
  );
  if (!opened.ok) return opened;
  const decoder = createFrameDecoder((stream, bytes) => {
    received[stream] += bytes.length;
    return sink(stream, bytes);
  });
  try {
    for await (const bytes of opened.value) {
      if (await decoder.push(bytes as Uint8Array)) continue;
      return { ok: false, failure: unreachable('not-docker', endpoint, '') };
    }
    if (received.stdout + received.stderr <= REREAD_LIMIT) await readRest(client, id, received, sink, signal);
    return { ok: true, value: undefined };
  } catch (error) {
    return { ok: false, failure: failureOf(error, endpoint, signal) };
  }
}

/**
 * Hands over what came last: an engine that is busy may end a followed log before its last line, when that has no line end
 * (seen with Docker 20.10).
 *
 * @param received how many bytes of each stream were handed over before
 */
async function readRest(
  client: Dockerode,
  id: string,
  received: Readonly<Record<LogStream, number>>,
  sink: LogSink,
  signal: AbortSignal,
): Promise<void> {
  const whole = await client.getContainer(id).logs({ follow: false, stdout: true, stderr: true, abortSignal: signal });
  const left = { ...received };
  const decoder = createFrameDecoder(async (stream, bytes) => {
    const known = Math.min(left[stream], bytes.length);
    left[stream] -= known;
    if (known < bytes.length) await sink(stream, bytes.subarray(known));
  });
  await decoder.push(whole);
}

type Inspection = Pick<Dockerode.ContainerInspectInfo, 'State'>;

const readExit = ({ State }: Inspection): ContainerExit => ({
  exitCode: State.ExitCode,
  outOfMemory: State.OOMKilled,
  durationMs: Math.max(0, Date.parse(State.FinishedAt) - Date.parse(State.StartedAt)),
});

type ContainerSummary = Pick<Dockerode.ContainerInfo, 'Id' | 'State' | 'Labels'>;

const readRunContainer = ({ Id, State, Labels }: ContainerSummary): RunContainer => ({
  containerId: Id,
  state: State,
  run: Labels[LABELS.run] ?? '',
  owner: Labels[LABELS.owner] ?? '',
  started: Labels[LABELS.started] ?? '',
  step: Labels[LABELS.step] ?? 'main',
});
