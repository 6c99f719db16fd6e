import { randomUUID } from 'node:crypto';
import type { ContainerRequest } from '../launch/engine';
import { labelsOf } from './create-body';

/** A secret of the swarm, and the name of the file it becomes. */
export interface AttachedSecret {
  readonly id: string;
  readonly name: string;
  readonly file: string;
}

/** How long a container may take to end by itself, in nanoseconds. */
const GRACE = 4_000_000_000;

/**
 * The body of the swarm's request to create a service of one container, as the Container Service asks for it: no replica
 * yet, never started again, shared memory as a tmpfs mount; ulimits, runtime and IPC mode do not reach it.
 */
export function serviceBody(
  { spec, environment, labels }: ContainerRequest,
  secrets: readonly AttachedSecret[],
): object {
  const overrides = spec.entrypoint !== undefined;
  return {
    Name: spec.name ?? randomUUID(),
    Labels: { ...spec.labels, ...labelsOf(labels) },
    Mode: { Replicated: { Replicas: 0 } },
    TaskTemplate: {
      ContainerSpec: {
        Image: spec.image,
        [overrides ? 'Command' : 'Args']: [...spec.command],
        Env: environment.map(([name, value]) => `${name}=${value}`),
        Dir: spec.workingDirectory,
        User: spec.user,
        Labels: spec.labels,
        StopGracePeriod: GRACE,
        Mounts: [
          ...spec.binds.map(({ source, target, mode }) => ({
            Type: 'bind',
            Source: source,
            Target: target,
            ReadOnly: mode === 'ro',
          })),
          ...(spec.shmSize === undefined
            ? []
            : [{ Type: 'tmpfs', Target: '/dev/shm', TmpfsOptions: { SizeBytes: spec.shmSize } }]),
        ],
        Secrets: secrets.map(({ id, name, file }) => ({
          SecretID: id,
          SecretName: name,
          File: { Name: file, UID: '0', GID: '0', Mode: 0o444 },
        })),
      },
      Resources: {
        Limits: { MemoryBytes: spec.memory, NanoCPUs: spec.nanoCpus },
        Reservations: {
          MemoryBytes: spec.memoryReservation,
          ...(spec.genericResources.length > 0 && {
            GenericResources: spec.genericResources.map(({ kind, value }) =>
              typeof value === 'number'
                ? { DiscreteResourceSpec: { Kind: kind, Value: value } }
                : { NamedResourceSpec: { Kind: kind, Value: value } },
            ),
          }),
        },
      },
      RestartPolicy: { Condition: 'none' },
      ...(spec.network !== undefined && { Networks: [{ Target: spec.network }] }),
    },
    EndpointSpec: {
      Ports: spec.ports.map(({ container, host }) => ({
        Protocol: 'tcp',
        TargetPort: Number(container),
        PublishedPort: Number(host),
      })),
    },
  };
}
