import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { ownEngine, testEngine, type TestEngine } from '../support/docker-engine';
import { testLaunch, type TestLaunched } from '../support/test-launch';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const OWNER = `test-data-${process.pid}`;
const sh = (line: string) => ['/bin/sh', '-c', line];

/** What the data of a launch look like, whatever the engine sees of them. */
class Data {
  readonly folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));

  constructor() {
    for (const name of ['in', 'work', 'out', 'final']) mkdirSync(join(this.folder, name));
    writeFileSync(this.path('in/scan.dcm'), 'scan');
    writeFileSync(this.path('one.txt'), 'one');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Setup, main and wrapup, each of which reads what the one before has written. */
function launchThrough(engine: TestEngine, data: Data): Promise<TestLaunched> {
  const bind = (name: string, target: string, mode: 'ro' | 'rw') => ({ source: data.path(name), target, mode });
  return testLaunch({
    engine: engine.connection.containers,
    owner: OWNER,
    setups: [
      {
        command: sh('cat /input/scan.dcm > /output/ready; touch /input/x 2>/dev/null || echo "input is read-only"'),
        binds: [bind('in', '/input', 'ro'), bind('work', '/output', 'rw')],
      },
    ],
    main: {
      command: sh(
        'cat /work/ready /one > /out/result; mkdir /out/deep; echo deep > /out/deep/file; ln -s /etc /out/away',
      ),
      binds: [bind('work', '/work', 'ro'), bind('out', '/out', 'rw'), bind('one.txt', '/one', 'ro')],
    },
    wrapups: [
      {
        command: sh('cp /input/result /output/final; rm /output/none'),
        binds: [bind('out', '/input', 'ro'), bind('final', '/output', 'rw')],
      },
      {
        command: sh('cp /input/result /output/second'),
        binds: [bind('out', '/input', 'ro'), bind('final', '/output', 'rw')],
      },
    ].slice(1),
  });
}

const nothingLeft = async ({ connection }: TestEngine) => {
  const left = await connection.containers.listRunObjects(undefined, AbortSignal.timeout(10_000));
  assert.ok(left.ok);
  assert.deepEqual(
    left.value.filter(({ owner }) => owner === OWNER).map(({ kind, id }) => `${kind} ${id}`),
    [],
  );
};

describe('the data of a launch', function () {
  this.timeout(300_000);

  for (const sight of ['sees', 'does not see'] as const) {
    describe(`on an engine that ${sight} the folders of this machine`, () => {
      let data: Data;
      let engine: TestEngine;

      before(async () => {
        data = new Data();
        engine = await (sight === 'sees' ? testEngine() : ownEngine({ hidden: data.folder }));
        await loadBusyboxImage(engine.endpoint, { name: IMAGE });
      });

      after(async () => {
        await engineRequest(engine.endpoint, 'DELETE', `/images/${IMAGE}?force=true`);
        await engine.stop();
        data.remove();
      });

      it('go through setup, main and wrapup, and come back', async () => {
        const { report, logs } = await launchThrough(engine, data);
        assert.equal(report.status, 'Complete', report.message);
        assert.equal(logs.get('setup-1')?.stdout, 'input is read-only\n');
        assert.equal(readFileSync(data.path('out/result'), 'utf8'), 'scanone');
        assert.equal(readFileSync(data.path('out/deep/file'), 'utf8'), 'deep\n');
        assert.equal(readFileSync(data.path('final/second'), 'utf8'), 'scanone');
        assert.deepEqual(readdirSync(data.path('in')), ['scan.dcm']);
        assert.equal(
          report.notes.some((note) => note.includes('does not see')),
          sight === 'does not see',
        );
        await nothingLeft(engine);
      });
    });
  }
});
