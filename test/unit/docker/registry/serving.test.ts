import { deepEqual, equal, match } from 'node:assert/strict';
import { DOCKER_HUB, type ImageHost } from '../../../../src/docker/registry/image-host';
import { hostOfDocker, hostOfService, registryUrlOf, servingOf } from '../../../../src/docker/registry/serving';

const host = (url: string, rest: Partial<ImageHost> = {}): ImageHost => ({
  name: url,
  url,
  username: 'octo',
  role: 'further',
  ...rest,
});

describe('the image host of an image', () => {
  it('is told by the part before the first slash when it looks like a host', () => {
    equal(registryUrlOf('ghcr.io/a/b:1'), 'ghcr.io');
    equal(registryUrlOf('registry:5000/b'), 'registry:5000');
    equal(registryUrlOf('localhost/b'), 'localhost');
    equal(registryUrlOf('a/b:1'), 'https://index.docker.io/v1/');
    equal(registryUrlOf('busybox:1.0'), 'https://index.docker.io/v1/');
  });

  it('must have just that URL for the service, while Docker looks at what it means', () => {
    const hosts = [host('https://ghcr.io'), host('docker.io')];
    equal(hostOfService('ghcr.io/a/b:1', hosts), undefined);
    equal(hostOfDocker('ghcr.io/a/b:1', hosts), hosts[0]);
    equal(hostOfService('a/b:1', hosts), undefined);
    equal(hostOfDocker('a/b:1', hosts), hosts[1]);
  });

  it('may be Docker Hub without TLS for the service', () => {
    const hub = host('http://index.docker.io/v1/');
    equal(hostOfService('a/b:1', [hub]), hub);
    equal(hostOfService('a/b:1', [hub, DOCKER_HUB]), DOCKER_HUB);
  });

  it('is used where it is the same registry, and the difference told', () => {
    const hosts = [DOCKER_HUB, host('https://ghcr.io')];
    const serving = servingOf('ghcr.io/a/b:1', hosts);
    equal(serving.host, hosts[1]);
    equal(serving.differences.length, 1);
    match(serving.differences[0] ?? '', /is https:\/\/ghcr\.io, and it must be exactly ghcr\.io/);
    deepEqual(servingOf('ghcr.io/a/b:1', [DOCKER_HUB, host('ghcr.io')]).differences, []);
  });

  it('is never the default host of another registry, though XNAT’s own pull would take it', () => {
    const serving = servingOf('quay.io/a/b:1', [{ ...DOCKER_HUB, username: 'octo' }]);
    equal(serving.host, undefined);
    match(serving.differences[0] ?? '', /default host “Docker Hub”, though the image is from quay\.io/);
  });
});
