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

/** What goes into the package beside its bundles, and where it is in the checkout. */
const FILES = { 'README.md': 'docs/ci.md', LICENSE: 'LICENSE' };

/**
 * The bundles of dist/ that one of them loads, itself among them.
 * @param {string} entry
 * @param {Set<string>} found
 * @returns {Set<string>}
 */
function bundlesOf(entry, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  const text = readFileSync(join(ROOT, 'dist', entry), 'utf8');
  for (const [, name = ''] of text.matchAll(/["'`]\.\/([\w-]+\.js)["'`]/g)) bundlesOf(name, found);
  return found;
}

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
  for (const name of bundlesOf('cli.js')) cpSync(join(ROOT, 'dist', name), join(staged, name));
  for (const [name, source] of Object.entries(FILES)) cpSync(join(ROOT, source), join(staged, name));
  const pack = npm('pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  await mustRun('Packing the command line', ...pack, { cwd: staged });
  removeFolder(staged);
  return join(folder, cliPackageName());
}
