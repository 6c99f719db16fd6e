import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerEngine, RunObject } from '../../../../src/launch/engine';
import { logFileOf } from '../../../../src/launch/history/run-logs';
import { readRecord } from '../../../../src/launch/history/run-record';
import { adoptRun } from '../../../../src/launch/run/adopt-run';
import type { LaunchEvent } from '../../../../src/launch/run/launch-event';
import { noChecks, type LaunchChecker } from '../../../../src/launch/run/launch-tools';
import { makeRunFolder } from '../../../../src/launch/run-folder';
import { nameRunFolder } from '../../../../src/launch/run-folder-names';
import { SecretValue } from '../../../../src/secrets/secret-value';
import { done, hanging, lost, refused, scriptedEngine } from '../../../support/scripted-engine';

const VALUE = 'hunter2-hunter2';
const SECRET = { source: 'site.token', destination: 'TOKEN', delivery: 'environment' };
const object = (kind: RunObject['kind'], id: string): RunObject => ({
  kind,
  id,
  run: 'r',
  owner: '',
  started: '',
  step: 'main',
});

interface Circumstances {
  readonly script?: Partial<ContainerEngine>;
  readonly record?: object;
  readonly value?: SecretValue | undefined;
  readonly check?: LaunchChecker;
  readonly stop?: 'when it runs';
}

describe('a run that is taken up', () => {
  let storage: string;
  beforeEach(() => (storage = mkdtempSync(join(tmpdir(), 'adopt-'))));
  afterEach(() => rmSync(storage, { recursive: true }));

  async function adopt({ script = {}, record = {}, check = noChecks, stop, ...rest }: Circumstances) {
    const folder = nameRunFolder(storage);
    await makeRunFolder(folder);
    const kept = logFileOf(folder.logs, 'main', 'stdout');
    writeFileSync(kept, 'what was kept before');
    const engine = scriptedEngine({ listRunObjects: () => done([object('container', 'c1')]), ...script });
    const read = readRecord(
      JSON.stringify({
        run: folder.run,
        title: 'tool',
        started: new Date().toISOString(),
        secrets: [SECRET],
        ...record,
      }),
    );
    assert.ok(read);
    const stopping = new AbortController();
    const story: string[] = [];
    const report = await adoptRun(
      { record: read, folder, containerId: 'c1' },
      {
        engine,
        resolveSecret: () => Promise.resolve('value' in rest ? rest.value : new SecretValue(VALUE)),
        check,
        onEvent: (event: LaunchEvent) => {
          if (event.kind === 'began') story.push(`began ${event.step.id}`);
          if (event.kind === 'ended') story.push(`${event.report.result} ${event.report.step.id}`);
          if (event.kind === 'began' && event.step.id === 'main' && stop !== undefined) stopping.abort();
        },
      },
      stopping.signal,
    );
    assert.ok(!JSON.stringify(report).includes(VALUE));
    const log = existsSync(kept) ? readFileSync(kept, 'utf8') : '';
    return { report, story, log, calls: engine.calls };
  }

  it('is followed from the first byte of its log, masked, to its end, and removed', async () => {
    const { report, log, calls } = await adopt({
      script: {
        followLog: async (_, sink) => {
          await sink('stdout', Buffer.from(`begin ${VALUE} end\n`));
          return done(undefined);
        },
        listRunObjects: () => done([object('service', 's1'), object('secret', 'x1')]),
      },
    });
    assert.equal(report.status, 'Complete');
    assert.equal(log, 'begin ••• end\n');
    assert.deepEqual(calls.slice(-2), ['remove service s1', 'remove secret x1']);
    assert.deepEqual(report.leftBehind, []);
  });

  it('is judged without its log when a secret of it is gone, which could not be masked', async () => {
    const { report, calls, log } = await adopt({ value: undefined });
    assert.equal(report.status, 'Complete');
    assert.match(report.logFault ?? '', /a secret of the run is not stored any more/);
    assert.ok(!calls.some((call) => call.startsWith('log')));
    assert.equal(log, 'what was kept before');
  });

  it('brings back what it has written on an engine that does not see our folders', async () => {
    const got: string[] = [];
    const store = {
      volumes: [],
      put: () => done(undefined),
      get: (volume: number, to: string) => {
        got.push(`${volume} ${to}`);
        return done(undefined);
      },
    };
    const sent = [
      { path: '/in', mode: 'ro' },
      { path: '/out', mode: 'rw' },
    ];
    const { report, story } = await adopt({ record: { sent }, script: { openStore: () => done(store) } });
    assert.equal(report.status, 'Complete');
    assert.deepEqual(got, ['1 /out']);
    assert.deepEqual(story, ['began main', 'done main', 'began fetch', 'done fetch']);
    assert.deepEqual(
      report.steps.map(({ step }) => step.id),
      ['main', 'fetch'],
    );
    const failing = await adopt({ record: { sent }, script: { openStore: () => refused('No such volume.') } });
    assert.equal(failing.report.status, 'Failed');
    assert.equal(failing.report.message, 'The outputs could not be copied from the engine: No such volume.');
  });

  it('ends as its container did', async () => {
    const exit = { exitCode: 3, outOfMemory: false, durationMs: 5 };
    const { report } = await adopt({ script: { waitForExit: () => done(exit) } });
    assert.equal(report.status, 'Failed');
    assert.match(report.message, /^tool ended with exit code 3 after 5 ms/);
  });

  it('tells that its wrapup Commands were not run', async () => {
    const outputs = {
      outputs: [],
      container: { mounts: [] },
      wrapupContainers: [{ parentName: 'x', container: { mounts: [] } }],
    };
    const { report } = await adopt({ record: { outputs } });
    assert.equal(report.status, 'Failed (Wrapup)');
    assert.match(report.message, /wrapup Commands were not run.* Run it again\.$/);
  });

  it('fails with what could not be uploaded', async () => {
    const check: LaunchChecker = ({ leaks }) =>
      Promise.resolve({ uploads: { outputs: [], faults: ['files is missing.'] }, leaks: leaks.report() });
    assert.equal((await adopt({ check })).report.status, 'Failed (Upload)');
  });

  it('can be stopped, with a grace', async () => {
    const { report, calls } = await adopt({
      stop: 'when it runs',
      script: { waitForExit: (_, signal) => hanging(signal), followLog: (_, __, signal) => hanging(signal) },
    });
    assert.deepEqual(report.ending, { kind: 'stopped' });
    assert.ok(calls.includes('stop c1 4'));
    assert.ok(calls.includes('remove container c1'));
  });

  it('says that its end is not known when the engine goes away, and what is left', async () => {
    const { report } = await adopt({ script: { waitForExit: lost, followLog: lost, removeObject: lost } });
    assert.equal(report.status, 'Failed');
    assert.match(report.message, /^It is not known how tool ended: /);
    assert.match(report.leftBehind[0] ?? '', /^The container c1 is still on the engine/);
  });
});
