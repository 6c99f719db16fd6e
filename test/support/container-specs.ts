import type { ContainerSpec } from '../../src/launch/container-spec';

/** The least a container needs: an image, and what is given. */
export const specOf = (given: Partial<ContainerSpec>): ContainerSpec => ({
  image: 'xnat-commands-test/busybox:1.0',
  name: undefined,
  command: [],
  entrypoint: undefined,
  environment: [],
  secrets: [],
  workingDirectory: '',
  user: '',
  labels: {},
  binds: [],
  ports: [],
  memoryReservation: 0,
  memory: 0,
  nanoCpus: 0,
  shmSize: undefined,
  network: undefined,
  runtime: '',
  ipcMode: '',
  ulimits: [],
  genericResources: [],
  ...given,
});
