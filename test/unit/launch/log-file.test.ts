import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLogFile } from '../../../src/launch/log-file';

describe('the file of a log', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds all that was written, also by two at once', async () => {
    const path = join(folder, 'log.txt');
    const file = openLogFile(path);
    const large = Buffer.alloc(100_000, 'a');
    for (let round = 0; round < 20; round++) await Promise.all([file.write(large), file.write(large)]);
    assert.equal(await file.close(), undefined);
    assert.equal(readFileSync(path).length, 40 * large.length);
  });

  it('leaves no listener behind, however often it waits for the disk', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    try {
      const file = openLogFile(join(folder, 'log.txt'));
      for (let round = 0; round < 30; round++) await file.write(Buffer.alloc(100_000));
      await file.close();
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', note);
    }
    assert.deepEqual(warnings, []);
  });

  it('rejects what waits, refuses what follows, and tells the fault when it is closed', async () => {
    const file = openLogFile(join(folder, 'none', 'log.txt'));
    await assert.rejects(async () => file.write(Buffer.alloc(100_000)), /ENOENT/);
    assert.throws(() => file.write(Buffer.alloc(1)), /ENOENT/);
    assert.match((await file.close()) ?? '', /^The log could not be kept: ENOENT/);
  });

  it('tells a fault that comes only with the end', async () => {
    const file = openLogFile(join(folder, 'none', 'log.txt'));
    assert.match((await file.close()) ?? '', /^The log could not be kept: ENOENT/);
  });
});
