import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import type { ContainerSpec } from '../../src/launch/container-spec';
import type { ContainerEngine } from '../../src/launch/engine';
import { ownEngine, testEngine, type TestEngine } from '../support/docker-engine';
import { testLaunch, type TestLaunch, type TestLaunched } from '../support/test-launch';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const VALUE = 'a secret: ü"/+&$HOME of some length';
const OWNER = `test-${process.pid}`;

type Given = Omit<TestLaunch, 'main'> & { readonly spec: Partial<ContainerSpec> };

const run = ({ spec, ...rest }: Given) => testLaunch({ main: spec, value: VALUE, owner: OWNER, ...rest });

/** Calls back with what the main container has printed so far. */
const onLog =
  (listen: (text: string, stop: () => void) => void): NonNullable<TestLaunch['onEvent']> =>
  (event, { logs, stop }) => {
    if (event.kind !== 'log') return;
    const log = logs.get('main');
    listen(`${log?.stdout ?? ''}${log?.stderr ?? ''}`, stop);
  };

/** How the main container ended. */
const exitOf = ({ report }: TestLaunched) => report.steps.find(({ step }) => step.id === 'main')?.container?.exit;

const sh = (line: string) => ['/bin/sh', '-c', line];

describe('a run on a Docker engine', () => {
  let engine: TestEngine;
  let containers: ContainerEngine;

  const ours = async () => {
    const listed = await containers.listRunContainers(undefined, AbortSignal.timeout(10_000));
    assert.ok(listed.ok);
    return listed.value.filter(({ owner }) => owner === OWNER);
  };

  before(async function () {
    this.timeout(300_000);
    engine = await testEngine();
    containers = engine.connection.containers;
    await loadBusyboxImage(engine.endpoint, {
      name: IMAGE,
      entrypoint: ['/bin/busybox'],
      environment: ['OF_IMAGE=yes'],
    });
  });

  after(async () => {
    await engineRequest(engine.endpoint, 'DELETE', `/images/${IMAGE}?force=true`);
    await engine.stop();
  });

  afterEach('no container is left', async () => {
    assert.deepEqual(await ours(), []);
  });

  it('tells the exit code, and how long it took', async () => {
    const launched = await run({ engine: containers, spec: { command: ['true'] } });
    assert.equal(launched.report.status, 'Complete');
    const exit = exitOf(launched);
    assert.equal(exit?.exitCode, 0);
    const { durationMs = NaN } = exit;
    assert.ok(durationMs >= 0 && durationMs < 60_000);
    assert.equal(launched.report.logFault, undefined);
    assert.deepEqual(launched.report.leftBehind, []);
    const failing = await run({ engine: containers, spec: { command: ['sh', '-c', 'exit 42'] } });
    assert.equal(failing.report.status, 'Failed');
    assert.equal(exitOf(failing)?.exitCode, 42);
  });

  it('keeps the streams apart, all of them, to the last byte', async () => {
    const line = 'i=0; while [ $i -lt 5000 ]; do echo "out $i"; echo "err $i" >&2; i=$((i+1)); done; printf end';
    const { log } = await run({ engine: containers, spec: { entrypoint: [''], command: sh(line) } });
    const expected = (stream: string) => Array.from({ length: 5000 }, (_, index) => `${stream} ${index}\n`).join('');
    assert.equal(log.stdout, `${expected('out')}end`);
    assert.equal(log.stderr, expected('err'));
  });

  it('gives a secret to the container, and masks it in the log in every form', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
    const line = [
      'printf %s "$TOKEN" > /out/value',
      'echo "plain $TOKEN"',
      'printf %s "$TOKEN" | base64 -w 0; echo',
      'printf %s "user:$TOKEN" | base64 -w 0; echo',
      'printf %s "$TOKEN" | hexdump -v -e \'/1 "%02x"\'; echo',
      'echo "err $TOKEN" >&2',
    ];
    try {
      const { report, log } = await run({
        engine: containers,
        spec: {
          entrypoint: [''],
          command: sh(line.join('\n')),
          secrets: [{ source: 'site.token', destination: 'TOKEN', delivery: 'environment' }],
          binds: [{ source: folder, target: '/out', mode: 'rw' }],
        },
      });
      assert.equal(report.status, 'Complete');
      assert.equal(readFileSync(join(folder, 'value'), 'utf8'), VALUE);
      assert.match(log.stdout, /^plain •••\n•••.{0,3}\n.{0,8}•••.{0,3}\n•••\n$/);
      assert.equal(log.stderr, 'err •••\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('makes the container as the service would', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
    writeFileSync(join(folder, 'input'), 'data');
    chmodSync(folder, 0o777);
    const line = 'env; id -u; pwd; cat /in/input; touch /in/new 2>&1; ulimit -n; df -k /dev/shm | tail -n 1';
    const inspections: ReturnType<typeof engineRequest>[] = [];
    try {
      const { log } = await run({
        engine: containers,
        spec: {
          entrypoint: [''],
          command: sh(line),
          environment: [['XNAT_HOST', 'http://xnat.invalid']],
          workingDirectory: '/tmp',
          user: '1234',
          labels: { mine: 'a=b' },
          binds: [{ source: folder, target: '/in', mode: 'ro' }],
          memory: 64 * 1024 * 1024,
          nanoCpus: 5e8,
          shmSize: 8 * 1024 * 1024,
          network: 'none',
          ulimits: [{ name: 'nofile', soft: 321, hard: 654 }],
        },
        onEvent: (event) => {
          if (event.kind !== 'created') return;
          inspections.push(engineRequest(engine.endpoint, 'GET', `/containers/${event.containerId}/json`));
        },
      });
      for (const expected of [
        'XNAT_HOST=http://xnat.invalid',
        'OF_IMAGE=yes',
        '1234',
        '/tmp',
        '321',
        'Read-only file system',
      ]) {
        assert.ok(log.stdout.includes(expected), `${expected} in ${log.stdout}`);
      }
      assert.match(log.stdout, /data/);
      assert.match(log.stdout, /shm +8192 /);
      const [inspection] = await Promise.all(inspections);
      const inspected = JSON.parse(String(inspection?.body)) as { Config: { Labels: Record<string, string> } };
      assert.equal(inspected.Config.Labels.mine, 'a=b');
      assert.equal(inspected.Config.Labels['org.xnat.commands.owner'], OWNER);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('stops a container that ignores SIGTERM, and keeps the tail of its log', async function () {
    this.timeout(60_000);
    let stopped = false;
    const launched = await run({
      engine: containers,
      spec: { entrypoint: [''], command: sh("trap 'echo not yet' TERM; echo ready; while true; do sleep 0.1; done") },
      onEvent: onLog((text, stop) => {
        if (text.includes('ready') && !stopped) stop();
        stopped = text.includes('ready');
      }),
    });
    assert.deepEqual(launched.report.ending, { kind: 'stopped' });
    assert.equal(exitOf(launched)?.exitCode, 137);
    assert.equal(launched.log.stdout, 'ready\nnot yet\n');
    assert.deepEqual(launched.report.leftBehind, []);
  });

  it('stops a flood', async function () {
    this.timeout(60_000);
    const { report } = await run({
      engine: containers,
      spec: { command: ['yes', 'a line of a flood that does not end'] },
      onEvent: onLog((text, stop) => {
        if (text.length > 1_000_000) stop();
      }),
    });
    assert.equal(report.ending.kind, 'stopped');
  });

  it('says that an image is missing and cannot be pulled', async () => {
    const { report } = await run({ engine: containers, spec: { image: '127.0.0.1:1/xnat-commands-test/none:1.0' } });
    assert.equal(report.status, 'Failed (Container launch)');
    assert.match(report.message, /^The image is not on the engine\. 127\.0\.0\.1:1\/.*none:1\.0 could not be pulled: /);
  });

  it('says that a program is missing', async () => {
    const { report } = await run({ engine: containers, spec: { entrypoint: [''], command: ['no-such-program'] } });
    assert.equal(report.status, 'Failed');
    assert.match(report.message, /^Docker could not start the container: .*no-such-program/);
  });

  it('says that a name is taken', async () => {
    const name = `${OWNER}-taken`;
    let second: Promise<TestLaunched> | undefined;
    const first = await run({
      engine: containers,
      spec: { name, command: ['sleep', '60'] },
      onEvent: (event) => {
        if (event.kind !== 'progressed' || event.message !== 'running') return;
        second = run({ engine: containers, spec: { name, command: ['true'] } }).finally(() =>
          engineRequest(engine.endpoint, 'POST', `/containers/${name}/kill`),
        );
      },
    });
    assert.equal(exitOf(first)?.exitCode, 137);
    assert.match((await second)?.report.message ?? '', /could not create the container: .*already in use/);
  });
});

describe('a run on an engine that fails', function () {
  this.timeout(300_000);
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await ownEngine();
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
  });

  afterEach(() => engine.stop());

  const sleeping = (onEvent: NonNullable<TestLaunch['onEvent']>) => {
    const spec = { command: ['sh', '-c', 'echo ready; sleep 100'] };
    return run({ engine: engine.connection.containers, spec, onEvent });
  };

  it('ends in a sentence when the engine dies in the middle', async () => {
    const { report } = await sleeping(onLog(() => process.kill(pidOf(engine.endpoint), 'SIGKILL')));
    assert.equal(report.status, 'Failed');
    assert.match(report.message, /Docker engine at .* broke off/);
    assert.match(report.leftBehind[0] ?? '', /still on the engine, which no longer answers/);
  });

  it('ends when the engine hangs', async () => {
    const { report } = await sleeping(
      onLog((_, stop) => {
        process.kill(pidOf(engine.endpoint), 'SIGSTOP');
        stop();
      }),
    );
    process.kill(pidOf(engine.endpoint), 'SIGCONT');
    assert.equal(report.ending.kind, 'stopped');
    assert.match(report.leftBehind[0] ?? '', /still on the engine/);
  });
});

/** The process of a private engine, whose socket lies beside the file with its id. */
const pidOf = (endpoint: string) =>
  Number(readFileSync(endpoint.replace('unix://', '').replace(/docker\.sock$/, 'pid'), 'utf8'));
