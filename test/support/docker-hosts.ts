import type { DockerHost } from '../../src/docker';

/** A Docker host of the list, which a test never reaches. */
export const listedHost = (name: string): DockerHost => ({
  reference: name,
  name,
  kind: 'listed',
  description: '',
  search: { ok: false, address: '', message: '' },
});

/** The Docker of this machine, which a test never reaches. */
export const localHost: DockerHost = { ...listedHost(''), name: 'Local Docker', kind: 'automatic' };
