import type Dockerode from 'dockerode';
import type { Bind } from '../launch/container-spec';
import type { ContainerRequest, RunLabels } from '../launch/engine';

/** Labels by which a container of ours is known. */
export const LABELS = {
  run: 'org.xnat.commands.run',
  owner: 'org.xnat.commands.owner',
  started: 'org.xnat.commands.started',
  step: 'org.xnat.commands.step',
} as const;

/** The labels of what a run makes. */
export const labelsOf = (labels: RunLabels): Readonly<Record<string, string>> => ({
  [LABELS.run]: labels.run,
  [LABELS.owner]: labels.owner,
  [LABELS.started]: labels.started,
  [LABELS.step]: labels.step,
});

/** The body of the engine's request to create a container. Fields that say nothing are left out, as the Container Service does. */
export function createBody({
  spec,
  environment,
  labels,
}: Pick<ContainerRequest, 'spec' | 'environment' | 'labels'>): Dockerode.ContainerCreateOptions {
  const [viaMounts, viaBinds] = [spec.binds.filter(needsMount), spec.binds.filter((bind) => !needsMount(bind))];
  return {
    Image: spec.image,
    Cmd: [...spec.command],
    ...(spec.entrypoint !== undefined && { Entrypoint: [...spec.entrypoint] }),
    Env: environment.map(([name, value]) => `${name}=${value}`),
    WorkingDir: spec.workingDirectory,
    User: spec.user,
    AttachStdout: true,
    AttachStderr: true,
    Labels: { ...spec.labels, ...labelsOf(labels) },
    HostConfig: {
      Binds: viaBinds.map(
        ({ source, target, mode }) => `${source}:${target}:${mode}${isVolume(source) ? ',nocopy' : ''}`,
      ),
      ...(viaMounts.length > 0 && { Mounts: viaMounts.map(mountOf) }),
      PortBindings: Object.fromEntries(
        spec.ports.map(({ container, host }) => [`${container}/tcp`, [{ HostPort: host }]]),
      ),
      MemoryReservation: spec.memoryReservation,
      Memory: spec.memory,
      NanoCpus: spec.nanoCpus,
      ...(spec.shmSize !== undefined && { ShmSize: spec.shmSize }),
      ...(spec.network !== undefined && { NetworkMode: spec.network }),
      Runtime: spec.runtime,
      IpcMode: spec.ipcMode,
      Ulimits: spec.ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
    },
  };
}

/** A volume takes the place of a folder: what the image has there must not show through. */
const isVolume = (source: string) => !source.includes('/');

/** A drive letter's colon would be read as a separator in a bind's text. */
const needsMount = ({ source }: Bind) => /^[A-Za-z]:/.test(source);

const mountOf = ({ source, target, mode }: Bind): Dockerode.MountSettings => ({
  Type: 'bind',
  Source: source,
  Target: target,
  ReadOnly: mode === 'ro',
});
