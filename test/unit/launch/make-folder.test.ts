import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../../src/launch/make-folder';

describe('a folder that is made', () => {
  let base: string;

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
  });

  afterEach(() => rmSync(base, { recursive: true }));

  it('gets the folders above it, and may be there already', async () => {
    const path = join(base, 'a', 'b');
    await Promise.all([makeFolder(path), makeFolder(path)]);
    await makeFolder(path);
    assert.ok(existsSync(path));
  });

  it('does not take the place of a file', async () => {
    const file = join(base, 'file');
    writeFileSync(file, '');
    await assert.rejects(makeFolder(file), { code: 'EEXIST' });
    await assert.rejects(makeFolder(join(file, 'sub')), { code: 'EEXIST' });
  });
});
