// @ts-check
// Installs a folder's npm dependencies when they are missing or its lock file has changed.
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './processes.mjs';
import { say } from './report.mjs';

/**
 * Makes `node_modules` of a folder match its lock file.
 * @param {string} folder
 * @param {string} what what is installed, as the line to print names it
 */
export async function installDependencies(folder, what) {
  if (!needsInstall(folder)) return;
  say(`Installing ${what}`);
  await mustRun(`Installing ${what}`, ...npm('ci', '--no-audit', '--no-fund'), { cwd: folder });
}

/**
 * Whether a folder's `node_modules` differs from its lock file. npm writes what it has installed into
 * `node_modules/.package-lock.json` as its last act, so an interrupted installation counts as none.
 * A linked `node_modules` belongs to another checkout and is left alone.
 * @param {string} folder
 * @returns {boolean}
 */
export function needsInstall(folder) {
  const modules = join(folder, 'node_modules');
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  const marker = join(modules, '.package-lock.json');
  if (!existsSync(marker)) return true;
  const installed = packagesOf(marker);
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).some(
    ([path, wanted]) =>
      path !== '' &&
      installed[path]?.version !== wanted.version &&
      // Optional packages for other platforms are left out.
      !(wanted.optional && installed[path] === undefined),
  );
}

/**
 * The program and arguments that run npm: the npm that runs us, where one does, so that no shell is needed.
 * @param {...string} args
 * @returns {[command: string, args: string[]]}
 */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
}
