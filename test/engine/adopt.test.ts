import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall } from '../../scripts/lib/engine-request.mjs';
import { logFileOf } from '../../src/launch/history/run-logs';
import { readRecord } from '../../src/launch/history/run-record';
import { adoptRun } from '../../src/launch/run/adopt-run';
import { sortOutLeftRuns } from '../../src/launch/run/left-runs';
import type { SentFolder } from '../../src/launch/run/launch-event';
import { noChecks } from '../../src/launch/run/launch-tools';
import { makeRunFolder } from '../../src/launch/run-folder';
import { runFolder } from '../../src/launch/run-folder-names';
import { SecretValue } from '../../src/secrets/secret-value';
import { ownEngine, type TestEngine } from '../support/docker-engine';
import { faultyEngine } from '../support/faulty-engine';
import { testLaunch } from '../support/test-launch';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const VALUE = 'Zebra-17 quartz&"Ünicode"';
const SECRETS = [{ source: 'a', destination: 'TOKEN', delivery: 'file' }] as const;

describe('a run whose window has gone', function () {
  this.timeout(300_000);
  let storage: string;
  let engine: TestEngine | undefined;

  beforeEach(() => (storage = mkdtempSync(join(tmpdir(), 'xnat-adopt-'))));

  afterEach(async () => {
    await engine?.stop();
    rmSync(storage, { recursive: true });
  });

  for (const { where, backend } of [
    { where: 'on an engine that does not see the folders of this machine', backend: 'docker' },
    { where: 'on a swarm', backend: 'swarm' },
  ] as const) {
    it(`is followed to its end ${where}, and leaves nothing`, async () => {
      const data = join(storage, 'data');
      const out = join(data, 'out');
      mkdirSync(out, { recursive: true });
      engine = await ownEngine(backend === 'docker' ? { hidden: data } : {});
      await loadBusyboxImage(engine.endpoint, { name: IMAGE });
      if (backend === 'swarm') {
        const body = { ListenAddr: '127.0.0.1:0', AdvertiseAddr: '127.0.0.1' };
        await engineCall(engine.endpoint, 'POST', '/swarm/init', { body });
      }
      const { containers } = engine.connection;
      const own = backend === 'swarm' ? engine.connection.services : containers;

      let sent: readonly SentFolder[] = [];
      const window = await faultyEngine(engine.endpoint);
      const lost = await testLaunch({
        engine: backend === 'swarm' ? window.connection.services : window.connection.containers,
        value: VALUE,
        main: {
          command: [
            'sh',
            '-c',
            'echo begin; cat /run/secrets/TOKEN; echo; sleep 3; echo result > /out/result; echo end',
          ],
          secrets: SECRETS,
          binds: [{ source: out, target: '/out', mode: 'rw' }],
        },
        onEvent: (event) => {
          if (event.kind === 'sent') sent = event.folders;
          if (event.kind === 'log') window.goAway();
        },
      });
      window.stop();
      assert.equal(lost.report.status, 'Failed');
      assert.ok(!existsSync(join(out, 'result')));

      const { run } = lost.report;
      const started = new Date().toISOString();
      const record = readRecord(
        JSON.stringify({ run, title: 'tool', started, secrets: SECRETS, sent, host: { backend } }),
      );
      assert.ok(record);
      const patience = AbortSignal.timeout(30_000);
      const [ours, objects] = await Promise.all([
        own.listRunContainers(undefined, patience),
        containers.listRunObjects(undefined, patience),
      ]);
      assert.ok(ours.ok && objects.ok);
      const { toTakeUp, toRemove } = sortOutLeftRuns({
        records: [record],
        containers: ours.value,
        objects: objects.value,
        isAtWork: () => false,
      });
      assert.deepEqual(toRemove, []);
      const [found] = toTakeUp;
      assert.ok(found);

      const folder = runFolder(storage, run);
      await makeRunFolder(folder);
      const report = await adoptRun(
        { record, folder, containerId: found.containerId },
        {
          engine: own,
          resolveSecret: () => Promise.resolve(new SecretValue(VALUE)),
          check: noChecks,
          onEvent: () => undefined,
        },
        new AbortController().signal,
      );
      assert.equal(report.status, 'Complete', report.message);
      assert.equal(readFileSync(join(out, 'result'), 'utf8'), 'result\n');
      assert.equal(readFileSync(logFileOf(folder.logs, 'main', 'stdout'), 'utf8'), 'begin\n•••\nend\n');
      assert.deepEqual(report.leftBehind, []);
      const left = await containers.listRunObjects(undefined, AbortSignal.timeout(10_000));
      assert.deepEqual(left.ok && left.value, []);
    });
  }
});
