// @ts-check
// Builds the bundles and packs them as a VS Code extension.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './cleanup.mjs';
import { removeFolder } from './owned-folder.mjs';
import { mustRun } from './processes.mjs';

/** The checkout, without a slash at its end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** `xnat-commands-VERSION.vsix` */
export function vsixName() {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return `${name}-${version}.vsix`;
}

/**
 * Bundles the sources into dist/.
 * @param {'development' | 'production'} kind production: minified, without source maps
 */
export async function build(kind) {
  const args = [join(ROOT, 'esbuild.mjs'), ...(kind === 'production' ? ['--production'] : [])];
  await mustRun('Building', process.execPath, args, { cwd: ROOT });
}

/**
 * Packs what stands in dist/, with what goes with it. vsce looks at every file below its folder, and the VS Code hosts bring
 * tens of thousands: it is given a folder with what `.vscodeignore` keeps alone.
 * @param {string} file the VSIX to write
 */
export async function pack(file) {
  const folder = await temporaryFolder('xnat-pack-');
  const kept = readFileSync(join(ROOT, '.vscodeignore'), 'utf8').match(/^![^/\n]+/gm) ?? [];
  for (const name of ['.vscodeignore', ...kept.map((line) => line.slice(1))]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  const args = [join(ROOT, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', file];
  await mustRun('Packing the extension', process.execPath, args, { cwd: folder });
  removeFolder(folder);
}
