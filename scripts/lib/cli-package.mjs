// @ts-check
// Packs the command line as an npm package of its own, so that `npx xnat-command` brings it and not the whole extension.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './cleanup.mjs';
import { npm } from './install.mjs';
import { removeFolder } from './owned-folder.mjs';
import { mustRun } from './processes.mjs';
import { ROOT } from './vsix.mjs';

const NAME = 'xnat-command';

/** What goes into the package, and where it is in the checkout. */
const FILES = {
  'cli.js': 'dist/cli.js',
  'check-worker.js': 'dist/check-worker.js',
  'resolve.js': 'dist/resolve.js',
  'label.js': 'dist/label.js',
  'cli-launch.js': 'dist/cli-launch.js',
  'docker.js': 'dist/docker.js',
  'README.md': 'docs/ci.md',
  LICENSE: 'LICENSE',
};

const manifest = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** `xnat-command-VERSION.tgz` */
export function cliPackageName() {
  return `${NAME}-${manifest().version}.tgz`;
}

/**
 * Packs what stands in dist/ of the command line. It needs nothing but Node.
 * @param {string} folder to write the package into
 * @returns {Promise<string>} its path
 */
export async function packCli(folder) {
  const staged = await temporaryFolder('xnat-pack-cli-');
  const { version, license, repository, engines } = manifest();
  const own = {
    name: NAME,
    version,
    description: "Checks, test-launches and tests the Commands of XNAT's Container Service.",
    license,
    repository,
    keywords: ['xnat', 'container service', 'command.json', 'lint'],
    bin: { [NAME]: 'cli.js' },
    engines: { node: engines.node },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(own, undefined, 2)}\n`);
  for (const [name, source] of Object.entries(FILES)) cpSync(join(ROOT, source), join(staged, name));
  const pack = npm('pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  await mustRun('Packing the command line', ...pack, { cwd: staged });
  removeFolder(staged);
  return join(folder, cliPackageName());
}
