// @ts-check
// `npm run bench`: runs every NAME.bench.ts of test/bench and, driving the real editor, of test/e2e, one after the other; `npm run bench -- NAME` runs that one alone.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runScript } from './lib/cleanup.mjs';
import { run } from './lib/processes.mjs';
import { say } from './lib/report.mjs';
import { ROOT } from './lib/vsix.mjs';

const ENDING = '.bench.ts';

await runScript(async () => {
  const files = ['test/bench', 'test/e2e'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(ENDING))
      .sort()
      .map((name) => join(ROOT, folder, name)),
  );
  const all = files.map((file) => basename(file, ENDING));
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')}: only ${all.join(', ')}.`);
  let worst = 0;
  for (const file of files) {
    const name = basename(file, ENDING);
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    say(`${name}:`);
    const { code } = await run(process.execPath, ['--import=tsx', file], { cwd: ROOT, output: 'inherit' });
    worst = Math.max(worst, code);
  }
  return worst;
});
