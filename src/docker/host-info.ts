/** What an engine says of itself and its machine. */
export interface HostInfo {
  /** Such as “Debian GNU/Linux 12 (bookworm)”; empty where it does not say. */
  readonly operatingSystem: string;
  readonly cpus: number | undefined;
  /** In bytes. */
  readonly memory: number | undefined;
  readonly containers: number | undefined;
  readonly images: number | undefined;
  readonly swarm: 'manager' | 'worker' | 'none';
}

/** Reads an engine's answer to `/info`; Podman leaves some of it out. */
export function readHostInfo(answer: unknown): HostInfo {
  const info = asObject(answer);
  const number = (name: string) => {
    const value = info[name];
    return typeof value === 'number' ? value : undefined;
  };
  const { OperatingSystem } = info;
  return {
    operatingSystem: typeof OperatingSystem === 'string' ? OperatingSystem : '',
    cpus: number('NCPU'),
    memory: number('MemTotal'),
    containers: number('Containers'),
    images: number('Images'),
    swarm: swarmOf(asObject(info.Swarm)),
  };
}

function swarmOf({ LocalNodeState: state, ControlAvailable: isManager }: JsonObject): HostInfo['swarm'] {
  if (state !== 'active') return 'none';
  return isManager === true ? 'manager' : 'worker';
}

type JsonObject = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : {};
