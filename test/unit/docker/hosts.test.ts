import assert from 'node:assert/strict';
import { isOpenToAll, parseAddress } from '../../../src/docker/address';
import { currentHost, knownHosts } from '../../../src/docker/hosts';
import { machine } from '../../support/machines';

const META = '/home/ada/.docker/contexts/meta';
const context = (Name: string, Host: string) =>
  JSON.stringify({ Name, Metadata: { Description: `Engine of ${Name}` }, Endpoints: { docker: { Host } } });
const files = {
  [`${META}/hash-of-lab/meta.json`]: context('lab', 'ssh://ada@lab'),
  [`${META}/hash-of-clinic/meta.json`]: context('clinic', 'tcp://clinic:2376'),
  [`${META}/broken/meta.json`]: 'no json',
  '/run/user/1000/docker.sock': '',
  '/run/podman/podman.sock': '',
};
const hosts = [{ name: 'Scanner room', address: ' tcp://scanner:2376 ' }];

describe('the Docker hosts to choose from', () => {
  it('are the automatic one, the contexts, our own list and the sockets that exist', () => {
    const known = knownHosts(machine({ files, hosts }));
    assert.deepEqual(
      known.map(({ kind, name, reference }) => [kind, name, reference]),
      [
        ['automatic', 'Local Docker', ''],
        ['context', 'clinic', 'context:clinic'],
        ['context', 'lab', 'context:lab'],
        ['listed', 'Scanner room', 'tcp://scanner:2376'],
        ['socket', '/run/user/1000/docker.sock', 'unix:///run/user/1000/docker.sock'],
        ['socket', '/run/podman/podman.sock', 'unix:///run/podman/podman.sock'],
      ],
    );
    assert.equal(known[1]?.description, 'Engine of clinic');
    const lab = known[2]?.search;
    assert.deepEqual(lab?.ok && lab.candidates[0].transport.kind, 'ssh');
  });

  it('name the automatic one after where it was found', () => {
    const name = (variables: Record<string, string>) => knownHosts(machine({ files, variables }))[0]?.name;
    assert.equal(name({ DOCKER_HOST: 'tcp://lab:2375' }), 'tcp://lab:2375');
    assert.equal(name({ DOCKER_CONTEXT: 'clinic' }), 'clinic');
    assert.equal(name({ DOCKER_CONTEXT: 'gone' }), 'gone');
  });

  it('have one that is current, by the window, else by the setting', () => {
    const current = (setting: string, choice?: string) => {
      const { name, kind } = currentHost(machine({ files, hosts, setting, choice }));
      return `${kind} ${name}`;
    };
    assert.equal(current(''), 'automatic Local Docker');
    assert.equal(current('context:lab'), 'context lab');
    assert.equal(current('tcp://scanner:2376'), 'listed Scanner room');
    assert.equal(current('tcp://other:1'), 'address tcp://other:1');
    assert.equal(current('context:default'), 'address Local Docker');
    assert.equal(current('context:lab', 'unix:///run/podman/podman.sock'), 'socket /run/podman/podman.sock');
    assert.equal(current('context:lab', ''), 'automatic Local Docker');
  });
});

describe('an address', () => {
  it('is open to all without TLS and beyond this machine', () => {
    const isOpen = (address: string) => isOpenToAll(parseAddress(address, undefined) ?? assert.fail(address));
    for (const address of ['tcp://lab:2375', 'tcp://10.1.2.3:2375', 'http://[fe80::1]:2375', 'tcp://0.0.0.0:2375'])
      assert.ok(isOpen(address), address);
    for (const address of ['tcp://localhost:2375', 'tcp://127.0.0.1', 'tcp://127.9.9.9:1', 'tcp://[::1]:2375'])
      assert.ok(!isOpen(address), address);
    for (const address of ['https://lab:2376', 'unix:///var/run/docker.sock', 'ssh://lab'])
      assert.ok(!isOpen(address), address);
  });
});
