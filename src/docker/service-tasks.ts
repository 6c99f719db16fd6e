import type Dockerode from 'dockerode';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from './request';

/** The one container of a service, as the swarm sees it. */
export interface ServiceTask {
  readonly state: string;
  readonly error: string | undefined;
  readonly containerId: string | undefined;
  readonly exitCode: number | undefined;
  /** When it came to its state, by the clock of its node; in milliseconds. */
  readonly since: number;
}

/** A task that is in one of these states changes no more. */
const ENDED = new Set(['complete', 'shutdown', 'failed', 'rejected', 'orphaned', 'remove']);

const LOOK_EVERY = 100;

export const hasEnded = ({ state }: ServiceTask) => ENDED.has(state);

/** Whether a task has come as far as to run, or will never do so. */
export const hasBegun = (task: ServiceTask) => task.state === 'running' || hasEnded(task);

/**
 * Waits until the task of a service is as asked.
 *
 * @returns undefined when there was a task and it is gone
 * @throws the engine's error, or that of the signal
 */
export async function waitForTask(
  client: Dockerode,
  serviceId: string,
  isIt: (task: ServiceTask) => boolean,
  signal: AbortSignal,
): Promise<ServiceTask | undefined> {
  let seen = false;
  for (;;) {
    const task = await readTask(client, serviceId, signal);
    if (task === undefined && seen) return undefined;
    if (task !== undefined && isIt(task)) return task;
    seen ||= task !== undefined;
    await delay(LOOK_EVERY, undefined, { signal });
  }
}

interface ListedTask {
  readonly Status: {
    readonly Timestamp: string;
    readonly State: string;
    readonly Err?: string;
    readonly ContainerStatus?: { readonly ContainerID?: string; readonly ExitCode?: number };
  };
}

/** The task of a service; undefined when there is none. */
export async function readTask(
  client: Dockerode,
  serviceId: string,
  signal: AbortSignal,
): Promise<ServiceTask | undefined> {
  const query = { filters: { service: [serviceId] } };
  const tasks = (await call(client, { method: 'GET', path: '/tasks', query }, signal)) as readonly ListedTask[];
  const [status] = tasks.map(({ Status }) => Status);
  if (status === undefined) return undefined;
  const { ContainerID = '', ExitCode } = status.ContainerStatus ?? {};
  return {
    state: status.State,
    error: status.Err,
    containerId: ContainerID === '' ? undefined : ContainerID,
    exitCode: ContainerID === '' ? undefined : ExitCode,
    since: Date.parse(status.Timestamp),
  };
}
