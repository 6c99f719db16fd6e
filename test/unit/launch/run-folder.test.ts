import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRunFolder } from '../../../src/launch/run-folder';
import { nameRunFolder } from '../../../src/launch/run-folder-names';

describe('the folder of a run', () => {
  let storage: string;

  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
  });

  afterEach(() => {
    rmSync(storage, { recursive: true });
  });

  it('is not there before it is made', async () => {
    const folder = nameRunFolder(storage);
    assert.deepEqual(readdirSync(storage), []);
    await makeRunFolder(folder);
    assert.ok(existsSync(folder.buildPath));
  });

  it('takes the place of the oldest once there are twenty', async () => {
    const made: string[] = [];
    for (let number = 0; number < 22; number++) {
      const folder = nameRunFolder(storage);
      await makeRunFolder(folder);
      utimesSync(folder.path, 1_000 + number, 1_000 + number);
      made.push(folder.run);
    }
    assert.deepEqual(readdirSync(join(storage, 'runs')).sort(), made.slice(2).sort());
  });

  it('stays while its run goes on, however many come after it', async () => {
    const [going, over] = [nameRunFolder(storage), nameRunFolder(storage)];
    for (const [age, folder] of [going, over].entries()) {
      await makeRunFolder(folder);
      const record = { run: folder.run, started: '2026-01-01T00:00:00.000Z' };
      writeFileSync(
        folder.recordFile,
        JSON.stringify(folder === going ? record : { ...record, report: { steps: [] } }),
      );
      utimesSync(folder.path, age + 1, age + 1);
    }
    for (let number = 0; number < 20; number++) await makeRunFolder(nameRunFolder(storage));
    assert.deepEqual([existsSync(going.path), existsSync(over.path)], [true, false]);
  });
});
