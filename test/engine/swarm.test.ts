import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall } from '../../scripts/lib/engine-request.mjs';
import { ownEngine, type TestEngine } from '../support/docker-engine';
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
