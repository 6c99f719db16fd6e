import type Dockerode from 'dockerode';
import type { LogSink, Outcome } from '../launch/engine';
import type { Endpoint } from './endpoint';
import { attempt, brokenOff, failureOf, unreachable } from './failure';
import { createFrameDecoder, readFrames } from './frames';
import { persistently } from './persistence';
import { createReceivedLog, type ReceivedLog } from './received-log';
import { open } from './request';

/** Of a longer log only the last entries are asked for again when it has been followed to its end, in bytes. */
const REREAD_LIMIT = 4 * 1024 * 1024;

/** How many entries that is, and how many bytes of them are read at the most. */
const LAST = { entries: 20, bytes: 4 * 1024 * 1024 } as const;

/** Hands over the log of a container from its first byte until it ends, also when the connection breaks in between. */
export async function followLog(
  client: Dockerode,
  endpoint: Endpoint,
  id: string,
  sink: LogSink,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const path = `/containers/${id}`;
  const received = createReceivedLog(sink);
  return persistently(async () => {
    const opened = await attempt(endpoint, signal, () => openLog(client, path, FOLLOWED, signal));
    if (!opened.ok) return opened;
    const decoder = createFrameDecoder(received.fromStart());
    try {
      for await (const bytes of opened.value) {
        if (await decoder.push(bytes as Uint8Array)) continue;
        return { ok: false, failure: unreachable('not-docker', endpoint, '') };
      }
      if (!decoder.isWhole()) return { ok: false, failure: brokenOff(endpoint) };
      if (received.size() <= REREAD_LIMIT) await readRest(client, path, received, signal);
      else await readLast(client, path, received, signal);
      return { ok: true, value: undefined };
    } catch (error) {
      return { ok: false, failure: failureOf(error, endpoint, signal) };
    }
  });
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
  const received = createReceivedLog(sink);
  const leave = new AbortController();
  const path = `/services/${id}`;
  const following = attempt(endpoint, signal, async () => {
    const decoder = createFrameDecoder(received.fromStart());
    const log = await openLog(client, path, FOLLOWED, AbortSignal.any([signal, leave.signal]));
    for await (const bytes of log) await decoder.push(bytes as Uint8Array);
  });
  return attempt(endpoint, signal, async () => {
    await ended;
    leave.abort();
    await following;
    await readRest(client, path, received, signal);
  });
}

const FOLLOWED = { follow: true } as const;

/** @param path of the container or service */
const openLog = (
  client: Dockerode,
  path: string,
  how: { readonly follow?: true; readonly tail?: number },
  signal: AbortSignal,
) => open(client, { method: 'GET', path: `${path}/logs`, query: { stdout: true, stderr: true, ...how } }, signal);

/**
 * Hands over what came last: an engine that is busy may end a followed log before its last line, when that has no line end
 * (seen with Docker 20.10).
 */
async function readRest(client: Dockerode, path: string, received: ReceivedLog, signal: AbortSignal): Promise<void> {
  const decoder = createFrameDecoder(received.fromStart());
  for await (const bytes of await openLog(client, path, {}, signal)) await decoder.push(bytes as Uint8Array);
}

/** The same for a log that is too long to be read twice. */
async function readLast(client: Dockerode, path: string, received: ReceivedLog, signal: AbortSignal): Promise<void> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of await openLog(client, path, { tail: LAST.entries }, signal)) {
    size += (bytes as Uint8Array).length;
    if (size > LAST.bytes) return;
    pieces.push(bytes as Uint8Array);
  }
  await received.addLast(readFrames(Buffer.concat(pieces)));
}
