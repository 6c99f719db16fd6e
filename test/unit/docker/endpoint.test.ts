import assert from 'node:assert/strict';
import { describeSource, findEndpoints, type EndpointSearch } from '../../../src/docker/endpoint';
import type { ChoiceSource } from '../../../src/docker/surroundings';
import { machine } from '../../support/machines';

function addresses(search: EndpointSearch): readonly string[] {
  assert.ok(search.ok, search.ok ? '' : search.message);
  return search.candidates.map((endpoint) => endpoint.address);
}

function only(search: EndpointSearch) {
  assert.ok(search.ok, search.ok ? '' : search.message);
  assert.equal(search.candidates.length, 1);
  return search.candidates[0];
}

const META = '/home/ada/.docker/contexts/meta/hash-of-lab/meta.json';
const TLS = '/home/ada/.docker/contexts/tls/hash-of-lab/docker';
const CONFIG = '/home/ada/.docker/config.json';
const labContext = (docker: object) => JSON.stringify({ Name: 'lab', Endpoints: { docker } });

describe('the search for a Docker engine', () => {
  it('obeys what was chosen for the window before all else, an automatic choice too', () => {
    const wishes = { setting: 'unix:///set.sock', variables: { DOCKER_HOST: 'unix:///host.sock' } };
    assert.deepEqual(only(findEndpoints(machine({ ...wishes, choice: 'unix:///chosen.sock' }))), {
      address: 'unix:///chosen.sock',
      source: { kind: 'choice' },
      transport: { kind: 'socket', path: '/chosen.sock' },
    });
    assert.equal(only(findEndpoints(machine({ ...wishes, choice: '' }))).address, 'unix:///host.sock');
  });

  it('says who named the engine', () => {
    const sourceOf = (chosenBy: ChoiceSource) =>
      describeSource(only(findEndpoints(machine({ choice: 'unix:///c.sock', chosenBy }))).source);
    assert.equal(sourceOf('option'), 'the option --engine');
    assert.equal(sourceOf('launch-file'), '“engine” of the launch file');
    assert.equal(sourceOf('run'), 'the record of the run');
  });

  it('takes a context by its name, whatever the variables say', () => {
    const variables = { DOCKER_HOST: 'unix:///host.sock' };
    const files = { [META]: labContext({ Host: 'unix:///lab.sock' }) };
    assert.deepEqual(only(findEndpoints(machine({ setting: 'context:lab', variables, files }))).source, {
      kind: 'context',
      name: 'lab',
    });
    assert.deepEqual(addresses(findEndpoints(machine({ setting: 'context:default', variables, files }))), [
      'unix:///var/run/docker.sock',
    ]);
  });

  it('takes the certificates of a listed host', () => {
    const hosts = [{ name: 'Lab', address: 'tcp://lab:2376', certificates: '/lab-certificates' }];
    const { transport } = only(
      findEndpoints(machine({ setting: 'tcp://lab:2376', hosts, files: { '/lab-certificates/ca.pem': '' } })),
    );
    assert.deepEqual(transport, {
      kind: 'tcp',
      host: 'lab',
      port: 2376,
      tls: { ca: '/lab-certificates/ca.pem', certificate: undefined, key: undefined, server: 'verified' },
    });
  });

  it('obeys the setting, then DOCKER_HOST, then DOCKER_CONTEXT, then the current context', () => {
    const files = {
      [CONFIG]: '{"currentContext":"lab"}',
      [META]: labContext({ Host: 'unix:///lab.sock' }),
      '/home/ada/.docker/contexts/meta/hash-of-clinic/meta.json': labContext({ Host: 'unix:///clinic.sock' }),
    };
    const contexts = { DOCKER_CONTEXT: 'clinic' };
    const host = { ...contexts, DOCKER_HOST: 'unix:///host.sock' };
    assert.deepEqual(only(findEndpoints(machine({ setting: 'unix:///set.sock', variables: host, files }))), {
      address: 'unix:///set.sock',
      source: { kind: 'setting' },
      transport: { kind: 'socket', path: '/set.sock' },
    });
    assert.deepEqual(only(findEndpoints(machine({ variables: host, files }))).source, {
      kind: 'variable',
      name: 'DOCKER_HOST',
    });
    assert.deepEqual(only(findEndpoints(machine({ variables: contexts, files }))).source, {
      kind: 'context',
      name: 'clinic',
    });
    assert.deepEqual(only(findEndpoints(machine({ files }))), {
      address: 'unix:///lab.sock',
      source: { kind: 'context', name: 'lab' },
      transport: { kind: 'socket', path: '/lab.sock' },
    });
  });

  it('takes an empty variable for none, and the context named default for the usual sockets', () => {
    const files = { [CONFIG]: '{"currentContext":"default"}' };
    assert.deepEqual(addresses(findEndpoints(machine({ variables: { DOCKER_HOST: ' ' }, files }))), [
      'unix:///var/run/docker.sock',
    ]);
  });

  it('tries the usual sockets that exist, and always the first', () => {
    const files = {
      '/run/user/1000/docker.sock': '',
      '/home/ada/.docker/desktop/docker.sock': '',
      '/run/user/1000/podman/podman.sock': '',
    };
    assert.deepEqual(addresses(findEndpoints(machine({ files }))), [
      'unix:///var/run/docker.sock',
      'unix:///run/user/1000/docker.sock',
      'unix:///home/ada/.docker/desktop/docker.sock',
      'unix:///run/user/1000/podman/podman.sock',
    ]);
    const variables = { XDG_RUNTIME_DIR: '/elsewhere' };
    assert.deepEqual(addresses(findEndpoints(machine({ files: { '/elsewhere/docker.sock': '' }, variables }))), [
      'unix:///var/run/docker.sock',
      'unix:///elsewhere/docker.sock',
    ]);
    assert.deepEqual(addresses(findEndpoints(machine({ platform: 'win32' }))), ['npipe:////./pipe/docker_engine']);
  });

  it('reads the address forms of the docker command line', () => {
    const transport = (setting: string, variables = {}) =>
      only(findEndpoints(machine({ setting, variables }))).transport;
    assert.deepEqual(transport('unix://'), { kind: 'socket', path: '/var/run/docker.sock' });
    assert.deepEqual(transport('npipe:////./pipe/other'), { kind: 'socket', path: '//./pipe/other' });
    assert.deepEqual(transport('tcp://lab:99'), { kind: 'tcp', host: 'lab', port: 99, tls: undefined });
    assert.deepEqual(transport('lab:99'), { kind: 'tcp', host: 'lab', port: 99, tls: undefined });
    assert.deepEqual(transport('tcp://[::1]'), { kind: 'tcp', host: '::1', port: 2375, tls: undefined });
    assert.deepEqual(transport('tcp://:4000'), { kind: 'tcp', host: 'localhost', port: 4000, tls: undefined });
    assert.deepEqual(transport('ssh://lab'), {
      kind: 'ssh',
      user: undefined,
      host: 'lab',
      port: undefined,
      socket: undefined,
    });
    assert.deepEqual(transport('ssh://ada@lab:2222/run/user/7/docker.sock'), {
      kind: 'ssh',
      user: 'ada',
      host: 'lab',
      port: 2222,
      socket: '/run/user/7/docker.sock',
    });
    assert.deepEqual(transport('tcp://lab', { DOCKER_TLS_VERIFY: '1' }), {
      kind: 'tcp',
      host: 'lab',
      port: 2376,
      tls: { ca: undefined, certificate: undefined, key: undefined, server: 'verified' },
    });
  });

  it('names the place of an address that is none', () => {
    for (const setting of [
      'ftp://lab',
      'tcp://',
      'tcp://lab:port',
      'ssh://',
      'ssh://ada:password@lab',
      'ssh://-oProxyCommand=touch%20x/',
      'ssh://-oProxyCommand=x@lab',
      'ssh://a%20b@lab',
      'tcp://lab/path',
      '/var/run/docker.sock',
    ]) {
      const search = findEndpoints(machine({ setting }));
      assert.ok(!search.ok, setting);
      assert.match(search.message, /setting xnatCommands\.docker\.endpoint/);
      assert.ok(search.message.includes(setting));
    }
    const search = findEndpoints(machine({ variables: { DOCKER_HOST: 'ftp://lab' } }));
    assert.match(search.ok ? '' : search.message, /variable DOCKER_HOST/);
  });

  it('takes the certificates of DOCKER_CERT_PATH that exist', () => {
    const variables = { DOCKER_HOST: 'tcp://lab:2376', DOCKER_TLS: '1', DOCKER_CERT_PATH: '/certificates' };
    const files = { '/certificates/ca.pem': '', '/certificates/key.pem': '' };
    assert.deepEqual(only(findEndpoints(machine({ variables, files }))).transport, {
      kind: 'tcp',
      host: 'lab',
      port: 2376,
      tls: {
        ca: '/certificates/ca.pem',
        certificate: undefined,
        key: '/certificates/key.pem',
        server: 'trusted-blindly',
      },
    });
  });

  it('takes the certificates of a context from its own folder', () => {
    const variables = { DOCKER_CONTEXT: 'lab' };
    const files = {
      [META]: labContext({ Host: 'tcp://lab:2376', SkipTLSVerify: false }),
      [`${TLS}/ca.pem`]: '',
      [`${TLS}/cert.pem`]: '',
      [`${TLS}/key.pem`]: '',
    };
    assert.deepEqual(only(findEndpoints(machine({ variables, files }))).transport, {
      kind: 'tcp',
      host: 'lab',
      port: 2376,
      tls: { ca: `${TLS}/ca.pem`, certificate: `${TLS}/cert.pem`, key: `${TLS}/key.pem`, server: 'verified' },
    });
    assert.deepEqual(
      only(findEndpoints(machine({ variables, files: { [META]: labContext({ Host: 'tcp://lab' }) } }))).transport,
      { kind: 'tcp', host: 'lab', port: 2375, tls: undefined },
    );
  });

  it('says which context has no engine, whatever its file holds', () => {
    for (const text of [undefined, 'no json', '[]', 'null', '{"Endpoints":{"docker":{"Host":3}}}']) {
      const search = findEndpoints(
        machine({ variables: { DOCKER_CONTEXT: 'lab' }, files: text === undefined ? {} : { [META]: text } }),
      );
      assert.ok(!search.ok);
      assert.match(search.message, /“lab”/);
      assert.ok(search.message.includes(META));
    }
  });

  it('looks into DOCKER_CONFIG for contexts', () => {
    const files = {
      '/config/config.json': '{"currentContext":"lab"}',
      '/config/contexts/meta/hash-of-lab/meta.json': labContext({ Host: 'unix:///lab.sock' }),
    };
    assert.equal(
      only(findEndpoints(machine({ variables: { DOCKER_CONFIG: '/config' }, files }))).address,
      'unix:///lab.sock',
    );
  });
});
