import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { connect, findEndpoints, machineSurroundings } from '../../src/docker';
import type { ContainerSpec } from '../../src/launch/container-spec';
import type { ContainerEngine, LogStream } from '../../src/launch/engine';
import { runContainer, type RunReport, type RunState } from '../../src/launch/run';
import { SecretValue } from '../../src/secrets/secret-value';
import { specOf } from '../support/container-specs';
import { ownEngine, testEngine, type TestEngine } from '../support/docker-engine';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const VALUE = 'a secret: ü"/+&$HOME of some length';
const OWNER = `test-${process.pid}`;

let runs = 0;

interface Given {
  readonly engine: ContainerEngine;
  readonly spec: Partial<ContainerSpec>;
  /** Told what the container has printed so far. */
  readonly onLog?: (text: string, stop: () => void) => void;
  readonly onState?: (state: RunState) => void;
}

interface Run {
  readonly report: RunReport;
  readonly log: Readonly<Record<LogStream, string>>;
}

async function run({ engine, spec, onLog, onState }: Given): Promise<Run> {
  const stop = new AbortController();
  const log: Record<LogStream, string> = { stdout: '', stderr: '' };
  const labels = { run: `${OWNER}-${++runs}`, owner: OWNER, started: new Date().toISOString() };
  const tools = {
    engine,
    resolveSecret: () => Promise.resolve(new SecretValue(VALUE)),
    onLog: (stream: LogStream, bytes: Uint8Array) => {
      log[stream] += Buffer.from(bytes).toString();
      onLog?.(log.stdout + log.stderr, () => {
        stop.abort();
      });
    },
    onState: onState ?? (() => undefined),
  };
  const report = await runContainer(specOf(spec), labels, tools, stop.signal);
  return { report, log };
}

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
    const { report } = await run({ engine: containers, spec: { command: ['true'] } });
    assert.ok(report.outcome.kind === 'exited');
    assert.equal(report.outcome.exitCode, 0);
    assert.ok(report.outcome.durationMs >= 0 && report.outcome.durationMs < 60_000);
    assert.equal(report.logFault ?? report.leftBehind, undefined);
    const { report: failing } = await run({ engine: containers, spec: { command: ['sh', '-c', 'exit 42'] } });
    assert.equal(failing.outcome.kind === 'exited' && failing.outcome.exitCode, 42);
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
          secrets: [{ source: 'site.token', destination: 'TOKEN' }],
          binds: [{ source: folder, target: '/out', mode: 'rw' }],
        },
      });
      assert.equal(report.outcome.kind === 'exited' && report.outcome.exitCode, 0);
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
        onState: (state) => {
          if (state.kind !== 'starting') return;
          inspections.push(engineRequest(engine.endpoint, 'GET', `/containers/${state.containerId}/json`));
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
    this.timeout(10_000);
    let stopped = false;
    const { report, log } = await run({
      engine: containers,
      spec: { entrypoint: [''], command: sh("trap 'echo not yet' TERM; echo ready; while true; do sleep 0.1; done") },
      onLog: (text, stop) => {
        if (text.includes('ready') && !stopped) stop();
        stopped = text.includes('ready');
      },
    });
    assert.equal(report.outcome.kind === 'stopped' && report.outcome.exit?.exitCode, 137);
    assert.equal(log.stdout, 'ready\nnot yet\n');
    assert.equal(report.leftBehind, undefined);
  });

  it('stops a flood', async function () {
    this.timeout(10_000);
    const { report } = await run({
      engine: containers,
      spec: { command: ['yes', 'a line of a flood that does not end'] },
      onLog: (text, stop) => {
        if (text.length > 1_000_000) stop();
      },
    });
    assert.equal(report.outcome.kind, 'stopped');
  });

  it('says that an image is missing', async () => {
    const { report } = await run({ engine: containers, spec: { image: 'xnat-commands-test/none:1.0' } });
    assert.ok(report.outcome.kind === 'failed');
    assert.equal(report.outcome.failure?.kind, 'image-missing');
    assert.match(report.outcome.message, /^The image xnat-commands-test\/none:1\.0 is not on the Docker engine at /);
  });

  it('says that a program is missing', async () => {
    const { report } = await run({ engine: containers, spec: { entrypoint: [''], command: ['no-such-program'] } });
    assert.ok(report.outcome.kind === 'failed');
    assert.match(report.outcome.message, /^Docker could not start the container: .*no-such-program/);
  });

  it('says that a name is taken', async () => {
    const name = `${OWNER}-taken`;
    const inner: RunReport[] = [];
    const { report } = await run({
      engine: containers,
      spec: { name, command: ['sleep', '60'] },
      onState: (state) => {
        if (state.kind === 'running') {
          void run({ engine: containers, spec: { name, command: ['true'] } }).then(async ({ report: second }) => {
            inner.push(second);
            await engineRequest(engine.endpoint, 'POST', `/containers/${name}/kill`);
          });
        }
      },
    });
    assert.equal(report.outcome.kind === 'exited' && report.outcome.exitCode, 137);
    const outcome = inner[0]?.outcome;
    assert.match(outcome?.kind === 'failed' ? outcome.message : '', /could not create the container: .*already in use/);
  });
});

describe('a run on an engine that fails', () => {
  it('ends in a sentence when the engine dies in the middle', async function () {
    this.timeout(300_000);
    const engine = await ownEngine();
    try {
      await loadBusyboxImage(engine.endpoint, { name: IMAGE });
      const connection = await connect(
        findEndpoints(machineSurroundings(engine.endpoint)),
        AbortSignal.timeout(10_000),
      );
      assert.ok(connection.ok);
      const { report } = await run({
        engine: connection.value.containers,
        spec: { command: ['sh', '-c', 'echo ready; sleep 100'] },
        onLog: () => process.kill(pidOf(engine.endpoint), 'SIGKILL'),
      });
      assert.ok(report.outcome.kind === 'failed');
      assert.match(report.outcome.message, /Docker engine at .* broke off/);
      assert.match(report.leftBehind ?? '', /could not be removed: Cannot reach the Docker engine/);
    } finally {
      await engine.stop();
    }
  });

  it('ends when the engine hangs', async function () {
    this.timeout(300_000);
    const engine = await ownEngine();
    try {
      await loadBusyboxImage(engine.endpoint, { name: IMAGE });
      const connection = await connect(
        findEndpoints(machineSurroundings(engine.endpoint)),
        AbortSignal.timeout(10_000),
      );
      assert.ok(connection.ok);
      const { report } = await run({
        engine: connection.value.containers,
        spec: { command: ['sh', '-c', 'echo ready; sleep 100'] },
        onLog: (_, stop) => {
          process.kill(pidOf(engine.endpoint), 'SIGSTOP');
          stop();
        },
      });
      assert.equal(report.outcome.kind, 'stopped');
      assert.match(report.leftBehind ?? '', /could not be removed/);
    } finally {
      process.kill(pidOf(engine.endpoint), 'SIGCONT');
      await engine.stop();
    }
  });
});

/** The process of a private engine, whose socket lies beside the file with its id. */
const pidOf = (endpoint: string) =>
  Number(readFileSync(endpoint.replace('unix://', '').replace(/docker\.sock$/, 'pid'), 'utf8'));
