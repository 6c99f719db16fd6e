import { deepEqual, equal } from 'node:assert/strict';
import { repositoryOf } from '../../../../src/docker/registry/repository';

describe('The repository of an image', () => {
  it('is its name without a tag, and a path at the registry', () => {
    const lab = { name: 'ghcr.io/lab/tool', path: 'lab/tool' };
    deepEqual(repositoryOf('ghcr.io/lab/tool'), lab);
    deepEqual(repositoryOf('ghcr.io/lab/tool:'), lab);
    deepEqual(repositoryOf('ghcr.io/lab/tool:1.0'), lab);
    deepEqual(repositoryOf('localhost:5000/tool:'), { name: 'localhost:5000/tool', path: 'tool' });
  });

  it('has a path of its own at Docker Hub, where it is official', () => {
    deepEqual(repositoryOf('busybox:'), { name: 'busybox', path: 'library/busybox' });
    deepEqual(repositoryOf('docker.io/busybox'), { name: 'docker.io/busybox', path: 'library/busybox' });
    deepEqual(repositoryOf('lab/tool'), { name: 'lab/tool', path: 'lab/tool' });
  });

  it('is none where the name is none', () => {
    equal(repositoryOf('Lab/Tool'), undefined);
    equal(repositoryOf(''), undefined);
  });
});
