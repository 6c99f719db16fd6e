import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall } from '../../scripts/lib/engine-request.mjs';
import { startPrivateRegistry } from '../../scripts/lib/private-registry.mjs';
import { launchChecker } from '../../src/launch/run/check-launch';
import { ownEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { faultyEngine, type Fault, type FaultyEngine } from '../support/faulty-engine';
import { resolved, SESSION } from '../support/launches';
import { pushImage } from '../support/push-image';
import { testLaunch, type LaunchUnderWay, type TestLaunch, type TestLaunched } from '../support/test-launch';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const VALUE = 'a secret: ü"/+&$HOME of some length';
const sh = (line: string) => ['/bin/sh', '-c', line];
/** Runs until it is asked to end. */
const SLEEPING = { command: sh('trap "exit 0" TERM; echo ready; sleep 100 & wait') };
const BROKE_OFF = /^The connection to the Docker engine at unix:\/\/\S+ broke off\. It may have been stopped; .*\.$/;
const GONE =
  /^Cannot reach the Docker engine at unix:\/\/\S+ .*nothing listens there\. Start the engine, or correct the address\.$/;
const LEFT = /^The container [0-9a-f]{12} is still on the engine, which no longer answers: remove it once it does\.$/;

/** How many launches go on beside each other where many are made. */
const AT_ONCE = 4;

type Given = Partial<TestLaunch>;

/** What is done when a launch comes to a line of its story, or its first piece of log. */
const at =
  (line: string, act: (underWay: LaunchUnderWay) => void): NonNullable<TestLaunch['onEvent']> =>
  (event, underWay) => {
    if (line === 'log' ? event.kind === 'log' : event.kind !== 'log' && underWay.story.at(-1) === line) act(underWay);
  };

/** What each report has to keep to, however the launch ended. */
function assertConsistent({ report, story }: TestLaunched): void {
  assert.equal(story.at(-1), `status ${report.status}`);
  const begun = story.flatMap((line) => /^began (\S+)$/.exec(line)?.[1] ?? []);
  const ended = report.steps.filter(({ result }) => result !== 'skipped').map(({ step }) => step.id);
  assert.deepEqual(ended.toSorted(), begun.toSorted(), 'what has begun has ended');
  // What the service would say of outputs is quoted.
  const message = report.status === 'Failed (Upload)' ? undefined : report.message;
  const texts = [message, report.logFault, ...report.leftBehind].filter((text) => text !== undefined);
  for (const text of texts) {
    assert.match(text, /^[A-Z][^\n]*\.$|^tool [^\n]*\.$/, `a sentence: ${text}`);
    assert.doesNotMatch(text, /\bat .+:\d+:\d+|Error:|undefined/, `no trace of the program: ${text}`);
  }
  assert.ok(!JSON.stringify(report).includes(VALUE));
}

describe('a launch on an engine with a fault', function () {
  this.timeout(300_000);
  let real: TestEngine;
  let engine: FaultyEngine;

  before(async () => {
    real = await ownEngine();
    await loadBusyboxImage(real.endpoint, { name: IMAGE });
  });

  after(() => real.stop());

  beforeEach(async () => {
    engine = await faultyEngine(real.endpoint);
  });

  afterEach(() => engine.stop());

  const launch = async (given: Given = {}) => {
    const launched = await testLaunch({
      engine: engine.connection.containers,
      main: { command: ['true'] },
      value: VALUE,
      ...given,
    });
    assertConsistent(launched);
    return launched;
  };

  const objects = async () => {
    const listed = await real.connection.containers.listRunObjects(undefined, AbortSignal.timeout(10_000));
    assert.ok(listed.ok);
    return listed.value;
  };

  const assertNothingLeft = async ({ report }: TestLaunched) => {
    assert.deepEqual(report.leftBehind, []);
    // A busy engine lists for a moment what it is about to remove.
    await eventually(async () => assert.deepEqual(await objects(), []));
  };

  /** What the report says is left can be found by the run's label, and removed. */
  const assertLeftToCleanUp = async ({ report }: TestLaunched) => {
    assert.match(report.leftBehind.join('\n'), LEFT);
    await engine.comeBack();
    const { containers } = engine.connection;
    const left = await containers.listRunObjects(report.run, AbortSignal.timeout(10_000));
    assert.ok(left.ok);
    assert.deepEqual(
      left.value.map(({ kind, id }) => `The ${kind} ${id.slice(0, 12)}`),
      [/^The container \S+/.exec(report.leftBehind[0] ?? '')?.[0]],
    );
    for (const object of left.value) {
      const removed = await containers.removeObject(object, AbortSignal.timeout(30_000));
      assert.ok(removed.ok);
    }
    assert.deepEqual(await objects(), []);
  };

  /** The same happens to every request that is like this, or to the first so many of them. */
  const provoke = (asked: RegExp, fault: Fault, times = Infinity) => {
    let left = times;
    engine.provoke((method, path) => (asked.test(`${method} ${path}`) && left-- > 0 ? fault : undefined));
  };

  describe('that goes away', () => {
    it('before, makes nothing', async () => {
      engine.goAway();
      const launched = await launch();
      assert.equal(launched.report.status, 'Failed (Container launch)');
      assert.match(launched.report.message, GONE);
      await assertNothingLeft(launched);
    });

    for (const [when, line, main] of [
      ['once the container is created', 'created main', {}],
      ['while the container starts', 'main: starting', {}],
      ['while the container runs', 'main: running', SLEEPING],
      ['while the log comes', 'log', SLEEPING],
    ] as const) {
      it(`${when}, says so, and what is left`, async () => {
        const launched = await launch({ main, onEvent: at(line, () => engine.goAway()) });
        assert.equal(launched.report.status, 'Failed');
        const { ending, message } = launched.report;
        assert.ok(ending.kind === 'failed' && ending.failure !== undefined);
        assert.match(message, ending.failure.kind === 'lost' ? BROKE_OFF : GONE);
        await assertLeftToCleanUp(launched);
      });
    }

    it('once the container has ended, says what came of it, and what is left', async () => {
      const launched = await launch({ onEvent: at('done main', () => engine.goAway()) });
      assert.equal(launched.report.status, 'Complete');
      assert.equal(launched.report.logFault, undefined);
      await assertLeftToCleanUp(launched);
    });

    it('and comes back meanwhile, loses nothing of it', async () => {
      const launched = await launch({
        main: { command: sh('echo ready; sleep 2; echo end') },
        onEvent: at('log', () => {
          engine.goAway();
          void engine.comeBack();
        }),
      });
      assert.equal(launched.report.status, 'Complete', launched.report.message);
      assert.equal(launched.log.stdout, 'ready\nend\n');
      assert.equal(launched.report.logFault, undefined);
      await assertNothingLeft(launched);
    });
  });

  describe('whose connections break', () => {
    const FOLLOWED = /^GET .*\/logs\?.*follow/;
    const talking = { main: { command: sh('echo one; echo err >&2; sleep 1; echo two') } };

    for (const [where, after] of [
      ['before a frame', 0],
      ['in a frame’s header', 4],
      ['in a frame', 10],
    ] as const) {
      it(`${where} of the log, goes on where it broke`, async () => {
        provoke(FOLLOWED, { kind: 'cut', after }, 2);
        const launched = await launch(talking);
        assert.deepEqual(launched.log, { stdout: 'one\ntwo\n', stderr: 'err\n' });
        assert.equal(launched.kept, 'one\ntwo\nerr\n');
        assert.equal(launched.report.logFault, undefined);
        await assertNothingLeft(launched);
      });
    }

    for (const kilobytes of [10, 6_000]) {
      it(`before the last line of a log of ${kilobytes} KB, which does not end, gets that too`, async () => {
        const [line, end] = ['x'.repeat(999), 'end'];
        provoke(FOLLOWED, { kind: 'short', by: 8 + end.length });
        const command = sh(`yes ${line} | head -n ${kilobytes}; echo err >&2; sleep 0.2; printf ${end}`);
        const launched = await launch({ main: { command } });
        assert.equal(launched.log.stdout.length, kilobytes * 1_000 + end.length);
        assert.ok(launched.log.stdout.endsWith(`${line}\n${end}`));
        assert.equal(launched.log.stderr, 'err\n');
        assert.equal(launched.report.logFault, undefined);
        await assertNothingLeft(launched);
      });
    }

    it('in the log again and again, says that it is not complete', async () => {
      provoke(/\/logs/, { kind: 'cut', after: 10 });
      const launched = await launch(talking);
      assert.equal(launched.report.status, 'Complete');
      assert.equal(launched.report.logFault, 'The log is not complete: the connection to the engine broke off.');
      await assertNothingLeft(launched);
    });

    it('while the container is waited for, waits on', async () => {
      provoke(/\/wait$/, { kind: 'cut', after: 0 }, 2);
      const launched = await launch(talking);
      assert.equal(launched.report.status, 'Complete', launched.report.message);
      await assertNothingLeft(launched);
    });

    for (const [what, asked, status] of [
      ['when the container is created', /containers\/create/, 'Failed (Container launch)'],
      ['when the container is started', /\/start$/, 'Failed'],
      ['whenever the container is waited for', /\/wait$/, 'Failed'],
    ] as const) {
      it(`${what}, leaves nothing`, async () => {
        provoke(asked, { kind: 'cut', after: 0 });
        const launched = await launch(talking);
        assert.equal(launched.report.status, status);
        assert.match(launched.report.message, BROKE_OFF);
        await assertNothingLeft(launched);
      });
    }

    it('when the container is removed, removes it', async () => {
      provoke(/^DELETE/, { kind: 'cut', after: 0 }, 1);
      await assertNothingLeft(await launch());
    });
  });

  it('whose engine is shut down in order says so', async () => {
    const own = await ownEngine();
    try {
      await loadBusyboxImage(own.endpoint, { name: IMAGE });
      const pidFile = join(dirname(own.endpoint.replace('unix://', '')), 'pid');
      const { report } = await launch({
        engine: own.connection.containers,
        main: { command: sh('trap "exit 143" TERM; echo ready; sleep 100 & wait') },
        onEvent: at('log', () => process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM')),
      });
      assert.equal(report.ending.kind, 'failed');
      assert.equal(
        report.message,
        'The Docker engine was shut down while tool ran, which ended it with exit code 143.',
      );
    } finally {
      await own.stop();
    }
  });

  describe('whose image', () => {
    it('goes away between the pull and the creation, is named', async () => {
      const image = 'xnat-commands-test/fleeting:1.0';
      await loadBusyboxImage(real.endpoint, { name: image });
      engine.provoke(async (_, path) => {
        if (path.startsWith('/containers/create')) await engineCall(real.endpoint, 'DELETE', `/images/${image}`);
        return undefined;
      });
      const launched = await launch({ main: { image } });
      assert.equal(launched.report.status, 'Failed (Container launch)');
      assert.match(launched.report.message, /^The image xnat-commands-test\/fleeting:1\.0 is not on .* Pull or build/);
      await assertNothingLeft(launched);
    });

    it('is refused by its registry, is named with what to do', async () => {
      const registry = await startPrivateRegistry(console.log);
      const image = `${registry.address}/lab/tool:1.0`;
      try {
        await loadBusyboxImage(real.endpoint, { name: image });
        await pushImage(real.endpoint, image, { username: registry.user, password: registry.password });
        await engineCall(real.endpoint, 'DELETE', `/images/${image}`);
        const launched = await launch({ main: { image } });
        assert.equal(launched.report.status, 'Failed (Container launch)');
        assert.match(
          launched.report.message,
          /^The image is not on the engine\. .*\/lab\/tool:1\.0 could not be pulled: /,
        );
        assert.match(launched.report.message, /Check the name, and the image host’s user and token\.$/);
        await assertNothingLeft(launched);
      } finally {
        await registry.stop();
      }
    });
  });

  describe('with a full disk', () => {
    it('of its own as it answers, says so, and how to get room', async () => {
      for (const [asked, what] of [
        [/containers\/create/, 'create'],
        [/\/start$/, 'start'],
      ] as const) {
        provoke(asked, { kind: 'answer', status: 500, message: 'mkdir /var/lib/docker/x: no space left on device' });
        const launched = await launch();
        const { message } = launched.report;
        assert.match(message, new RegExp(`^Docker could not ${what} the container: .*no space left on device\\.`));
        assert.match(message, / The disk of the engine is full: free some space, .* try again\.$/);
        await assertNothingLeft(launched);
      }
    });

    const onDisk = async (size: string, use: (folder: string) => Promise<void>) => {
      const folder = mkdtempSync(join(tmpdir(), 'xnat-small-disk-'));
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
      try {
        await use(folder);
      } finally {
        execFileSync('/bin/umount', [folder]);
        rmSync(folder, { recursive: true });
      }
    };
    const onSmallDisk = (use: (folder: string) => Promise<void>) => onDisk('256k', use);

    it('of its own, really, says so, and how to get room', async () => {
      await onDisk('24m', async (disk) => {
        const own = await ownEngine({ arguments: ['--data-root', disk] });
        try {
          await loadBusyboxImage(own.endpoint, { name: IMAGE });
          assert.throws(() =>
            execFileSync('/bin/dd', ['if=/dev/zero', `of=${disk}/filling`, 'bs=4k'], { stdio: 'pipe' }),
          );
          const { report } = await launch({ engine: own.connection.containers });
          assert.match(report.message, /^Docker could not create the container: .*no space left on device\./);
          assert.match(report.message, / The disk of the engine is full: free some space, .* try again\.$/);
          rmSync(join(disk, 'filling'));
          const left = await own.connection.containers.listRunObjects(undefined, AbortSignal.timeout(10_000));
          assert.deepEqual(left.ok && left.value, []);
        } finally {
          await own.stop();
        }
      });
    });

    it('here, says that the log could not be kept, and lets the container go on', async () => {
      await onSmallDisk(async (storage) => {
        const launched = await launch({
          main: { command: sh('head -c 1000000 /dev/zero | tr "\\0" x; echo >&2 end') },
          storage,
        });
        assert.equal(launched.report.status, 'Complete', launched.report.message);
        assert.equal(
          launched.report.logFault,
          'The log could not be kept: the disk is full. Free some space and launch again.',
        );
        await assertNothingLeft(launched);
      });
    });

    it('here, says what could not be prepared, and makes nothing', async () => {
      await onSmallDisk(async (folder) => {
        const from = mkdtempSync(join(tmpdir(), 'xnat-data-'));
        writeFileSync(join(from, 'scan.dcm'), Buffer.alloc(1_000_000));
        const launched = await launch({ plan: { launch: withCopy(from, join(folder, 'copy')) } });
        rmSync(from, { recursive: true });
        assert.equal(launched.report.status, 'Failed (Staging)');
        assert.equal(
          launched.report.message,
          'The mount “in” cannot be prepared: the disk is full. Free some space and launch again.',
        );
        assert.deepEqual(
          engine.requests.filter((request) => request.includes('/containers/create')),
          [],
        );
        await assertNothingLeft(launched);
      });
    });
  });

  describe('whose container', () => {
    it('ignores SIGTERM, is asked to end first, and made to then', async () => {
      const launched = await launch({
        main: { command: sh('trap "" TERM; echo ready; while true; do sleep 0.1; done') },
        onEvent: at('log', ({ stop }) => stop()),
      });
      assert.equal(launched.report.status, 'Failed (Killed)');
      const stops = engine.requests.filter((request) => /^POST \/containers\/\w+\/stop/.test(request));
      assert.deepEqual(
        stops.map((request) => request.split('?')[1]),
        ['t=4'],
      );
      await assertNothingLeft(launched);
    });

    it('is paused, can be stopped', async () => {
      let id = '';
      const launched = await launch({
        main: SLEEPING,
        onEvent: (event, { stop }) => {
          if (event.kind === 'created') id = event.containerId;
          if (event.kind === 'log') void engineCall(real.endpoint, 'POST', `/containers/${id}/pause`).then(stop);
        },
      });
      assert.equal(launched.report.status, 'Failed (Killed)');
      await assertNothingLeft(launched);
    });

    it('loses its output folder while it runs, is judged by what is there', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'xnat-outputs-'));
      const out = join(folder, 'build', 'out');
      mkdirSync(out, { recursive: true });
      const launched = await launch({
        main: {
          command: sh('echo ready; sleep 1; echo result > /out/result || true'),
          binds: [{ source: out, target: '/out', mode: 'rw' }],
        },
        plan: { launch: withOutput(out) },
        tools: { check: launchChecker((image, signal) => real.connection.readImageTexts(image, signal)) },
        onEvent: at('log', () => rmSync(folder, { recursive: true, force: true })),
      });
      assert.equal(launched.report.status, 'Failed (Upload)');
      assert.match(
        launched.report.message,
        /^Failed to upload required outputs\. .*Unable to find the following source/,
      );
      await assertNothingLeft(launched);
    });
  });

  describe('that is slow', () => {
    const CONTAINERS: Given = {
      setups: [{ command: sh('echo set up') }],
      main: {
        command: sh('trap "exit 0" TERM; echo main; sleep 0.3 & wait'),
        secrets: [
          { source: 'a', destination: 'TOKEN', delivery: 'environment' },
          { source: 'b', destination: 'FILE', delivery: 'file' },
        ],
      },
      wrapups: [{ command: sh('echo wrap up') }],
    };

    for (const [when, asked] of [
      ['it looks for the image', /^GET \/images/],
      ['it starts the container', /\/start$/],
      ['it is asked for the log', /\/logs/],
      ['it is waited for', /\/wait$/],
      ['it counts the bytes of the secret', /\/exec/],
    ] as const) {
      it(`and hangs when ${when}, can be left`, async () => {
        let stop: () => void = () => undefined;
        engine.provoke((method, path) => {
          if (!asked.test(`${method} ${path}`)) return undefined;
          stop();
          return { kind: 'late', by: 600_000 };
        });
        const secrets = [{ source: 'a', destination: 'TOKEN', delivery: 'environment' }] as const;
        const launched = await launch({
          main: { ...SLEEPING, secrets },
          onEvent: (_, underWay) => (stop = underWay.stop),
        });
        assert.equal(launched.report.status, 'Failed (Killed)');
        await assertNothingLeft(launched);
      });
    }

    it('and creates a container when it was given up on already, which is told, can be cleaned up', async () => {
      let stop: () => void = () => undefined;
      engine.provoke((_, path) => {
        if (!path.startsWith('/containers/create')) return undefined;
        stop();
        return { kind: 'late', by: 3_000 };
      });
      const { report } = await launch({ onEvent: (_, underWay) => (stop = underWay.stop) });
      assert.equal(report.status, 'Failed (Killed)');
      assert.match(report.leftBehind.join('\n'), /labelled with the run \S+ may yet appear\.$/);
      const [late] = await eventually(async () => {
        const left = await objects();
        assert.equal(left.length, 1);
        return left;
      });
      assert.ok(late);
      const removed = await real.connection.containers.removeObject(late, AbortSignal.timeout(10_000));
      assert.ok(removed.ok);
    });

    it('can be stopped at every step, with nothing left', async () => {
      provoke(/./, { kind: 'late', by: 20 });
      const check = launchChecker((image, signal) => engine.connection.readImageTexts(image, signal));
      const everything = { ...CONTAINERS, tools: { check } };
      const { story, report } = await launch(everything);
      assert.equal(report.status, 'Complete', report.message);
      const lines = [...new Set(story)].filter((line) => line !== 'status Complete');
      assert.ok(lines.length > 15);
      const stopAt = async (line: string) => {
        const stopped = await launch({ ...everything, onEvent: at(line, ({ stop }) => stop()) });
        // What has come to its end is not undone.
        const isOver = /^done check|^(began|done) remove/.test(line);
        assert.equal(stopped.report.status, isOver ? 'Complete' : 'Failed (Killed)', line);
        return stopped;
      };
      for (const left = [...lines, 'log']; left.length > 0;) {
        const stopped = await Promise.all(left.splice(0, AT_ONCE).map(stopAt));
        for (const each of stopped) await assertNothingLeft(each);
      }
    });
  });
});

describe('a launch on an engine that is ended', function () {
  this.timeout(300_000);
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await ownEngine({ arguments: ['--shutdown-timeout=1'] });
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
  });

  afterEach(() => engine.stop());

  const launch = (given: Given) =>
    testLaunch({ engine: engine.connection.containers, main: SLEEPING, value: VALUE, ...given });

  it('before, makes nothing', async () => {
    await engine.stop();
    const launched = await launch({});
    assertConsistent(launched);
    assert.match(launched.report.message, GONE);
    assert.deepEqual(launched.report.leftBehind, []);
  });

  it('while the container runs, ends in a sentence and says what is left', async () => {
    const pid = Number(readFileSync(engine.endpoint.replace(/^unix:\/\/(.*)docker\.sock$/, '$1pid'), 'utf8'));
    const launched = await launch({
      main: { command: sh('echo ready; sleep 100') },
      onEvent: at('log', () => process.kill(pid, 'SIGTERM')),
    });
    assertConsistent(launched);
    assert.equal(launched.report.status, 'Failed');
    // An engine that ends takes its containers down first, and may remove one in the midst of that.
    assert.match(launched.report.leftBehind.join('\n'), new RegExp(`^$|${LEFT.source}`));
  });
});

/** A launch whose container may write to a copy of a folder. */
function withCopy(from: string, to: string) {
  const launch = resolved({ command: { mounts: [{ name: 'in', path: '/in', writable: true }] } });
  const mounts = launch.container.mounts.map((mount) => ({
    ...mount,
    xnatPath: to,
    source: { kind: 'copy', input: 'session', from, to, entry: 'directory', files: undefined } as const,
  }));
  return { ...launch, container: { ...launch.container, mounts } };
}

/** A launch that has to write a file `result` into a folder. */
function withOutput(folder: string) {
  const launch = resolved({
    command: {
      mounts: [{ name: 'out', path: '/out', writable: true }],
      outputs: [{ name: 'files', mount: 'out', path: 'result', required: true }],
    },
    wrapper: {
      'external-inputs': [{ name: 'session', type: 'Session' }],
      'output-handlers': [
        { name: 'store', 'accepts-command-output': 'files', 'as-a-child-of': 'session', type: 'Resource', label: 'R' },
      ],
    },
    inputs: { session: SESSION },
  });
  const mounts = launch.container.mounts.map((mount) => ({ ...mount, xnatPath: folder }));
  return { ...launch, container: { ...launch.container, mounts } };
}
