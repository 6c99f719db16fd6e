import type { SecretValue } from '../secrets/secret-value';
import type { ContainerSpec, EnvironmentEntry } from './container-spec';
import type { PullProgress, RegistryLogin } from './image-pull';

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

/** Whether an engine is gone, or no longer answers, rather than that it said no. */
export const isOutOfReach = ({ kind }: EngineFailure): boolean => kind === 'unreachable' || kind === 'lost';

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
  /** By the engine's clock, in milliseconds; undefined where it cannot tell. */
  readonly durationMs: number | undefined;
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

/** A container to be created: with the values of its secrets, which meet the engine here and nowhere else. */
export interface ContainerRequest {
  readonly spec: ContainerSpec;
  /** The whole environment, values of secrets included. */
  readonly environment: readonly EnvironmentEntry[];
  /** Appear below `/run/secrets`, in memory alone. */
  readonly secretFiles: readonly SecretFile[];
  readonly labels: RunLabels;
  /** Sent along where the engine pulls the image itself when it creates. */
  readonly login: RegistryLogin | undefined;
}

/** A file below `/run/secrets`. */
export interface SecretFile {
  readonly name: string;
  readonly value: SecretValue;
}

/** How many bytes of a secret a container was seen to hold. */
export interface SeenSecret {
  /** The environment variable, or the name of the file. */
  readonly destination: string;
  /** Undefined when it is not there. */
  readonly bytes: number | undefined;
  /** `container`: counted inside; `engine`: by what the engine says it gave, where the container could not be asked. */
  readonly seenBy: 'container' | 'engine';
}

/** A container that carries our labels. */
export interface RunContainer extends RunLabels {
  readonly containerId: string;
  /** As Docker names it: created, running, paused, restarting, removing, exited, dead. */
  readonly state: string;
}

/** Volumes of an engine that take the place of folders. */
export interface DataStore {
  /** Their names, in order. */
  readonly volumes: readonly string[];
  /** Copies what is in a folder of this machine into a volume. */
  put(volume: number, from: string, signal: AbortSignal): Promise<Outcome<void>>;
  /** Copies what is in a volume into a folder of this machine. What cannot lie there, such as a link that leads out of it, is left out. */
  get(volume: number, to: string, signal: AbortSignal): Promise<Outcome<void>>;
}

/** Something on an engine that carries our labels. */
export interface RunObject extends RunLabels {
  readonly kind: 'container' | 'volume' | 'service' | 'secret';
  /** A volume's is its name. */
  readonly id: string;
}

/** What a run needs of a container engine. Nothing here throws; a signal that fires ends the call with `cancelled`. */
export interface ContainerEngine {
  /** Whether images must be pulled before a container is created, or the engine does so when it creates one. */
  readonly pulls: 'before' | 'at creation';
  /** Who has seen that a container's secret files are there, once it has started. */
  readonly filesSeenBy: SeenSecret['seenBy'];
  /** Whether an image has this very text among its tags. */
  hasImage(image: string, signal: AbortSignal): Promise<Outcome<boolean>>;
  /** Pulls an image; without credentials when the login is undefined. */
  pullImage(
    image: string,
    login: RegistryLogin | undefined,
    onProgress: (progress: PullProgress) => void,
    signal: AbortSignal,
  ): Promise<Outcome<void>>;
  /**
   * Creates a container without starting it.
   *
   * @returns the container's id
   */
  create(request: ContainerRequest, signal: AbortSignal): Promise<Outcome<string>>;
  /** Starts a container; its secret files are in place before its program begins. */
  start(containerId: string, signal: AbortSignal): Promise<Outcome<void>>;
  /**
   * Counts the bytes of environment variables in a container, without reading a value: inside, while it runs and has a
   * shell, else by what the engine gave it.
   */
  countVariables(
    containerId: string,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<Outcome<readonly SeenSecret[]>>;
  /** Hands over the log from its first byte until the container ends. */
  followLog(containerId: string, sink: LogSink, signal: AbortSignal): Promise<Outcome<void>>;
  /**
   * Tells the use of memory of a running container, in bytes: where the engine keeps the highest so far that, else what it
   * is now. Ends with the container.
   */
  watchMemory(containerId: string, onSample: (bytes: number) => void, signal: AbortSignal): Promise<Outcome<void>>;
  /** Settles when the container has ended. */
  waitForExit(containerId: string, signal: AbortSignal): Promise<Outcome<ContainerExit>>;
  /** Whether the engine sees the folders of this machine, tried with a file or folder that is there. */
  sees(
    path: string,
    request: Pick<ContainerRequest, 'spec' | 'labels'>,
    signal: AbortSignal,
  ): Promise<Outcome<boolean>>;
  /**
   * Makes volumes that take the place of folders, for an engine that does not see them.
   *
   * @param folders how many
   */
  createStore(
    folders: number,
    request: Pick<ContainerRequest, 'spec' | 'labels'>,
    signal: AbortSignal,
  ): Promise<Outcome<DataStore>>;
  /** Finds the volumes that the data of a run were sent to. */
  openStore(run: string, folders: number, signal: AbortSignal): Promise<Outcome<DataStore>>;
  /** Copies a file of this machine to a path in a container that was not started yet. */
  putFile(containerId: string, path: string, from: string, signal: AbortSignal): Promise<Outcome<void>>;
  /** Asks the container to end (SIGTERM), and ends it (SIGKILL) when it still runs after the grace. */
  stop(containerId: string, graceSeconds: number, signal: AbortSignal): Promise<Outcome<void>>;
  /** Removes a container with its anonymous volumes, running or not. One that is gone already counts as removed. */
  remove(containerId: string, signal: AbortSignal): Promise<Outcome<void>>;
  /** Everything that one run has made, or, when it is undefined, every run of ours; in the order in which it can be removed. */
  listRunObjects(run: string | undefined, signal: AbortSignal): Promise<Outcome<readonly RunObject[]>>;
  /** Removes something of ours. What is gone already counts as removed. */
  removeObject(object: Pick<RunObject, 'kind' | 'id'>, signal: AbortSignal): Promise<Outcome<void>>;
  /** Waits a little whether the engine goes away, as one does that is being shut down; undefined where it stays. */
  goesAway(signal: AbortSignal): Promise<EngineFailure | undefined>;
  /** The containers of one run, or, when it is undefined, of every run of ours. */
  listRunContainers(run: string | undefined, signal: AbortSignal): Promise<Outcome<readonly RunContainer[]>>;
}
