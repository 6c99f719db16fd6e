import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall } from '../../scripts/lib/engine-request.mjs';
import { ownEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { freePort } from '../support/free-port';
import { testLaunch, type TestLaunch } from '../support/test-launch';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const VALUE = 'Zebra-17 quartz&"Ünicode"';
const BYTES = Buffer.byteLength(VALUE);
const sh = (line: string) => ['/bin/sh', '-c', line];

describe('a launch on a swarm', function () {
  this.timeout(300_000);
  let engine: TestEngine;

  before(async () => {
    engine = await ownEngine();
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
    const body = { ListenAddr: '127.0.0.1:0', AdvertiseAddr: '127.0.0.1' };
    await engineCall(engine.endpoint, 'POST', '/swarm/init', { body });
  });

  after(() => engine.stop());

  const launch = (given: Omit<TestLaunch, 'engine'>) =>
    testLaunch({ engine: engine.connection.services, value: VALUE, ...given });

  afterEach('nothing is left', async () => {
    const left = await engine.connection.services.listRunObjects(undefined, AbortSignal.timeout(10_000));
    assert.deepEqual(left.ok && left.value, []);
    assert.deepEqual(JSON.parse(String(await engineCall(engine.endpoint, 'GET', '/containers/json?all=true'))), []);
  });

  it('runs setup, main and wrapup as services, with folders, variables and limits', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
    const binds = [{ source: folder, target: '/data', mode: 'rw' }] as const;
    try {
      const { report, log } = await launch({
        setups: [{ command: sh('echo set up > /data/file'), binds }],
        main: {
          command: sh(
            'cat /data/file; echo err >&2; pwd; id -u; df -k /dev/shm | tail -n 1; echo "is $TOKEN"; sleep 1',
          ),
          binds,
          user: '0',
          workingDirectory: '/tmp',
          shmSize: 8 * 1024 * 1024,
          memory: 64 * 1024 * 1024,
          secrets: [{ source: 'a', destination: 'TOKEN', delivery: 'environment' }],
        },
        wrapups: [{ command: sh('cp /data/file /data/wrapped'), binds }],
      });
      assert.equal(report.status, 'Complete', report.message);
      assert.match(log.stdout, /^set up\n\/tmp\n0\ntmpfs +8192 .*\nis •••\n$/);
      assert.equal(log.stderr, 'err\n');
      assert.equal(readFileSync(join(folder, 'wrapped'), 'utf8'), 'set up\n');
      assert.deepEqual(
        report.seenSecrets.map(({ destination, bytes }) => ({ destination, bytes })),
        [{ destination: 'TOKEN', bytes: BYTES }],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('gives a secret of the swarm as a file, and removes it', async () => {
    const { report, log } = await launch({
      main: {
        command: sh('wc -c < /run/secrets/TOKEN; cat /run/secrets/TOKEN; grep -c /run/secrets/ /proc/mounts'),
        secrets: [{ source: 'a', destination: 'TOKEN', delivery: 'file' }],
      },
    });
    assert.equal(report.status, 'Complete', report.message);
    assert.equal(log.stdout, `${BYTES}\n•••1\n`);
  });

  it('tells the exit code from the task', async () => {
    const { report } = await launch({ main: { command: sh('exit 42') } });
    assert.equal(report.status, 'Failed');
    assert.match(report.message, /exit code 42/);
  });

  it('says why a task was rejected', async () => {
    const { report } = await launch({ main: { command: sh('true'), image: '127.0.0.1:1/none:1.0' } });
    assert.equal(report.ending.kind, 'failed');
    assert.match(report.message, /could not start the container: .*none:1\.0/);
  });

  it('ends when it is stopped', async () => {
    const { report } = await launch({
      main: { command: sh('echo ready; sleep 100') },
      onEvent: (event, { stop }) => {
        if (event.kind === 'progressed' && event.message === 'running') stop();
      },
    });
    assert.deepEqual(report.ending, { kind: 'stopped' });
    assert.deepEqual(report.leftBehind, []);
  });
});

describe('a launch on a swarm of two nodes', function () {
  this.timeout(300_000);
  const engines: TestEngine[] = [];

  /** The second node does all the work; the first one, which is asked, manages alone. */
  before(async () => {
    const manager = await ownEngine();
    engines.push(manager);
    const worker = await ownEngine();
    engines.push(worker);
    for (const { endpoint } of engines) await loadBusyboxImage(endpoint, { name: IMAGE });
    const [first, second] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
    await engineCall(manager.endpoint, 'POST', '/swarm/init', { body: { ListenAddr: first, AdvertiseAddr: first } });
    const { JoinTokens } = await ask<{ JoinTokens: { Worker: string } }>(manager, '/swarm');
    await engineCall(worker.endpoint, 'POST', '/swarm/join', {
      body: { ListenAddr: second, AdvertiseAddr: second, RemoteAddrs: [first], JoinToken: JoinTokens.Worker },
    });
    const { Swarm } = await ask<{ Swarm: { NodeID: string } }>(manager, '/info');
    const { Version, Spec } = await ask<{ Version: { Index: number }; Spec: object }>(
      manager,
      `/nodes/${Swarm.NodeID}`,
    );
    const body = { ...Spec, Availability: 'drain' };
    await engineCall(manager.endpoint, 'POST', `/nodes/${Swarm.NodeID}/update?version=${Version.Index}`, { body });
  });

  after(async () => {
    for (const engine of engines) await engine.stop();
  });

  const ask = async <T>(engine: TestEngine, path: string) =>
    JSON.parse(String(await engineCall(engine.endpoint, 'GET', path))) as T;

  it('tells what the other node does: log, exit, duration, and what it was given', async () => {
    const [manager, worker] = engines;
    const { report, log } = await testLaunch({
      engine: manager!.connection.services,
      value: VALUE,
      main: {
        command: sh('echo begun; cat /run/secrets/FILE; test -n "$TOKEN" && echo there; sleep 2; exit 3'),
        secrets: [
          { source: 'a', destination: 'FILE', delivery: 'file' },
          { source: 'a', destination: 'TOKEN', delivery: 'environment' },
        ],
      },
    });
    assert.match(report.message, /^tool ended with exit code 3 after [12]\.\d s\.$/);
    assert.equal(log.stdout, 'begun\n•••there\n');
    assert.deepEqual(
      report.seenSecrets.map(({ destination, bytes, seenBy }) => `${destination} ${bytes} ${seenBy}`).toSorted(),
      [`FILE ${BYTES} engine`, `TOKEN ${BYTES} engine`],
    );
    assert.deepEqual(
      [report.leftBehind, await ask(manager!, '/services'), await ask(manager!, '/secrets')],
      [[], [], []],
    );
    await eventually(async () => assert.deepEqual(await ask(worker!, '/containers/json?all=true'), []));
  });

  it('ends there when it is stopped', async () => {
    const [manager, worker] = engines;
    const { report } = await testLaunch({
      engine: manager!.connection.services,
      main: { command: sh('echo ready; sleep 100') },
      onEvent: (event, { stop }) => {
        if (event.kind === 'log') stop();
      },
    });
    assert.deepEqual(report.ending, { kind: 'stopped' });
    await eventually(async () => assert.deepEqual(await ask(worker!, '/containers/json?all=true'), []));
  });
});
