import type Dockerode from 'dockerode';
import {
  isOutOfReach,
  type ContainerEngine,
  type ContainerExit,
  type ContainerRequest,
  type EngineFailure,
  type Outcome,
  type RunContainer,
} from '../launch/engine';
import { followLog } from './container-log';
import { countVariables } from './count-variables';
import { createBody, LABELS } from './create-body';
import { createStore, openStore, putFile, sees } from './data-store';
import type { Endpoint } from './endpoint';
import { attempt } from './failure';
import { watchMemory } from './memory';
import { persistently } from './persistence';
import { pullImage } from './pull';
import { call, type EngineRequest } from './request';
import { listRunObjects, readLabels, removeObject } from './run-objects';
import { createSecretVolume, startWithSecretFiles } from './secret-files';

/** How long an engine may still answer after the last of its containers has ended, when it is shut down; in milliseconds. */
const SHUTTING_DOWN = 3_000;

/** The engine a run is made with, over a client of its API. */
export function containerEngine(client: Dockerode, endpoint: Endpoint): ContainerEngine {
  const send = (request: EngineRequest, signal: AbortSignal) =>
    attempt(endpoint, signal, () => call(client, request, signal));
  const sendQuietly = async (request: EngineRequest, signal: AbortSignal) => withoutValue(await send(request, signal));
  /** What a container that is created gets when it is started. */
  const waitingFiles = new Map<string, ContainerRequest>();
  return {
    pulls: 'before',
    filesSeenBy: 'container',
    async hasImage(image, signal) {
      const inspected = await send({ method: 'GET', path: `/images/${image}/json` }, signal);
      if (inspected.ok) return { ok: true, value: tagsOf(inspected.value).includes(image) };
      return inspected.failure.kind === 'image-missing' ? { ok: true, value: false } : inspected;
    },
    pullImage: (image, login, onProgress, signal) => pullImage(client, endpoint, image, login, onProgress, signal),
    watchMemory: (id, onSample, signal) => attempt(endpoint, signal, () => watchMemory(client, id, onSample, signal)),
    async create(request, signal) {
      const { spec, secretFiles } = request;
      const query = spec.name === undefined ? {} : { name: spec.name };
      const body = createBody(request);
      if (secretFiles.length > 0) {
        const volume = await attempt(endpoint, signal, () => createSecretVolume(client, request.labels, signal));
        if (!volume.ok) return volume;
        body.HostConfig?.Binds?.push(volume.value);
      }
      const created = await send({ method: 'POST', path: '/containers/create', query, body }, signal);
      if (!created.ok) return created;
      const { Id } = created.value as { readonly Id: string };
      if (secretFiles.length > 0) waitingFiles.set(Id, request);
      return { ok: true, value: Id };
    },
    async start(id, signal) {
      const request = waitingFiles.get(id);
      waitingFiles.delete(id);
      if (request === undefined) return sendQuietly({ method: 'POST', path: `/containers/${id}/start` }, signal);
      const { spec, labels, secretFiles } = request;
      return attempt(endpoint, signal, () =>
        startWithSecretFiles(client, { id, image: spec.image, labels }, secretFiles, signal),
      );
    },
    countVariables: (id, names, signal) => attempt(endpoint, signal, () => countVariables(client, id, names, signal)),
    followLog: (id, sink, signal) => followLog(client, endpoint, id, sink, signal),
    async waitForExit(id, signal) {
      const waited = await persistently(() => send({ method: 'POST', path: `/containers/${id}/wait` }, signal));
      if (!waited.ok) return waited;
      const inspected = await persistently(() => send({ method: 'GET', path: `/containers/${id}/json` }, signal));
      return inspected.ok ? { ok: true, value: readExit(inspected.value as Inspection) } : inspected;
    },
    stop: (id, graceSeconds, signal) =>
      sendQuietly({ method: 'POST', path: `/containers/${id}/stop`, query: { t: graceSeconds } }, signal),
    async remove(id, signal) {
      const query = { force: true, v: true };
      const removal = { method: 'DELETE', path: `/containers/${id}`, query } as const;
      const removed = await persistently(() => sendQuietly(removal, signal));
      return !removed.ok && isGoneAnyway(removed.failure) ? { ok: true, value: undefined } : removed;
    },
    sees: (path, request, signal) => attempt(endpoint, signal, () => sees(client, path, request, signal)),
    createStore: (folders, request, signal) =>
      attempt(endpoint, signal, () => createStore(client, endpoint, folders, request, signal)),
    openStore: (run, folders, signal) =>
      attempt(endpoint, signal, () => openStore(client, endpoint, run, folders, signal)),
    putFile: (id, path, from, signal) => attempt(endpoint, signal, () => putFile(client, id, path, from, signal)),
    listRunObjects: (run, signal) =>
      persistently(() => attempt(endpoint, signal, () => listRunObjects(client, run, signal))),
    removeObject: (object, signal) =>
      persistently(() => attempt(endpoint, signal, () => removeObject(client, object, signal))),
    async goesAway(signal) {
      const patience = () => AbortSignal.any([signal, AbortSignal.timeout(SHUTTING_DOWN)]);
      const waiting = patience();
      // Nothing is of this type, so that the answer ends with the engine.
      const silence = { method: 'GET', path: '/events', query: { filters: { type: ['none'] } } } as const;
      await send(silence, waiting);
      if (waiting.aborted) return undefined;
      const pinged = await send({ method: 'GET', path: '/_ping' }, patience());
      return !pinged.ok && isOutOfReach(pinged.failure) ? pinged.failure : undefined;
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

/** Removed already, or being removed by somebody else. */
const isGoneAnyway = (failure: EngineFailure) =>
  failure.kind === 'refused' &&
  (failure.status === 404 || (failure.status === 409 && failure.message.includes('already in progress')));

const tagsOf = (image: unknown) => (image as { readonly RepoTags?: readonly string[] | null }).RepoTags ?? [];

const withoutValue = (outcome: Outcome<unknown>): Outcome<void> =>
  outcome.ok ? { ok: true, value: undefined } : outcome;

export type Inspection = Pick<Dockerode.ContainerInspectInfo, 'State'>;

export const readExit = ({ State }: Inspection): ContainerExit => ({
  exitCode: State.ExitCode,
  outOfMemory: State.OOMKilled,
  durationMs: Math.max(0, Date.parse(State.FinishedAt) - Date.parse(State.StartedAt)),
});

type ContainerSummary = Pick<Dockerode.ContainerInfo, 'Id' | 'State' | 'Labels'>;

const readRunContainer = ({ Id, State, Labels }: ContainerSummary): RunContainer => ({
  containerId: Id,
  state: State,
  ...readLabels(Labels),
});
