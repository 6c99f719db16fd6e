import { SERVICE_VARIABLES } from '../command/model/service-variables';
import type { LaunchError, ResolvedContainer, ResolvedEntry, ResolvedSecret } from '../resolution/resolved-launch';
import { creationFault } from './creation-faults';
import type { ServiceVariables } from './service-variables';

/** Name and value of an environment variable. */
export type EnvironmentEntry = readonly [name: string, value: string];

/** A container as it is asked of an engine, without the values of its secrets. */
export interface ContainerSpec {
  readonly image: string;
  /** The engine invents one when it is undefined. */
  readonly name: string | undefined;
  /** Empty: the image's own command runs. */
  readonly command: readonly string[];
  /** Undefined: the image's own; `['']`: none. */
  readonly entrypoint: readonly string[] | undefined;
  readonly environment: readonly EnvironmentEntry[];
  /** By name; their values join when the container is created. */
  readonly secrets: readonly SecretReference[];
  /** `""` is the image's own. */
  readonly workingDirectory: string;
  /** `uid`, `uid:gid` or a name; `""` is the image's own. */
  readonly user: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly binds: readonly Bind[];
  readonly ports: readonly PortBinding[];
  /** In bytes; 0 is none. */
  readonly memoryReservation: number;
  /** In bytes; 0 is no limit. */
  readonly memory: number;
  /** In billionths of a core; 0 is no limit. */
  readonly nanoCpus: number;
  /** In bytes; undefined leaves it to the engine. */
  readonly shmSize: number | undefined;
  readonly network: string | undefined;
  /** `""` leaves it to the engine. */
  readonly runtime: string;
  /** `""` leaves it to the engine. */
  readonly ipcMode: string;
  readonly ulimits: readonly Ulimit[];
  /** What a node of a swarm must have to spare; plain Docker knows none. */
  readonly genericResources: readonly GenericResource[];
}

/** A folder or file of this machine, seen in the container. */
export interface Bind {
  /** A path; or the name of a volume, which has no slash. */
  readonly source: string;
  readonly target: string;
  readonly mode: 'ro' | 'rw';
}

/** Both as text, for the engine to judge. */
interface PortBinding {
  readonly container: string;
  readonly host: string;
}

/** So many of something, or one of that name. */
interface GenericResource {
  readonly kind: string;
  readonly value: number | string;
}

interface Ulimit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** Where a container finds its secret files. */
export const SECRETS_FOLDER = '/run/secrets';

/** How a secret gets into a container: as the variable the service sets, or as a file below `/run/secrets`. */
export type SecretDelivery = 'environment' | 'file';

/** Where a secret's value comes from, and the environment variable, or the file of that name, it goes to. */
export type SecretReference = Pick<ResolvedSecret, 'source' | 'destination'> & { readonly delivery: SecretDelivery };

/** What a launch takes from the server's settings rather than from the Command. */
export interface ServerSettings {
  readonly serviceVariables: ServiceVariables;
  /** Name of the secret whose value is the `XNAT_PASS` of every container; undefined: the stand-in is. */
  readonly passwordSource: string | undefined;
  /** User of every container; `""` leaves it to the image. */
  readonly containerUser: string;
  readonly secretDelivery: SecretDelivery;
}

type ContainerSpecResult =
  { readonly ok: true; readonly spec: ContainerSpec } | { readonly ok: false; readonly error: LaunchError };

const MIB = 1024 * 1024;

/**
 * Says what container a resolved Command gets, as the Container Service 3.7.3 asks it of plain Docker or of a
 * swarm. `gpus` reaches neither; `auto-remove` is not passed on here, since the log is read first and every test container is
 * removed after.
 *
 * @param secrets empty for a setup or wrapup Command
 */
export function containerSpec(
  container: ResolvedContainer,
  secrets: readonly ResolvedSecret[],
  settings: ServerSettings,
): ContainerSpecResult {
  const { limits } = container;
  const ulimits = [...limits.ulimits].map(readUlimit);
  const error = creationFault(container, secrets) ?? ulimits.find((limit) => 'stage' in limit);
  if (error !== undefined) return { ok: false, error };
  const spec: ContainerSpec = {
    image: container.image,
    name: container.name?.text.trim() === '' ? undefined : container.name?.text,
    command: container.cmd,
    entrypoint: container.entrypoint,
    environment: [
      ...SERVICE_VARIABLES.map((name) => [name, settings.serviceVariables[name]] as const),
      ...container.environment.map(entryOf),
    ],
    secrets: [
      ...(settings.passwordSource === undefined
        ? []
        : [{ source: settings.passwordSource, destination: 'XNAT_PASS', delivery: 'environment' } as const]),
      ...secrets.map(({ source, destination }) => ({ source, destination, delivery: settings.secretDelivery })),
    ],
    workingDirectory: container.workingDirectory?.text ?? '',
    user: settings.containerUser,
    labels: Object.fromEntries(container.labels.map(entryOf)),
    binds: container.mounts.map((mount) => ({
      source: mount.enginePath,
      target: mount.containerPath.text,
      mode: mount.mode,
    })),
    ports: container.ports.map(({ name, value }) => ({ container: name.text, host: value.text })),
    memoryReservation: Number(limits.reserveMemory ?? 0n) * MIB,
    memory: Number(limits.limitMemory ?? 0n) * MIB,
    nanoCpus: Math.trunc((limits.limitCpu ?? 0) * 1e9),
    shmSize: limits.shmSize === undefined || limits.shmSize < 0n ? undefined : Number(limits.shmSize),
    network: limits.network === '' ? undefined : limits.network,
    runtime: limits.runtime ?? '',
    ipcMode: limits.ipcMode ?? '',
    ulimits: ulimits.filter((limit) => 'soft' in limit),
    genericResources: [...limits.genericResources].map(([kind, text]) => ({ kind, value: readResource(text) })),
  };
  return { ok: true, spec };
}

const entryOf = ({ name, value }: ResolvedEntry): EnvironmentEntry => [name.text, value.text];

/** A whole number counts; whatever else is a name. */
const readResource = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : text);

/** @returns the error the launch ends with when the text is not `soft` or `soft:hard` */
function readUlimit([name, text]: readonly [string, string]): Ulimit | LaunchError {
  const [, soft, hard] = /^(-?\d+)(?::(-?\d+))?$/.exec(text.trim()) ?? [];
  if (soft !== undefined) return { name, soft: Number(soft), hard: Number(hard ?? soft) };
  return {
    stage: 'launch',
    kind: 'internal',
    exception: 'java.lang.NumberFormatException',
    workflowStatus: 'Failed (Staging)',
    message: `For input string: "${text}"`,
    explanation: `The ulimit ${name} is “${text}”. Write it as soft or soft:hard, both whole numbers.`,
    pointer: '/ulimits',
  };
}
