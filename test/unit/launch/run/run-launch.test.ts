import assert from 'node:assert/strict';
import type { ContainerSpec } from '../../../../src/launch/container-spec';
import type { ContainerEngine } from '../../../../src/launch/engine';
import type { LaunchChecker } from '../../../../src/launch/run/launch-tools';
import { SecretValue } from '../../../../src/secrets/secret-value';
import { done, hanging, lost, refused, scriptedEngine, type ScriptedEngine } from '../../../support/scripted-engine';
import { testLaunch, type TestLaunch, type TestLaunched } from '../../../support/test-launch';

const VALUE = 'hunter2-hunter2';
const LEFT = { kind: 'container', id: 'c7', run: 'r', owner: 'me', started: '', step: 'main' } as const;
const withSecret: Partial<ContainerSpec> = {
  environment: [
    ['XNAT_HOST', 'http://xnat.invalid'],
    ['TOKEN', 'from the Command'],
  ],
  secrets: [{ source: 'site.token', destination: 'TOKEN', delivery: 'environment' }],
};

interface Circumstances extends Partial<Omit<TestLaunch, 'engine'>> {
  readonly script?: Partial<ContainerEngine>;
  /** Stops the launch when the story comes to this line. */
  readonly stopAt?: string;
}

interface Launched extends TestLaunched {
  readonly engine: ScriptedEngine;
}

async function launch(given: Circumstances): Promise<Launched> {
  const { script = {}, stopAt, ...rest } = given;
  const engine = scriptedEngine(script);
  const launched = await testLaunch({
    main: withSecret,
    value: VALUE,
    ...rest,
    engine,
    onEvent: (event, underWay) => {
      given.onEvent?.(event, underWay);
      if (stopAt !== undefined && underWay.story.at(-1) === stopAt) underWay.stop();
    },
  });
  return { ...launched, engine };
}

/** The calls that make and end containers. */
const calls = ({ engine }: Launched) => engine.calls.filter((call) => !/^look|^measure|^count/.test(call));

describe('a launch', () => {
  it('makes nothing when a value cannot be masked', async () => {
    class Unmaskable extends SecretValue {
      private uses = 0;

      override reveal(): string {
        if (++this.uses > 1) throw new RangeError('too long');
        return super.reveal();
      }
    }
    const engine = scriptedEngine({});
    const tools = { resolveSecret: () => Promise.resolve(new Unmaskable(VALUE)) };
    await assert.rejects(testLaunch({ engine, main: withSecret, tools }), RangeError);
    assert.deepEqual(engine.calls, []);
  });

  it('creates, starts, follows, waits and removes, and masks the log', async () => {
    const launched = await launch({
      script: {
        followLog: async (_, sink) => {
          await sink('stdout', Buffer.from('token is hunter2-'));
          await sink('stderr', Buffer.from('no token\n'));
          await sink('stdout', Buffer.from('hunter2\nhunter2-hun'));
          return done(undefined);
        },
      },
    });
    const { report, story, log, kept } = launched;
    assert.deepEqual(calls(launched), ['create main', 'start main', 'log main', 'wait main', 'remove main']);
    assert.deepEqual(story, [
      'status Staging',
      'created main',
      'status Created',
      'status Running',
      'began main',
      'main: starting',
      'main: running',
      'done main',
      'status Finalizing',
      'began check',
      'done check',
      'began remove',
      'done remove',
      'status Complete',
    ]);
    assert.deepEqual(log, { stdout: 'token is •••\nhunter2-hun', stderr: 'no token\n' });
    assert.ok(!kept.includes(VALUE) && kept.includes('•••'));
    assert.equal(report.status, 'Complete');
    assert.deepEqual(report.ending, { kind: 'ran' });
    assert.equal(report.message, 'tool ended with exit code 0 after 5 ms.');
    assert.deepEqual(report.steps[0]?.container, {
      containerId: 'main',
      image: 'xnat-commands-test/busybox:1.0',
      exit: { exitCode: 0, outOfMemory: false, durationMs: 5 },
      peakMemory: undefined,
    });
    assert.deepEqual(report.unmaskedVariables, []);
    assert.deepEqual(report.leftBehind, []);
    assert.equal(report.logFault, undefined);
  });

  it('gives secrets last, and they win', async () => {
    const { engine } = await launch({});
    assert.deepEqual(engine.environment, ['XNAT_HOST=http://xnat.invalid', `TOKEN=${VALUE}`]);
  });

  it('makes nothing when values are missing, and names their sources once', async () => {
    const main: Partial<ContainerSpec> = {
      secrets: [
        { source: 'a', destination: 'A', delivery: 'environment' },
        { source: 'b', destination: 'B', delivery: 'environment' },
        { source: 'b', destination: 'C', delivery: 'environment' },
      ],
    };
    const resolveSecret = (source: string) => Promise.resolve(source === 'a' ? new SecretValue('') : undefined);
    const { engine, report } = await launch({ main, tools: { resolveSecret } });
    assert.deepEqual(report.ending, { kind: 'secrets-missing', sources: ['b'] });
    assert.equal(report.status, 'Failed (Command resolution)');
    assert.deepEqual(engine.calls, []);
  });

  it('says why a secret cannot be read', async () => {
    const resolveSecret = () => Promise.reject(new Error('the keyring is locked'));
    const { report } = await launch({ tools: { resolveSecret } });
    assert.equal(report.status, 'Failed (Command resolution)');
    assert.equal(report.message, 'The secret “site.token” cannot be read: the keyring is locked');
  });

  it('names variables whose secret is too short to mask', async () => {
    assert.deepEqual((await launch({ value: 'abc' })).report.unmaskedVariables, ['TOKEN']);
    assert.deepEqual((await launch({ value: '' })).report.unmaskedVariables, []);
  });

  it('keeps values out of what an engine says', async () => {
    const launched = await launch({ script: { create: () => refused(`invalid variable: TOKEN=${VALUE}.`) } });
    const { report } = launched;
    assert.ok(!JSON.stringify(report).includes(VALUE));
    assert.equal(report.message, 'Docker could not create the container: invalid variable: TOKEN=•••.');
    assert.equal(report.status, 'Failed (Container launch)');
    assert.deepEqual(calls(launched), ['create main']);
  });

  it('removes a container that does not start', async () => {
    const launched = await launch({ script: { start: () => refused('no such program.') } });
    assert.equal(launched.report.message, 'Docker could not start the container: no such program.');
    assert.equal(launched.report.status, 'Failed');
    assert.deepEqual(calls(launched), ['create main', 'start main', 'remove main']);
  });

  it('removes what a broken creation may have made, by its label', async () => {
    const launched = await launch({
      script: {
        create: lost,
        listRunObjects: () => done([LEFT]),
      },
    });
    assert.equal(launched.report.ending.kind, 'failed');
    assert.deepEqual(launched.report.leftBehind, []);
    assert.deepEqual(calls(launched).slice(-1), ['remove container c7']);
  });

  it('says what it had to leave behind', async () => {
    const { report } = await launch({ script: { remove: lost } });
    assert.match(
      report.leftBehind[0] ?? '',
      /^The container main is still on the engine, which no longer answers: remove it once it does\.$/,
    );
    assert.equal(report.status, 'Complete');
    const { report: other } = await launch({ script: { create: lost, listRunObjects: lost } });
    assert.match(other.leftBehind[0] ?? '', /run test-\d+ may be left/);
  });

  it('keeps containers where it is told to, says what that means, and removes them when it is stopped', async () => {
    const plan = { afterwards: 'keep' } as const;
    const launched = await launch({ plan });
    assert.ok(!calls(launched).some((call) => call.startsWith('remove')));
    assert.deepEqual([launched.report.kept, launched.report.leftBehind], [['main'], []]);
    assert.equal(
      launched.report.notes.at(-1),
      'The container is kept: remove with “docker rm -v main”. Until then “docker inspect” shows the values of TOKEN to whoever may use the engine.',
    );
    const stopped = await launch({ plan, stopAt: 'main: running' });
    assert.deepEqual(calls(stopped).slice(-1), ['remove main']);
    assert.deepEqual(stopped.report.kept, []);
  });

  it('tells an engine that is shut down from a container that ends badly', async () => {
    const failure = { kind: 'lost', endpoint: 'unix:///x', message: 'It is gone.' } as const;
    const ended = async (exit: { readonly exitCode: number; readonly outOfMemory?: boolean }, gone = true) => {
      const { report, engine } = await launch({
        script: {
          waitForExit: () => done({ outOfMemory: false, durationMs: 5, ...exit }),
          goesAway: () => Promise.resolve(gone ? failure : undefined),
        },
      });
      // What is to be removed is removed while the engine still answers.
      const last = engine.calls.at(-1);
      assert.equal(report.status, exit.exitCode === 0 ? 'Complete' : 'Failed');
      return { kind: report.ending.kind, message: report.message, last };
    };
    for (const exitCode of [137, 143]) {
      assert.deepEqual(await ended({ exitCode }), {
        kind: 'failed',
        message: `The Docker engine was shut down while tool ran, which ended it with exit code ${exitCode}.`,
        last: 'wait for the engine to go',
      });
      assert.equal((await ended({ exitCode }, false)).kind, 'ran');
    }
    for (const exit of [{ exitCode: 0 }, { exitCode: 1 }, { exitCode: 137, outOfMemory: true }]) {
      const { kind, last } = await ended(exit);
      assert.deepEqual([kind, last], ['ran', 'remove main']);
    }
  });

  it('tells a broken log from a broken run', async () => {
    const { report } = await launch({ script: { followLog: lost } });
    assert.equal(report.status, 'Complete');
    assert.match(report.logFault ?? '', /not complete/);
    const { report: broken } = await launch({ script: { waitForExit: lost } });
    assert.equal(broken.ending.kind, 'failed');
    assert.equal(broken.status, 'Failed');
  });

  it('goes on when the log cannot be shown', async () => {
    const { report } = await launch({
      script: {
        followLog: async (_, sink) => {
          await sink('stdout', Buffer.from('one'));
          await sink('stdout', Buffer.from('two'));
          return done(undefined);
        },
      },
      onEvent: ({ kind }) => {
        if (kind === 'log') throw new Error('disk full');
      },
    });
    assert.equal(report.status, 'Complete');
    assert.equal(report.logFault, 'The log could not be kept: disk full.');
  });

  it('ends as the service would when the container ends badly', async () => {
    const exit = { exitCode: 137, outOfMemory: true, durationMs: 1500 };
    const { report } = await launch({ script: { waitForExit: () => done(exit) }, wrapups: [{}] });
    assert.equal(report.status, 'Failed');
    assert.equal(report.message, 'tool ended with exit code 137 (it ran out of memory) after 1.5 s.');
    assert.deepEqual(
      report.steps.map(({ step, result }) => `${result} ${step.id}`),
      ['failed main', 'skipped wrapup-1', 'done check', 'done remove'],
    );
  });

  it('fails with what could not be uploaded', async () => {
    const faults = ['Unable to find the following source files/folders: x'];
    const check: LaunchChecker = ({ leaks }) =>
      Promise.resolve({ uploads: { outputs: [], faults }, leaks: leaks.report() });
    const { report } = await launch({ tools: { check } });
    assert.equal(report.status, 'Failed (Upload)');
    assert.match(report.message, /^Failed to upload required outputs\. Unable to find/);
  });

  it('says why its outputs could not be looked at', async () => {
    const { report } = await launch({ tools: { check: () => Promise.reject(new Error('no permission')) } });
    assert.equal(report.message, 'What the launch has left could not be looked at: no permission');
    assert.equal(report.steps.at(-1)?.step.id, 'remove');
  });
});

describe('the images of a launch', () => {
  it('are pulled when they are not there, each once', async () => {
    const launched = await launch({
      main: { image: 'a:1' },
      setups: [{ image: 'b:1' }, { image: 'b:1' }],
      wrapups: [{ image: 'a:1' }],
      script: {
        hasImage: (image) => done(image === 'a:1'),
        pullImage: (_image, _login, onProgress) => {
          onProgress(new Map([['a', { phase: 'waiting' }]]));
          return done(undefined);
        },
      },
    });
    assert.deepEqual(
      launched.engine.calls.filter((call) => /^look|^pull/.test(call)),
      ['look for a:1', 'look for b:1', 'pull b:1'],
    );
    assert.ok(launched.story.includes('pull-1: 0 of 1 layer'));
  });

  it('that cannot be pulled end the launch before anything is made', async () => {
    const launched = await launch({
      script: { hasImage: () => done(false), pullImage: () => refused('no basic auth credentials.') },
    });
    assert.equal(launched.report.status, 'Failed (Container launch)');
    assert.match(launched.report.message, /^The image is not on the engine\. no basic auth credentials\.$/);
    assert.deepEqual(calls(launched), ['pull xnat-commands-test/busybox:1.0']);
  });

  it('stop being pulled when the launch is stopped', async () => {
    const { report } = await launch({
      stopAt: 'began pull-1',
      script: { hasImage: () => done(false), pullImage: (_image, _login, _tell, signal) => hanging(signal) },
    });
    assert.deepEqual(report.ending, { kind: 'stopped' });
    assert.deepEqual(report.leftBehind, []);
  });
});

describe('setup and wrapup containers', () => {
  it('run before and after the main one, which is created first', async () => {
    const launched = await launch({ setups: [{}, {}], wrapups: [{}] });
    assert.equal(launched.report.status, 'Complete');
    assert.deepEqual(
      calls(launched).filter((call) => /^(create|start)/.test(call)),
      [
        'create main',
        'create setup-1',
        'create setup-2',
        'start setup-1',
        'start setup-2',
        'start main',
        'create wrapup-1',
        'start wrapup-1',
      ],
    );
    assert.deepEqual(calls(launched).filter((call) => call.startsWith('remove')).length, 4);
  });

  it('get no secret', async () => {
    const { engine } = await launch({ setups: [{}], wrapups: [{}] });
    assert.equal(engine.environment.filter((entry) => entry.includes(VALUE)).length, 1);
  });

  it('that fail end the launch, the other ones killed and the main one never started', async () => {
    const launched = await launch({
      setups: [{}, {}],
      wrapups: [{}],
      script: {
        waitForExit: (id, signal) =>
          id === 'setup-1' ? done({ exitCode: 3, outOfMemory: false, durationMs: 1 }) : hanging(signal),
      },
    });
    const { report } = launched;
    assert.equal(report.status, 'Failed (Setup)');
    assert.equal(report.message, 'setup-1 ended with exit code 3.');
    assert.ok(launched.engine.calls.includes('stop setup-2 0'));
    assert.ok(!launched.engine.calls.includes('start main'));
    assert.deepEqual(
      report.steps.map(({ step, result }) => `${result} ${step.id}`),
      ['failed setup-1', 'stopped setup-2', 'skipped main', 'skipped wrapup-1', 'done check', 'done remove'],
    );
  });

  it('that fail afterwards fail the launch', async () => {
    const { report } = await launch({
      wrapups: [{}],
      script: { waitForExit: (id) => done({ exitCode: id === 'main' ? 0 : 1, outOfMemory: false, durationMs: 1 }) },
    });
    assert.equal(report.status, 'Failed (Wrapup)');
    assert.equal(report.checks?.uploads, undefined);
  });

  it('are all ended when the launch is stopped', async () => {
    const launched = await launch({
      setups: [{}, {}],
      stopAt: 'setup-2: running',
      script: { waitForExit: (_id, signal) => hanging(signal) },
    });
    assert.equal(launched.report.status, 'Failed (Killed)');
    for (const call of ['stop setup-1 4', 'stop setup-2 4', 'remove main', 'remove setup-1', 'remove setup-2'])
      assert.ok(launched.engine.calls.includes(call), call);
  });
});

describe('a launch that is stopped', () => {
  it('before anything is created, creates nothing', async () => {
    const { engine, report } = await launch({ stopAt: 'status Staging' });
    assert.deepEqual(report.ending, { kind: 'stopped' });
    assert.equal(report.status, 'Failed (Killed)');
    assert.deepEqual(engine.calls, []);
  });

  it('while a creation hangs, removes what it may have made', async () => {
    let stop: () => void = () => assert.fail();
    const launched = await launch({
      onEvent: (_, underWay) => {
        stop = underWay.stop;
      },
      script: {
        create: (_request, signal) => {
          stop();
          return hanging(signal);
        },
        listRunObjects: () => done([LEFT]),
      },
    });
    assert.deepEqual(launched.report.ending, { kind: 'stopped' });
    assert.deepEqual(calls(launched).slice(-1), ['remove container c7']);
  });

  it('while it starts, removes the container', async () => {
    const launched = await launch({ stopAt: 'main: starting', script: { start: (_, signal) => hanging(signal) } });
    assert.deepEqual(launched.report.ending, { kind: 'stopped' });
    assert.deepEqual(calls(launched), ['create main', 'start main', 'remove main']);
  });

  it('while it runs, asks the container to end, shows the end of its log, and removes it', async () => {
    let end: (value: undefined) => void = () => assert.fail();
    const ended = new Promise<undefined>((resolve) => {
      end = resolve;
    });
    const launched = await launch({
      stopAt: 'main: running',
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
    const { report, story, log } = launched;
    assert.deepEqual(calls(launched), [
      'create main',
      'start main',
      'log main',
      'wait main',
      'stop main 4',
      'remove main',
    ]);
    assert.ok(story.includes('stopping'));
    assert.equal(log.stdout, 'last words');
    assert.deepEqual(report.ending, { kind: 'stopped' });
    assert.equal(report.steps[0]?.container?.exit?.exitCode, 137);
  });

  it('while an endless log comes in, gives up on its end', async () => {
    const { report } = await launch({
      stopAt: 'main: running',
      script: { followLog: (_id, _sink, signal) => hanging(signal) },
    });
    assert.match(report.logFault ?? '', /left out/);
    assert.deepEqual(report.leftBehind, []);
  });
});
