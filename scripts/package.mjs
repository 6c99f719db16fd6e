// @ts-check
// `npm run package`: builds for production and packs xnat-commands-VERSION.vsix into the checkout.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from './lib/cleanup.mjs';
import { say } from './lib/report.mjs';
import { ROOT, build, pack, vsixName } from './lib/vsix.mjs';

const LIMIT_BYTES = 1_000_000;

await runScript(async () => {
  const file = join(ROOT, vsixName());
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  await build('production');
  await pack(file);
  const { size } = statSync(file);
  say(`${vsixName()}: ${Math.round(size / 1000)} kB`);
  if (size > LIMIT_BYTES) throw new Error(`It may have ${LIMIT_BYTES / 1000} kB at most.`);
});
