// @ts-check
// The desktop VS Code of a developer's machine (macOS and Linux; on Windows, inside WSL).
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onEnd } from './cleanup.mjs';
import { stopProcess } from './owned-folder.mjs';
import { run } from './processes.mjs';

/** Whether a desktop VS Code can run here: it needs a screen, and refuses root. */
export function canRunDesktop() {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return Boolean(screen) && process.getuid?.() !== 0;
}

/**
 * The `code` program, where it can open a window.
 * @returns {Promise<string | undefined>} its path
 */
export async function findCode() {
  if (!canRunDesktop()) return undefined;
  // A terminal of a remote window has a `code` of its own, which can only talk to that window.
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('remote-cli'));
  const code = folders.map((folder) => join(folder, 'code')).find((path) => existsSync(path));
  if (code === undefined) return undefined;
  const { code: exit } = await run(code, ['--version'], { timeoutMs: 20_000 });
  return exit === 0 ? code : undefined;
}

/**
 * Opens a folder, and files in it, in a window with an extension under development, apart from the person's own windows and settings. The
 * window is closed when this process ends.
 * @param {string} code path of the program
 * @param {{ paths: readonly string[], extension: string, profile: import('./vscode-host.mjs').Profile, env: NodeJS.ProcessEnv }} what
 *   paths: absolute, the folder first; env: added to the environment of the extension
 * @returns {Promise<void>} when the window is closed
 */
export async function openInDesktop(code, { paths, extension, profile, env }) {
  // The program returns at once or waits, but the window belongs to neither: it names its process in this file.
  onEnd(() => stopProcess(join(profile.userData, 'code.lock'), profile.userData));
  const args = ['--new-window', '--wait', '--disable-workspace-trust', `--extensionDevelopmentPath=${extension}`];
  args.push('--user-data-dir', profile.userData, '--extensions-dir', profile.extensions, ...paths);
  await run(code, args, { env: { ...process.env, ...env }, timeoutMs: Infinity });
}
