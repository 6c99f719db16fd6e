import type { DockerConnection, Image, ImageEvent } from '../../docker';
import type { EngineFailure, Outcome } from '../../launch/engine';

/** What is known of a host's images. */
export type HostState =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly connection: DockerConnection; readonly images: readonly Image[] }
  | { readonly kind: 'failed'; readonly failure: Exclude<EngineFailure, { readonly kind: 'cancelled' }> };

/** The images of one host, kept up to date by its events for as long as somebody looks. */
export interface HostImages {
  readonly state: HostState;
  /** Connects, lists, and follows from now on. Settles when the images, or the failure, are known. Anew when it is called again. */
  follow(): Promise<void>;
  /** Follows no longer. What was known stays. */
  rest(): void;
  readonly isFollowing: boolean;
}

export interface HostImagesOptions {
  readonly connect: (signal: AbortSignal) => Promise<Outcome<DockerConnection>>;
  readonly onChange: () => void;
  /** Told what ends the following by a fault of ours. */
  readonly onError: (error: unknown) => void;
}

/** How long changes are gathered before the list is asked for again: a build tags and untags in bursts. */
const GATHERING_MILLISECONDS = 200;

/** How long to wait before an engine that has gone is looked for again; at last as long as the last of these, in milliseconds. */
const RETRIES = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

export function createHostImages({ connect, onChange, onError }: HostImagesOptions): HostImages {
  let state: HostState = { kind: 'not-asked' };
  let following: AbortController | undefined;

  const show = (next: HostState) => {
    state = next;
    onChange();
  };

  const list = async (connection: DockerConnection, signal: AbortSignal): Promise<boolean> => {
    const images = await connection.listImages(signal);
    if (signal.aborted) return false;
    if (images.ok) show({ kind: 'connected', connection, images: images.value });
    else if (images.failure.kind !== 'cancelled') show({ kind: 'failed', failure: images.failure });
    return images.ok;
  };

  /** Gives what keeps the images up to date, or undefined where there is nothing to follow. */
  const connectAndList = async (signal: AbortSignal): Promise<Following | undefined> => {
    const connected = await connect(signal);
    if (signal.aborted) return undefined;
    if (!connected.ok) {
      if (connected.failure.kind !== 'cancelled') show({ kind: 'failed', failure: connected.failure });
      return undefined;
    }
    const connection = connected.value;
    // Opened before the list is asked for, so that no change falls between the two.
    const events = await connection.openImageEvents(signal);
    return (await list(connection, signal)) && events.ok ? { connection, events: events.value } : undefined;
  };

  /** Lists anew after changes; settles when the engine goes away or nobody looks any more. */
  const listAfterChanges = async ({ connection, events }: Following, signal: AbortSignal): Promise<void> => {
    let gathering: NodeJS.Timeout | undefined;
    try {
      const iterator = events[Symbol.asyncIterator]();
      while (!(await iterator.next()).done) {
        gathering ??= setTimeout(() => {
          gathering = undefined;
          list(connection, signal).catch(onError);
        }, GATHERING_MILLISECONDS);
      }
    } finally {
      clearTimeout(gathering);
    }
  };

  /** Looks again for an engine that has gone, ever more rarely: most come back after a restart. */
  const awaitReturn = async (signal: AbortSignal): Promise<Following | undefined> => {
    for (let attempt = 0; ; attempt++) {
      await pause(RETRIES[Math.min(attempt, RETRIES.length - 1)] ?? 0, signal);
      if (signal.aborted) return undefined;
      const started = await connectAndList(signal);
      if (started !== undefined) return started;
    }
  };

  const keepUpToDate = async (started: Following, signal: AbortSignal): Promise<void> => {
    for (let now: Following | undefined = started; now !== undefined; now = await awaitReturn(signal)) {
      await listAfterChanges(now, signal);
      if (signal.aborted) return;
      const { address } = now.connection.endpoint;
      const message = `The Docker engine at ${address} has stopped, or the connection to it broke off. It is shown again when it is back.`;
      show({ kind: 'failed', failure: { kind: 'lost', endpoint: address, message } });
    }
  };

  const rest = () => {
    following?.abort();
    following = undefined;
  };

  return {
    get state() {
      return state;
    },
    get isFollowing() {
      return following !== undefined;
    },
    async follow() {
      rest();
      following = new AbortController();
      const { signal } = following;
      if (state.kind !== 'connected') show({ kind: 'connecting' });
      const started = await connectAndList(signal);
      if (started !== undefined) keepUpToDate(started, signal).catch(onError);
    },
    rest,
  };
}

interface Following {
  readonly connection: DockerConnection;
  readonly events: AsyncIterable<ImageEvent>;
}

/** Settles after a time, or as soon as the signal fires. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
