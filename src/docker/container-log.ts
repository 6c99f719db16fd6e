import type Dockerode from 'dockerode';
import type { LogSink, LogStream, Outcome } from '../launch/engine';
import type { Endpoint } from './endpoint';
import { attempt, failureOf, unreachable } from './failure';
import { createFrameDecoder } from './frames';
import { open } from './request';

/** A longer log is not asked for again when it has been followed to its end, in bytes. */
const REREAD_LIMIT = 4 * 1024 * 1024;

/** Hands over the log of a container from its first byte until it ends. */
export async function followLog(
  client: Dockerode,
  endpoint: Endpoint,
  id: string,
  sink: LogSink,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const received = { stdout: 0, stderr: 0 };
  const opened = await attempt(endpoint, signal, () => openLog(client, `/containers/${id}`, 'followed', signal));
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
    if (received.stdout + received.stderr <= REREAD_LIMIT)
      await readRest(client, `/containers/${id}`, received, sink, signal);
    return { ok: true, value: undefined };
  } catch (error) {
    return { ok: false, failure: failureOf(error, endpoint, signal) };
  }
}

/**
 * Hands over the log of a service. The swarm goes on following it for ever, so it is left when the task has ended, and the
 * rest is read then.
 */
export async function followServiceLog(
  client: Dockerode,
  endpoint: Endpoint,
  id: string,
  ended: Promise<unknown>,
  sink: LogSink,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const received = { stdout: 0, stderr: 0 };
  const leave = new AbortController();
  const path = `/services/${id}`;
  const following = attempt(endpoint, signal, async () => {
    const decoder = createFrameDecoder((stream, bytes) => {
      received[stream] += bytes.length;
      return sink(stream, bytes);
    });
    const log = await openLog(client, path, 'followed', AbortSignal.any([signal, leave.signal]));
    for await (const bytes of log) await decoder.push(bytes as Uint8Array);
  });
  return attempt(endpoint, signal, async () => {
    await ended;
    leave.abort();
    await following;
    await readRest(client, path, received, sink, signal);
  });
}

/** @param path of the container or service */
const openLog = (client: Dockerode, path: string, how: 'followed' | 'so far', signal: AbortSignal) => {
  const query = { follow: how === 'followed', stdout: true, stderr: true };
  return open(client, { method: 'GET', path: `${path}/logs`, query }, signal);
};

/**
 * Hands over what came last: an engine that is busy may end a followed log before its last line, when that has no line end
 * (seen with Docker 20.10).
 *
 * @param received how many bytes of each stream were handed over before
 */
async function readRest(
  client: Dockerode,
  path: string,
  received: Readonly<Record<LogStream, number>>,
  sink: LogSink,
  signal: AbortSignal,
): Promise<void> {
  const left = { ...received };
  const decoder = createFrameDecoder(async (stream, bytes) => {
    const known = Math.min(left[stream], bytes.length);
    left[stream] -= known;
    if (known < bytes.length) await sink(stream, bytes.subarray(known));
  });
  for await (const bytes of await openLog(client, path, 'so far', signal)) await decoder.push(bytes as Uint8Array);
}
