import type { ContainerSpec, EnvironmentEntry } from './container-spec';
import type { RegistryLogin } from './image-pull';

/**
 * Why an engine could not do what it was asked. `message` is a sentence for a person: it names the thing, the reason and
 * the next step, and never holds a secret's value.
 */
export type EngineFailure =
  | {
      readonly kind: 'unreachable';
      /** The address that was tried, as `DOCKER_HOST` takes it. */
      readonly endpoint: string;
      readonly cause: UnreachableCause;
      readonly message: string;
    }
  /** The connection broke in the middle of an answer. */
  | { readonly kind: 'lost'; readonly endpoint: string; readonly message: string }
  | { readonly kind: 'image-missing'; readonly image: string; readonly message: string }
  /** The engine answered, and said no. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'cancelled'; readonly message: string };

/**
 * `version`: the engine is too old, or too new, to be spoken with; `settings`: the address or the files it names cannot be
 * used as they are.
 */
export type UnreachableCause =
  | 'not-running'
  | 'no-permission'
  | 'certificate'
  | 'unknown-host'
  | 'time-out'
  | 'not-docker'
  | 'version'
  | 'settings'
  | 'unknown';

/** What came of a request to the engine. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: EngineFailure };

/** The stream of the container a piece of its log was written to. */
export type LogStream = 'stdout' | 'stderr';

/** Takes a piece of a log; what it returns is awaited before the next piece is read, so that a slow reader slows the source. */
export type LogSink = (stream: LogStream, bytes: Uint8Array) => void | Promise<void>;

/** How a container ended. */
export interface ContainerExit {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
  /** By the engine's clock; in milliseconds. */
  readonly durationMs: number;
}

/** Who a container belongs to; kept in its labels. */
export interface RunLabels {
  readonly run: string;
  /** The window or process that started the run. */
  readonly owner: string;
  /** ISO 8601. */
  readonly started: string;
  /** The step of the run: `main`, `setup-1`, `wrapup-2`. */
  readonly step: string;
}

/** A container that carries our labels. */
export interface RunContainer extends RunLabels {
  readonly containerId: string;
  /** As Docker names it: created, running, paused, restarting, removing, exited, dead. */
  readonly state: string;
}

/** What a run needs of a container engine. Nothing here throws; a signal that fires ends the call with `cancelled`. */
export interface ContainerEngine {
  /** Whether an image has this very text among its tags. */
  hasImage(image: string, signal: AbortSignal): Promise<Outcome<boolean>>;
  /**
   * Pulls an image.
   *
   * @param onProgress is told in a few words how far it is, as often as that changes
   */
  pullImage(
    image: string,
    login: RegistryLogin | undefined,
    onProgress: (message: string) => void,
    signal: AbortSignal,
  ): Promise<Outcome<void>>;
  /**
   * Creates a container without starting it.
   *
   * @param environment the whole environment, values of secrets included; the only place where they meet the engine
   * @returns the container's id
   */
  create(
    spec: ContainerSpec,
    environment: readonly EnvironmentEntry[],
    labels: RunLabels,
    signal: AbortSignal,
  ): Promise<Outcome<string>>;
  start(containerId: string, signal: AbortSignal): Promise<Outcome<void>>;
  /** Hands over the log from its first byte until the container ends. */
  followLog(containerId: string, sink: LogSink, signal: AbortSignal): Promise<Outcome<void>>;
  /**
   * Tells the use of memory of a running container, in bytes: where the engine keeps the highest so far that, else what it
   * is now. Ends with the container.
   */
  watchMemory(containerId: string, onSample: (bytes: number) => void, signal: AbortSignal): Promise<Outcome<void>>;
  /** Settles when the container has ended. */
  waitForExit(containerId: string, signal: AbortSignal): Promise<Outcome<ContainerExit>>;
  /** Asks the container to end (SIGTERM), and ends it (SIGKILL) when it still runs after the grace. */
  stop(containerId: string, graceSeconds: number, signal: AbortSignal): Promise<Outcome<void>>;
  /** Removes a container with its anonymous volumes, running or not. One that is gone already counts as removed. */
  remove(containerId: string, signal: AbortSignal): Promise<Outcome<void>>;
  /** The containers of one run, or, when it is undefined, of every run of ours. */
  listRunContainers(run: string | undefined, signal: AbortSignal): Promise<Outcome<readonly RunContainer[]>>;
}
