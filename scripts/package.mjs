// @ts-check
// `npm run package`: builds for production and packs into the checkout xnat-commands-VERSION.vsix, the extension, and
// xnat-command-VERSION.tgz, the npm package of the command line.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cliPackageName, packCli } from './lib/cli-package.mjs';
import { runScript } from './lib/cleanup.mjs';
import { say } from './lib/report.mjs';
import { ROOT, build, pack, vsixName } from './lib/vsix.mjs';

const LIMIT_BYTES = 1_000_000;

await runScript(async () => {
  const file = join(ROOT, vsixName());
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  await build('production');
  await pack(file);
  await packCli(ROOT);
  for (const name of [vsixName(), cliPackageName()]) {
    const { size } = statSync(join(ROOT, name));
    say(`${name}: ${Math.round(size / 1000)} kB`);
    if (size > LIMIT_BYTES) throw new Error(`It may have ${LIMIT_BYTES / 1000} kB at most.`);
  }
});
