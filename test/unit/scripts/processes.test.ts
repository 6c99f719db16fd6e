import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { processesWith, run, start, startServer, stop } from '../../../scripts/lib/processes.mjs';
import { eventually } from '../../support/eventually';

const MARK = 'XNAT_COMMANDS_TEST_MARK';

describe('child processes', () => {
  let mark: string;
  let env: NodeJS.ProcessEnv;

  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  beforeEach(() => {
    mark = randomUUID();
    env = { ...process.env, [MARK]: mark };
  });

  // A process that was told to end may take a moment longer than the one that told it.
  afterEach(() => eventually(() => assert.deepEqual(processesWith(MARK, mark), [])));

  it('run to their end, with exit code and output', async () => {
    const result = await run('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3'], { env });
    assert.equal(result.code, 3);
    assert.deepEqual(result.output.trim().split('\n').sort(), ['err', 'out']);
  });

  it('are known not to exist', async () => {
    assert.equal((await run('/no/such/program', [], { env })).code, 127);
  });

  it('take what they leave behind with them', async () => {
    const { code } = await run('/bin/sh', ['-c', 'sleep 600 & exit 0'], { env });
    assert.equal(code, 0);
  });

  it('are stopped after their time', async () => {
    const result = await run('/bin/sh', ['-c', 'sleep 600'], { env, timeoutMs: 100 });
    assert.ok(result.timedOut);
  });

  it('are killed when they do not stop', async () => {
    const child = start('/bin/sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done'], { env });
    await new Promise((ready) => child.stdout?.once('data', ready));
    await stop(child, 200);
  });

  it('end with us when they are servers, even when we are killed', async () => {
    const library = resolve('scripts/lib/processes.mjs');
    const script = `
      const { startServer } = await import(${JSON.stringify(library)});
      const child = startServer('/bin/sh', ['-c', 'echo ready; sleep 600']);
      child.stdout.once('data', () => process.kill(process.pid, 'SIGKILL'));`;
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env });
    assert.equal(signal, 'SIGKILL');
    await eventually(() => assert.deepEqual(processesWith(MARK, mark), []));
  });

  it('tell when a server has ended by itself', async () => {
    const child = startServer('/bin/sh', ['-c', 'exit 0'], { env });
    await new Promise((ended) => child.once('exit', ended));
  });
});
