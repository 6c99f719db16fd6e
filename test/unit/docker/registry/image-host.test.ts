import { deepEqual, equal } from 'node:assert/strict';
import { DOCKER_HUB, readImageHosts, registryOf, writeImageHosts } from '../../../../src/docker/registry/image-host';

describe('image hosts', () => {
  it('are read from a list, the first as the default where none is', () => {
    const { hosts, faults } = readImageHosts([
      { name: 'GitHub', url: 'ghcr.io', username: 'octo' },
      { name: ' Lab ', url: 'https://images.lab.example:5000' },
    ]);
    deepEqual(faults, []);
    deepEqual(hosts, [
      { name: 'GitHub', url: 'ghcr.io', username: 'octo', role: 'default' },
      { name: 'Lab', url: 'https://images.lab.example:5000', username: '', role: 'further' },
    ]);
  });

  it('have one default, though several say so', () => {
    const { hosts } = readImageHosts([
      { name: 'A', url: 'a.example' },
      { name: 'B', url: 'b.example', default: true },
      { name: 'C', url: 'c.example', default: true },
    ]);
    deepEqual(
      hosts.map(({ role }) => role),
      ['further', 'default', 'further'],
    );
  });

  it('that cannot be used are named, and the others kept', () => {
    const { hosts, faults } = readImageHosts([
      { name: 'A', url: 'a.example' },
      { name: 'A', url: 'b.example' },
      { name: 'B', url: 'a.example' },
      { name: 'C', url: 'ftp://c.example' },
      { name: '', url: 'd.example' },
      'e.example',
      { name: 'F' },
    ]);
    equal(hosts.length, 1);
    deepEqual(faults, [
      'Image host 2 has the name of another, “A”.',
      'Image host 3 has the URL of another, “a.example”.',
      'Image host 4 has the URL “ftp://c.example”, which is not that of a registry.',
      'Image host 5 has no name.',
      'Image host 6 has no name or no URL.',
      'Image host 7 has no name or no URL.',
    ]);
    deepEqual(readImageHosts('ghcr.io').faults, ['The image hosts are not a list.']);
  });

  it('come back as they were written', () => {
    const { hosts } = readImageHosts([{ name: 'GitHub', url: 'ghcr.io', username: 'octo' }]);
    deepEqual(readImageHosts(writeImageHosts(hosts)).hosts, hosts);
  });
});

describe('the registry of a URL', () => {
  it('is Docker Hub under any of its names', () => {
    for (const url of [DOCKER_HUB.url, 'docker.io', 'http://index.docker.io/v1/', 'registry-1.docker.io']) {
      deepEqual(registryOf(url), { host: 'docker.io', address: 'https://registry-1.docker.io' }, url);
    }
  });

  it('is asked over TLS, but for one on this machine or where the URL says otherwise', () => {
    equal(registryOf('GHCR.io')?.address, 'https://ghcr.io');
    equal(registryOf('http://images.lab.example')?.address, 'http://images.lab.example');
    equal(registryOf('127.0.0.1:5000')?.address, 'http://127.0.0.1:5000');
    equal(registryOf('localhost')?.address, 'http://localhost');
    equal(registryOf('127.0.0.1.example.org')?.address, 'https://127.0.0.1.example.org');
  });

  it('is none where the text is no URL', () => {
    for (const url of ['', 'a b', 'ftp://x', 'https://', 'user@host', 'https://u:p@host', 'host:port', 'x?y', 'x#y']) {
      equal(registryOf(url), undefined, url);
    }
  });
});
