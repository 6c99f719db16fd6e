// @ts-check
// Builds the bundles and packs them as a VS Code extension.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
 * Packs what stands in dist/.
 * @param {string} file the VSIX to write
 */
export async function pack(file) {
  const args = [join(ROOT, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', file];
  await mustRun('Packing the extension', process.execPath, args, { cwd: ROOT });
}
