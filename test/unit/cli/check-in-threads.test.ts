import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { checkAll } from '../../../src/cli/check-in-threads';
import type { FoundFile } from '../../../src/cli/found-files';

const MANNER = { mode: 'create', image: undefined } as const;
const ENOUGH_FOR_THREE_THREADS = 6000;

describe('Checking very many files in threads', () => {
  let folder: string;
  let script: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-threads-'));
    script = join(folder, 'check-worker.js');
    const worker = join(__dirname, '../../../src/cli/check-worker.ts');
    const mainFields = ['module', 'main'];
    await build({
      entryPoints: [worker],
      outfile: script,
      bundle: true,
      platform: 'node',
      mainFields,
      logLevel: 'error',
    });
  });

  after(() => rmSync(folder, { recursive: true }));

  const files = (): readonly FoundFile[] =>
    Array.from({ length: ENOUGH_FOR_THREE_THREADS }, (_, index): FoundFile => {
      const bytes = Buffer.from(index % 7 === 0 ? `{\n"name": ""}` : `{"name": "tool-${index}"}`);
      return { path: join(folder, `${index}.json`), how: 'named', kind: 'file', bytes };
    });

  it('gives what one thread gives, in the order of the files', async () => {
    const missing: FoundFile = { path: join(folder, 'missing.json'), how: 'named', kind: 'file' };
    const all = [...files(), missing];
    const alone = await checkAll(all, MANNER, { cores: 1, script });
    deepEqual(await checkAll(all, MANNER, { cores: 6, script }), alone);
    equal(alone.commands.length, ENOUGH_FOR_THREE_THREADS);
    equal(alone.unreadable.length, 1);
  });

  it('fails when a thread fails', async () => {
    const broken = join(folder, 'broken.js');
    writeFileSync(broken, 'throw new Error("broken");');
    await rejects(checkAll(files(), MANNER, { cores: 6, script: broken }), /broken/);
  });
});
