import assert from 'node:assert/strict';
import type { ContainerSpec } from '../../../src/launch/container-spec';
import type { ContainerEngine, LogStream } from '../../../src/launch/engine';
import { runContainer, type RunReport, type RunState } from '../../../src/launch/run';
import type { SecretResolver } from '../../../src/launch/run-secrets';
import { SecretValue } from '../../../src/secrets/secret-value';
import { specOf } from '../../support/container-specs';
import { done, hanging, lost, refused, scriptedEngine, type ScriptedEngine } from '../../support/scripted-engine';

const VALUE = 'hunter2-hunter2';
const LABELS = { run: 'r1', owner: 'me', started: '2026-01-01T00:00:00Z' };
const withSecret = specOf({
  environment: [
    ['XNAT_HOST', 'http://xnat.invalid'],
    ['TOKEN', 'from the Command'],
  ],
  secrets: [{ source: 'site.token', destination: 'TOKEN' }],
});

interface Run {
  readonly engine: ScriptedEngine;
  readonly report: RunReport;
  readonly states: readonly string[];
  readonly log: Readonly<Record<LogStream, string>>;
}

interface Circumstances {
  readonly spec?: ContainerSpec;
  readonly script?: Partial<ContainerEngine>;
  readonly resolveSecret?: SecretResolver;
  /** Stops the run when it gets into this state. */
  readonly stopAt?: RunState['kind'];
  readonly onLog?: () => void;
}

async function run(given: Circumstances): Promise<Run> {
  const { spec = withSecret, script = {}, resolveSecret = () => Promise.resolve(new SecretValue(VALUE)) } = given;
  const engine = scriptedEngine(script);
  const stop = new AbortController();
  const states: string[] = [];
  const log = { stdout: '', stderr: '' };
  const report = await runContainer(
    spec,
    LABELS,
    {
      engine,
      resolveSecret,
      onLog: (stream, bytes) => {
        given.onLog?.();
        log[stream] += Buffer.from(bytes).toString();
      },
      onState: (state) => {
        states.push(state.kind);
        if (state.kind === given.stopAt) stop.abort();
      },
    },
    stop.signal,
  );
  return { engine, report, states, log };
}

describe('a run', () => {
  it('creates nothing when a value cannot be masked', async () => {
    class Unmaskable extends SecretValue {
      private uses = 0;

      override reveal(): string {
        if (++this.uses > 1) throw new RangeError('too long');
        return super.reveal();
      }
    }
    const engine = scriptedEngine({});
    const tools = {
      engine,
      resolveSecret: () => Promise.resolve(new Unmaskable(VALUE)),
      onLog: () => undefined,
      onState: () => undefined,
    };
    await assert.rejects(runContainer(withSecret, LABELS, tools, new AbortController().signal), RangeError);
    assert.deepEqual(engine.calls, []);
  });

  it('creates, starts, follows, waits and removes, and masks the log', async () => {
    const { engine, report, states, log } = await run({
      script: {
        followLog: async (_, sink) => {
          await sink('stdout', Buffer.from('token is hunter2-'));
          await sink('stderr', Buffer.from('no token\n'));
          await sink('stdout', Buffer.from('hunter2\nhunter2-hun'));
          return done(undefined);
        },
      },
    });
    assert.deepEqual(engine.calls, ['create r1', 'start c1', 'log c1', 'wait c1', 'remove c1']);
    assert.deepEqual(states, ['preparing', 'starting', 'running', 'removing']);
    assert.deepEqual(log, { stdout: 'token is •••\nhunter2-hun', stderr: 'no token\n' });
    assert.deepEqual(report, {
      outcome: { kind: 'exited', exitCode: 0, outOfMemory: false, durationMs: 5 },
      unmaskedVariables: [],
      logFault: undefined,
      leftBehind: undefined,
    });
  });

  it('gives secrets last, and they win', async () => {
    const { engine } = await run({});
    assert.deepEqual(engine.environment, ['XNAT_HOST=http://xnat.invalid', `TOKEN=${VALUE}`]);
  });

  it('creates nothing when values are missing, and names their sources once', async () => {
    const spec = specOf({
      secrets: [
        { source: 'a', destination: 'A' },
        { source: 'b', destination: 'B' },
        { source: 'b', destination: 'C' },
      ],
    });
    const resolveSecret = (source: string) => Promise.resolve(source === 'a' ? new SecretValue('') : undefined);
    const { engine, report } = await run({ spec, resolveSecret });
    assert.deepEqual(report.outcome, { kind: 'secrets-missing', sources: ['b'] });
    assert.deepEqual(engine.calls, []);
  });

  it('says why a secret cannot be read', async () => {
    const { report } = await run({ resolveSecret: () => Promise.reject(new Error('the keyring is locked')) });
    assert.deepEqual(report.outcome, {
      kind: 'failed',
      failure: undefined,
      message: 'The secret “site.token” cannot be read: the keyring is locked',
    });
  });

  it('names variables whose secret is too short to mask', async () => {
    assert.deepEqual(
      (await run({ resolveSecret: () => Promise.resolve(new SecretValue('abc')) })).report.unmaskedVariables,
      ['TOKEN'],
    );
    assert.deepEqual(
      (await run({ resolveSecret: () => Promise.resolve(new SecretValue('')) })).report.unmaskedVariables,
      [],
    );
  });

  it('keeps values out of what an engine says', async () => {
    const { engine, report } = await run({ script: { create: () => refused(`invalid variable: TOKEN=${VALUE}.`) } });
    assert.ok(!JSON.stringify(report).includes(VALUE));
    assert.equal(
      report.outcome.kind === 'failed' && report.outcome.message,
      'Docker could not create the container: invalid variable: TOKEN=•••.',
    );
    assert.deepEqual(engine.calls, ['create r1']);
  });

  it('removes a container that does not start', async () => {
    const { engine, report } = await run({ script: { start: () => refused('no such program.') } });
    assert.equal(
      report.outcome.kind === 'failed' && report.outcome.message,
      'Docker could not start the container: no such program.',
    );
    assert.deepEqual(engine.calls, ['create r1', 'start c1', 'remove c1']);
  });

  it('removes what a broken creation may have made, by its label', async () => {
    const { engine, report } = await run({
      script: {
        create: lost,
        listRunContainers: () => done([{ ...LABELS, containerId: 'c7', state: 'created' }]),
      },
    });
    assert.equal(report.outcome.kind, 'failed');
    assert.equal(report.leftBehind, undefined);
    assert.deepEqual(engine.calls, ['create r1', 'list r1', 'remove c7']);
  });

  it('says what it had to leave behind', async () => {
    const { report } = await run({ script: { remove: lost } });
    assert.match(report.leftBehind ?? '', /^The container c1 could not be removed: /);
    assert.equal(report.outcome.kind, 'exited');
    assert.match((await run({ script: { create: lost, listRunContainers: lost } })).report.leftBehind ?? '', /run r1/);
  });

  it('tells a broken log from a broken run', async () => {
    const { report } = await run({ script: { followLog: lost } });
    assert.equal(report.outcome.kind, 'exited');
    assert.match(report.logFault ?? '', /not complete/);
    const { report: broken } = await run({ script: { waitForExit: lost } });
    assert.equal(broken.outcome.kind, 'failed');
  });

  it('goes on when the log cannot be kept', async () => {
    const { report } = await run({
      script: {
        followLog: async (_, sink) => {
          await sink('stdout', Buffer.from('one'));
          await sink('stdout', Buffer.from('two'));
          return done(undefined);
        },
      },
      onLog: () => {
        throw new Error('disk full');
      },
    });
    assert.equal(report.outcome.kind, 'exited');
    assert.equal(report.logFault, 'The log could not be kept: disk full');
  });
});

describe('a run that is stopped', () => {
  it('before anything is created, creates nothing', async () => {
    const { engine, report } = await run({ stopAt: 'preparing' });
    assert.deepEqual(report.outcome, { kind: 'stopped', exit: undefined });
    assert.deepEqual(engine.calls, []);
  });

  it('while a creation hangs, removes what it may have made', async () => {
    const stop = new AbortController();
    const engine = scriptedEngine({
      create: (_spec, _environment, _labels, signal) => {
        stop.abort();
        return hanging(signal);
      },
      listRunContainers: () => done([{ ...LABELS, containerId: 'c7', state: 'created' }]),
    });
    const tools = {
      engine,
      resolveSecret: () => Promise.resolve(undefined),
      onLog: () => undefined,
      onState: () => undefined,
    };
    const report = await runContainer(specOf({}), LABELS, tools, stop.signal);
    assert.deepEqual(report.outcome, { kind: 'stopped', exit: undefined });
    assert.deepEqual(engine.calls, ['create r1', 'list r1', 'remove c7']);
  });

  it('while it starts, removes the container', async () => {
    const { engine, report } = await run({ stopAt: 'starting', script: { start: (_, signal) => hanging(signal) } });
    assert.deepEqual(report.outcome, { kind: 'stopped', exit: undefined });
    assert.deepEqual(engine.calls, ['create r1', 'start c1', 'remove c1']);
  });

  it('while it runs, asks the container to end, shows the end of its log, and removes it', async () => {
    let end: (value: undefined) => void = () => assert.fail();
    const ended = new Promise<undefined>((resolve) => {
      end = resolve;
    });
    const { engine, report, states, log } = await run({
      stopAt: 'running',
      script: {
        waitForExit: async () => {
          await ended;
          return done({ exitCode: 137, outOfMemory: false, durationMs: 9 });
        },
        followLog: async (_, sink) => {
          await ended;
          await sink('stdout', Buffer.from('last words'));
          return done(undefined);
        },
        stop: () => {
          end(undefined);
          return done(undefined);
        },
      },
    });
    assert.deepEqual(engine.calls, ['create r1', 'start c1', 'log c1', 'wait c1', 'stop c1', 'remove c1']);
    assert.deepEqual(states, ['preparing', 'starting', 'running', 'stopping', 'removing']);
    assert.equal(log.stdout, 'last words');
    assert.deepEqual(report.outcome, {
      kind: 'stopped',
      exit: { exitCode: 137, outOfMemory: false, durationMs: 9 },
    });
  });

  it('while an endless log comes in, gives up on its end', async () => {
    const { report } = await run({
      stopAt: 'running',
      script: { followLog: (_id, _sink, signal) => hanging(signal) },
    });
    assert.match(report.logFault ?? '', /left out/);
    assert.equal(report.leftBehind, undefined);
  });
});
