import { RESERVED_NAMES, type ServiceVariables } from './service-variables';

/** Name and value of an environment variable. */
export type EnvironmentEntry = readonly [name: string, value: string];

/**
 * What a resolved Command says about its container: the part of a resolved launch that this folder needs. All templates
 * are filled in, and mounts are staged.
 */
export interface ResolvedContainer {
  readonly image: string;
  readonly containerName: string | undefined;
  readonly commandLine: ResolvedCommandLine;
  readonly environment: readonly EnvironmentEntry[];
  readonly secrets: readonly SecretReference[];
  readonly workingDirectory: string | undefined;
  readonly mounts: readonly Bind[];
  /** Container port to host port, as written. */
  readonly ports: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** In MiB. */
  readonly reserveMemory: bigint | undefined;
  /** In MiB. */
  readonly limitMemory: bigint | undefined;
  /** In cores. */
  readonly limitCpu: number | undefined;
  /** In bytes; a negative size counts as none. */
  readonly shmSize: bigint | undefined;
  readonly network: string | undefined;
  readonly runtime: string | undefined;
  readonly ipcMode: string | undefined;
  /** `soft` or `soft:hard` by name. */
  readonly ulimits: ReadonlyMap<string, string>;
}

export type ResolvedCommandLine =
  /** The image's entry point runs with these arguments. */
  | { readonly kind: 'arguments'; readonly words: readonly string[] }
  /** `override-entrypoint`: a shell runs the whole line, in place of the image's entry point. */
  | { readonly kind: 'shell'; readonly line: string };

/** A secret by its names; its value joins when the container is created. */
export interface SecretReference {
  /** Where the value comes from: the Java system property on an XNAT server, the name in the editor's store here. */
  readonly source: string;
  /** The environment variable it is given to. */
  readonly destination: string;
}

/** A folder or file of this machine, seen in the container. Both paths are absolute. */
export interface Bind {
  readonly source: string;
  readonly target: string;
  readonly access: 'read-only' | 'read-write';
}

/** A container as it is asked of an engine, without the values of its secrets. */
export interface ContainerSpec {
  readonly image: string;
  /** The engine invents one when it is undefined. */
  readonly name: string | undefined;
  /** Empty: the image's own command runs. */
  readonly command: readonly string[];
  readonly entrypoint: 'of-image' | 'none';
  readonly environment: readonly EnvironmentEntry[];
  readonly secrets: readonly SecretReference[];
  /** `""` is the image's own. */
  readonly workingDirectory: string;
  /** `uid`, `uid:gid` or a name; `""` is the image's own. */
  readonly user: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly binds: readonly Bind[];
  readonly ports: readonly PortBinding[];
  /** In bytes; 0 is none. */
  readonly memoryReservation: number;
  /** In bytes; 0 is none. */
  readonly memory: number;
  /** In billionths of a core; 0 is no limit. */
  readonly nanoCpus: number;
  /** In bytes. */
  readonly shmSize: number | undefined;
  readonly network: string | undefined;
  readonly runtime: string;
  readonly ipcMode: string;
  readonly ulimits: readonly Ulimit[];
}

/** Both as text, for the engine to judge. */
export interface PortBinding {
  readonly container: string;
  readonly host: string;
}

export interface Ulimit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** What the launch takes from the server's settings rather than from the Command. */
export interface ServerSettings {
  readonly serviceVariables: ServiceVariables;
  /** User of every container; `""` leaves it to the image. */
  readonly containerUser: string;
}

export type ContainerSpecResult =
  | { readonly ok: true; readonly spec: ContainerSpec }
  /** Sentences that say what the Container Service would do and what to change; at least one. */
  | { readonly ok: false; readonly problems: readonly string[] };

const MIB = 1024 * 1024;

/**
 * Says what container a resolved Command gets, as the Container Service 3.7.3 asks it of plain Docker. `gpus`,
 * `generic-resources` and swarm constraints do not go there; `auto-remove` needs no mention, as every test container is
 * removed once its log is read.
 */
export function containerSpec(resolved: ResolvedContainer, settings: ServerSettings): ContainerSpecResult {
  const ulimits = [...resolved.ulimits].map(([name, text]) => readUlimit(name, text));
  const problems = [
    ...environmentProblems(resolved),
    ...secretProblems(resolved.secrets),
    ...portProblems(resolved.ports),
    ...mountProblems(resolved.mounts),
    ...ulimits.filter((limit) => typeof limit === 'string'),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const { commandLine } = resolved;
  const spec: ContainerSpec = {
    image: resolved.image,
    name: resolved.containerName === '' ? undefined : resolved.containerName,
    command: commandLine.kind === 'shell' ? ['/bin/sh', '-c', commandLine.line] : commandLine.words,
    entrypoint: commandLine.kind === 'shell' ? 'none' : 'of-image',
    environment: [...serviceEntries(settings.serviceVariables), ...resolved.environment],
    secrets: resolved.secrets,
    workingDirectory: resolved.workingDirectory ?? '',
    user: settings.containerUser,
    labels: resolved.labels,
    binds: resolved.mounts,
    ports: [...resolved.ports].map(([container, host]) => ({ container, host })),
    memoryReservation: Number(resolved.reserveMemory ?? 0n) * MIB,
    memory: Number(resolved.limitMemory ?? 0n) * MIB,
    nanoCpus: Math.trunc((resolved.limitCpu ?? 0) * 1e9),
    shmSize: resolved.shmSize === undefined || resolved.shmSize < 0n ? undefined : Number(resolved.shmSize),
    network: resolved.network === '' ? undefined : resolved.network,
    runtime: resolved.runtime ?? '',
    ipcMode: resolved.ipcMode ?? '',
    ulimits: ulimits.filter((limit) => typeof limit !== 'string'),
  };
  return { ok: true, spec };
}

const serviceEntries = (variables: ServiceVariables): readonly EnvironmentEntry[] =>
  RESERVED_NAMES.map((name) => [name, variables[name]]);

function environmentProblems({ environment }: ResolvedContainer): readonly string[] {
  const reserved: ReadonlySet<string> = new Set(RESERVED_NAMES);
  return environment
    .filter(([name]) => reserved.has(name))
    .map(
      ([name]) =>
        `The Command sets the environment variable ${name}, which the Container Service sets itself: ` +
        'the launch ends there as “Failed (Staging)”. Give the variable another name.',
    );
}

function secretProblems(secrets: readonly SecretReference[]): readonly string[] {
  const destinations = secrets.map((secret) => secret.destination);
  const twice = destinations.filter((name, index) => destinations.indexOf(name) !== index);
  return [...new Set(twice)].map(
    (name) =>
      `More than one secret goes to the environment variable ${name}: the Container Service cannot create the container. ` +
      'Give each secret a variable of its own.',
  );
}

function portProblems(ports: ReadonlyMap<string, string>): readonly string[] {
  return [...ports]
    .filter(([container, host]) => container.trim() === '' || host.trim() === '')
    .map(
      ([container, host]) =>
        `The port binding “${container}” to “${host}” has an empty side: the launch ends as “Failed (Container launch)”. ` +
        'Give both ports a value.',
    );
}

/** A drive letter and its colon, which only a path of Windows begins with. */
const DRIVE = /^[A-Za-z]:(?=[\\/])/;

function mountProblems(mounts: readonly Bind[]): readonly string[] {
  return mounts.flatMap(({ source, target }) => {
    const withColon = [source.replace(DRIVE, ''), target].find((path) => path.includes(':'));
    if (withColon !== undefined) {
      return [`The path ${withColon} of a mount holds a colon, which Docker takes for a separator. Rename the folder.`];
    }
    return target.startsWith('/') ? [] : [`The mount path “${target}” is not absolute. Begin it with a slash.`];
  });
}

/** @returns a sentence when the text is not `soft` or `soft:hard` */
function readUlimit(name: string, text: string): Ulimit | string {
  const [, soft, hard] = /^(-?\d+)(?::(-?\d+))?$/.exec(text.trim()) ?? [];
  if (soft === undefined) return `The ulimit ${name} is “${text}”. Write it as soft or soft:hard, both whole numbers.`;
  return { name, soft: Number(soft), hard: Number(hard ?? soft) };
}
