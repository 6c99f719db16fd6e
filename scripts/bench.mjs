// @ts-check
// `npm run bench`: runs every test/bench/NAME.bench.ts, one after the other; `npm run bench -- NAME` runs that one alone.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from './lib/cleanup.mjs';
import { run } from './lib/processes.mjs';
import { say } from './lib/report.mjs';
import { ROOT } from './lib/vsix.mjs';

const ENDING = '.bench.ts';

await runScript(async () => {
  const folder = join(ROOT, 'test/bench');
  const all = readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !all.includes(name + ENDING));
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')} in test/bench.`);
  let worst = 0;
  for (const name of wanted.length > 0 ? wanted.map((word) => word + ENDING) : all) {
    say(`${name.slice(0, -ENDING.length)}:`);
    const { code } = await run(process.execPath, ['--import=tsx', join(folder, name)], {
      cwd: ROOT,
      output: 'inherit',
    });
    worst = Math.max(worst, code);
  }
  return worst;
});
