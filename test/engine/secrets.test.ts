import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall } from '../../scripts/lib/engine-request.mjs';
import type { ContainerSpec } from '../../src/launch/container-spec';
import { ownEngine, type TestEngine } from '../support/docker-engine';
import { testLaunch, type TestLaunch } from '../support/test-launch';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const VALUE = `Zebra-17 quartz&"Ünicode" ${process.pid}`;
const BYTES = Buffer.byteLength(VALUE);
const OWNER = `test-secrets-${process.pid}`;
const sh = (line: string) => ['/bin/sh', '-c', line];

describe('the secrets of a container', function () {
  this.timeout(300_000);
  let engine: TestEngine;

  before(async () => {
    engine = await ownEngine();
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
  });

  after(() => engine.stop());

  const launch = (main: Partial<ContainerSpec>, onEvent?: TestLaunch['onEvent']) =>
    testLaunch({
      engine: engine.connection.containers,
      owner: OWNER,
      value: VALUE,
      main,
      ...(onEvent !== undefined && { onEvent }),
    });

  afterEach('nothing is left', async () => {
    const left = await engine.connection.containers.listRunObjects(undefined, AbortSignal.timeout(10_000));
    assert.deepEqual(left.ok && left.value, []);
  });

  it('are counted inside while it runs, and the value is never read', async () => {
    const { report } = await launch({
      command: sh('while [ ! -e /gone ]; do sleep 0.1; n=$((n+1)); [ $n -gt 20 ] && break; done'),
      secrets: [
        { source: 'a', destination: 'TOKEN', delivery: 'environment' },
        { source: 'b', destination: 'OTHER', delivery: 'environment' },
      ],
    });
    assert.deepEqual(report.seenSecrets, [
      { destination: 'TOKEN', bytes: BYTES, seenBy: 'container' },
      { destination: 'OTHER', bytes: BYTES, seenBy: 'container' },
    ]);
    assert.ok(!JSON.stringify(report).includes('quartz'));
  });

  it('are counted by what the engine gave where the container has no shell to ask', async () => {
    const { report } = await launch({
      command: ['/bin/busybox', 'true'],
      secrets: [{ source: 'a', destination: 'not.a.name', delivery: 'environment' }],
    });
    assert.deepEqual(report.seenSecrets, [{ destination: 'not.a.name', bytes: BYTES, seenBy: 'engine' }]);
  });

  it('lie as files in memory before its program begins, and nowhere else', async () => {
    const inspections: Promise<Buffer>[] = [];
    const { report, log } = await launch(
      {
        command: sh(
          'wc -c < /run/secrets/TOKEN; ls -l /run/secrets/TOKEN; grep secrets /proc/mounts; cat /run/secrets/TOKEN; ' +
            'echo no > /run/secrets/TOKEN; env | grep -c TOKEN',
        ),
        user: '1234',
        secrets: [{ source: 'a', destination: 'TOKEN', delivery: 'file' }],
      },
      (event) => {
        if (event.kind === 'created')
          inspections.push(engineCall(engine.endpoint, 'GET', `/containers/${event.containerId}/json`));
      },
    );
    assert.match(log.stdout, new RegExp(`^${BYTES}\n-r--r--r-- `));
    assert.match(log.stdout, /tmpfs \/run\/secrets tmpfs ro,/);
    assert.match(log.stdout, /•••0\n$/);
    assert.match(log.stderr, /Read-only file system/);
    assert.deepEqual(report.seenSecrets, [{ destination: 'TOKEN', bytes: BYTES, seenBy: 'container' }]);
    const inspected = Buffer.concat(await Promise.all(inspections)).toString();
    assert.ok(inspected.includes('/run/secrets') && !inspected.includes('quartz'));
    const folder = engine.endpoint.replace('unix://', '').replace(/\/docker\.sock$/, '');
    assert.ok(existsSync(`${folder}/data/volumes`));
    assert.equal(grep('Zebra-17', folder), '');
  });

  it('are in place for an image that has nothing but its program', async () => {
    const { report } = await launch({
      entrypoint: [''],
      command: ['/bin/busybox', 'cat', '/run/secrets/A', '/run/secrets/B'],
      secrets: [
        { source: 'a', destination: 'A', delivery: 'file' },
        { source: 'b', destination: 'B', delivery: 'file' },
      ],
    });
    assert.equal(report.status, 'Complete', report.message);
  });
});

/** Files below a folder that hold a text. */
function grep(text: string, folder: string): string {
  try {
    return execFileSync('grep', ['-rlaF', '--', text, folder], { encoding: 'utf8' });
  } catch (error) {
    const { status } = error as { readonly status?: number };
    // 1: none.
    if (status === 1) return '';
    throw error;
  }
}
