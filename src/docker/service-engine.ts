import type Dockerode from 'dockerode';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  ContainerEngine,
  ContainerExit,
  ContainerRequest,
  LogSink,
  Outcome,
  RunContainer,
} from '../launch/engine';
import { readExit, type Inspection } from './container-engine';
import { followServiceLog } from './container-log';
import { countGiven } from './count-variables';
import { labelsOf } from './create-body';
import type { Endpoint } from './endpoint';
import { attempt } from './failure';
import { persistently } from './persistence';
import { loginHeader } from './pull';
import { call } from './request';
import { listRunObjects } from './run-objects';
import { serviceBody, type AttachedSecret } from './service-body';
import { hasBegun, hasEnded, readTask, waitForTask, type ServiceTask } from './service-tasks';

const LOOK_EVERY = 100;

/** What a task ends with that did not come to run: the swarm's words, as an engine's refusal. */
class TaskRefused extends Error {
  readonly statusCode = 409;
}

/**
 * Runs each container as a service of the swarm that the engine manages. What is called a container's id here is that of
 * its service.
 *
 * @param containers the engine's own containers, for what can be asked of a task's container on this node
 */
export function serviceEngine(client: Dockerode, endpoint: Endpoint, containers: ContainerEngine): ContainerEngine {
  const tried = <T>(signal: AbortSignal, action: () => Promise<T>) => attempt(endpoint, signal, action);
  const ofContainer = async <T>(
    serviceId: string,
    signal: AbortSignal,
    use: (containerId: string) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const task = await tried(signal, () => readTask(client, serviceId, signal));
    if (!task.ok) return task;
    const { containerId } = task.value ?? {};
    return containerId === undefined ? notHere('The task has no container on this node.') : use(containerId);
  };
  const began = new Map<string, number>();
  return {
    ...containers,
    pulls: 'at creation',
    filesSeenBy: 'engine',
    sees: () => Promise.resolve({ ok: true, value: true }),
    createStore: () => Promise.resolve(notHere('Data cannot be copied to the nodes of a swarm.')),
    openStore: () => Promise.resolve(notHere('Data cannot be copied to the nodes of a swarm.')),
    putFile: () => Promise.resolve(notHere('Data cannot be copied to the nodes of a swarm.')),
    create: (request, signal) => tried(signal, () => createService(client, request, signal)),
    start: (id, signal) =>
      tried(signal, async () => {
        const { state, since } = await startService(client, id, signal);
        if (state === 'running') began.set(id, since);
      }),
    followLog: (id: string, sink: LogSink, signal: AbortSignal) => {
      const ended = waitForTask(client, id, hasEnded, signal);
      return followServiceLog(client, endpoint, id, ended, sink, signal);
    },
    waitForExit: (id, signal) =>
      persistently(() => tried(signal, () => waitForExit(client, id, began.get(id), signal))),
    watchMemory: (id, onSample, signal) =>
      ofContainer(id, signal, (containerId) => containers.watchMemory(containerId, onSample, signal)),
    async countVariables(id, names, signal) {
      const counted = await ofContainer(id, signal, (of) => containers.countVariables(of, names, signal));
      // The container may be on another node, which is not asked.
      return counted.ok ? counted : tried(signal, () => countInService(client, id, names, signal));
    },
    stop: (id, _grace, signal) =>
      tried(signal, async () => {
        await scale(client, id, 0, signal);
        await waitForTask(client, id, hasEnded, signal);
      }),
    listRunContainers: (run, signal) => persistently(() => tried(signal, () => listServices(client, run, signal))),
    remove: (id, signal) => persistently(() => tried(signal, () => removeService(client, id, signal))),
  };
}

const notHere = (message: string) => ({ ok: false, failure: { kind: 'refused', status: 409, message } }) as const;

async function createService(client: Dockerode, request: ContainerRequest, signal: AbortSignal): Promise<string> {
  const secrets: AttachedSecret[] = [];
  for (const { name: file, value } of request.secretFiles) {
    const name = `xnat-commands-${randomUUID()}`;
    const data = Buffer.from(value.reveal()).toString('base64');
    const body = { Name: name, Labels: labelsOf(request.labels), Data: data };
    const made = await call(client, { method: 'POST', path: '/secrets/create', body }, signal);
    secrets.push({ id: (made as { readonly ID: string }).ID, name, file });
  }
  const login = request.login && loginHeader(request.login);
  const body = serviceBody(request, secrets);
  const create = { method: 'POST', path: '/services/create', body, ...(login && { registryLogin: login }) } as const;
  return ((await call(client, create, signal)) as { readonly ID: string }).ID;
}

/** The services of ours, each as the container that it runs: created as long as it has no task. */
async function listServices(
  client: Dockerode,
  run: string | undefined,
  signal: AbortSignal,
): Promise<readonly RunContainer[]> {
  const objects = await listRunObjects(client, run, signal);
  const services = objects.filter(({ kind }) => kind === 'service');
  return Promise.all(
    services.map(async ({ id, run: name, owner, started, step }) => {
      const task = await readTask(client, id, signal);
      const state = task === undefined ? 'created' : hasEnded(task) ? 'exited' : 'running';
      return { containerId: id, state, run: name, owner, started, step };
    }),
  );
}

interface Service {
  readonly Version: { readonly Index: number };
  readonly Spec: { readonly TaskTemplate: { readonly ContainerSpec: { readonly Env?: readonly string[] | null } } };
}

const readService = async (client: Dockerode, id: string, signal: AbortSignal): Promise<Service> =>
  (await call(client, { method: 'GET', path: `/services/${id}` }, signal)) as Service;

async function countInService(client: Dockerode, id: string, names: readonly string[], signal: AbortSignal) {
  const { Spec } = await readService(client, id, signal);
  return countGiven(Spec.TaskTemplate.ContainerSpec.Env ?? [], names);
}

async function scale(client: Dockerode, id: string, replicas: number, signal: AbortSignal): Promise<void> {
  const service = await readService(client, id, signal);
  const body = { ...service.Spec, Mode: { Replicated: { Replicas: replicas } } };
  const query = { version: service.Version.Index };
  await call(client, { method: 'POST', path: `/services/${id}/update`, query, body }, signal);
}

/** @throws when the swarm rejects the task */
async function startService(client: Dockerode, id: string, signal: AbortSignal): Promise<ServiceTask> {
  await scale(client, id, 1, signal);
  const task = await waitForTask(client, id, hasBegun, signal);
  if (task === undefined || (task.containerId === undefined && task.state !== 'running')) {
    throw new TaskRefused(task?.error ?? 'The swarm has taken the task away');
  }
  return task;
}

/** @param began when the task was seen to run, by its node's clock; undefined when it was not */
async function waitForExit(
  client: Dockerode,
  id: string,
  began: number | undefined,
  signal: AbortSignal,
): Promise<ContainerExit> {
  const task = await waitForTask(client, id, hasEnded, signal);
  if (task === undefined) throw new TaskRefused('The swarm has taken the task away');
  if (task.exitCode === undefined && task.state !== 'complete') {
    throw new TaskRefused(task.error ?? `The task is ${task.state}`);
  }
  const inspect = { method: 'GET', path: `/containers/${task.containerId ?? ''}/json` } as const;
  // The container may be on another node, which is not asked.
  const inspected = await call(client, inspect, signal).catch(() => undefined);
  const exit = inspected === undefined ? undefined : readExit(inspected as Inspection);
  const durationMs = began === undefined ? undefined : Math.max(0, task.since - began);
  return { outOfMemory: false, durationMs, ...exit, exitCode: task.exitCode ?? 0 };
}

/** Removes a service, and waits until its container on this node is gone. */
async function removeService(client: Dockerode, id: string, signal: AbortSignal): Promise<void> {
  try {
    await call(client, { method: 'DELETE', path: `/services/${id}` }, signal);
  } catch (error) {
    if ((error as { readonly statusCode?: unknown }).statusCode !== 404) throw error;
  }
  const query = { all: true, filters: { label: [`com.docker.swarm.service.id=${id}`] } };
  const list = { method: 'GET', path: '/containers/json', query } as const;
  for (;;) {
    const left = (await call(client, list, signal)) as readonly { readonly Id: string }[];
    if (left.length === 0) return;
    await delay(LOOK_EVERY, undefined, { signal });
  }
}
