import type {
  ContainerLimits,
  ResolvedContainer,
  ResolvedEntry,
  ResolvedText,
} from '../../src/resolution/resolved-launch';

/** A text that came from no template. */
export const plainText = (text: string): ResolvedText => ({ text, template: text, pointer: '', replacements: [] });

export const plainEntries = (entries: Readonly<Record<string, string>>): readonly ResolvedEntry[] =>
  Object.entries(entries).map(([name, value]) => ({ name: plainText(name), value: plainText(value) }));

const NO_LIMITS: ContainerLimits = {
  reserveMemory: undefined,
  limitMemory: undefined,
  limitCpu: undefined,
  runtime: undefined,
  ipcMode: undefined,
  autoRemove: undefined,
  shmSize: undefined,
  network: undefined,
  gpus: undefined,
  genericResources: new Map(),
  ulimits: new Map(),
};

/** The least a Command resolves to, and what is given. */
export function resolvedContainer(
  given: Partial<Omit<ResolvedContainer, 'limits'>> & { readonly limits?: Partial<ContainerLimits> },
): ResolvedContainer {
  return {
    image: 'lab/tool:1.0',
    name: undefined,
    commandLine: plainText(''),
    cmd: [],
    entrypoint: undefined,
    overrideEntrypoint: false,
    workingDirectory: undefined,
    environment: [],
    ports: [],
    labels: [],
    mounts: [],
    ...given,
    limits: { ...NO_LIMITS, ...given.limits },
  };
}
