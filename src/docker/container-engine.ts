import type Dockerode from 'dockerode';
import type { ContainerEngine, ContainerExit, LogSink, Outcome, RunContainer } from '../launch/engine';
import { createBody, LABELS } from './create-body';
import type { Endpoint } from './endpoint';
import { attempt, failureOf, unreachable } from './failure';
import { createFrameDecoder } from './frames';

/** The engine a run is made with, over a client of its API. */
export function containerEngine(client: Dockerode, endpoint: Endpoint): ContainerEngine {
  const request = <T>(signal: AbortSignal, action: () => Promise<T>) => attempt(endpoint, signal, action);
  return {
    create: (spec, environment, labels, signal) =>
      request(signal, () => create(client, spec.name, createBody(spec, environment, labels), signal)),
    start: (id, signal) =>
      request(signal, async () => {
        await client.getContainer(id).start({ abortSignal: signal });
      }),
    followLog: (id, sink, signal) => followLog(client, endpoint, id, sink, signal),
    waitForExit: (id, signal) => request(signal, () => waitForExit(client.getContainer(id), signal)),
    stop: (id, graceSeconds, signal) =>
      request(signal, () => unless(304, client.getContainer(id).stop({ t: graceSeconds, abortSignal: signal }))),
    remove: (id, signal) =>
      request(signal, () => unless(404, client.getContainer(id).remove({ force: true, v: true, abortSignal: signal }))),
    listRunContainers: (run, signal) =>
      request(signal, async () => {
        const label = run === undefined ? LABELS.run : `${LABELS.run}=${run}`;
        const containers = await client.listContainers({ all: true, filters: { label: [label] }, abortSignal: signal });
        return containers.map(readRunContainer);
      }),
  };
}

/** Waits for a request whose refusal with that status means that the goal was reached already. */
async function unless(status: number, request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if ((error as { statusCode?: unknown }).statusCode !== status) throw error;
  }
}

async function create(
  client: Dockerode,
  name: string | undefined,
  body: Dockerode.ContainerCreateOptions,
  signal: AbortSignal,
): Promise<string> {
  // Left to itself dockerode repeats the whole body in the request's URL, and the values of secrets with it.
  const options = { _query: name === undefined ? {} : { name }, _body: body, abortSignal: signal };
  const container = await client.createContainer(options);
  return container.id;
}

async function followLog(
  client: Dockerode,
  endpoint: Endpoint,
  id: string,
  sink: LogSink,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const opened = await attempt(endpoint, signal, () =>
    client.getContainer(id).logs({ follow: true, stdout: true, stderr: true, abortSignal: signal }),
  );
  if (!opened.ok) return opened;
  const decoder = createFrameDecoder(sink);
  try {
    for await (const bytes of opened.value) {
      if (await decoder.push(bytes as Uint8Array)) continue;
      return { ok: false, failure: unreachable('not-docker', endpoint, '') };
    }
    return { ok: true, value: undefined };
  } catch (error) {
    return { ok: false, failure: failureOf(error, endpoint, signal) };
  }
}

async function waitForExit(container: Dockerode.Container, signal: AbortSignal): Promise<ContainerExit> {
  await container.wait({ abortSignal: signal });
  const { State } = await container.inspect({ abortSignal: signal });
  const durationMs = Math.max(0, Date.parse(State.FinishedAt) - Date.parse(State.StartedAt));
  return { exitCode: State.ExitCode, outOfMemory: State.OOMKilled, durationMs };
}

const readRunContainer = ({ Id, State, Labels }: Dockerode.ContainerInfo): RunContainer => ({
  containerId: Id,
  state: State,
  run: Labels[LABELS.run] ?? '',
  owner: Labels[LABELS.owner] ?? '',
  started: Labels[LABELS.started] ?? '',
});
