// @ts-check
// The browser in which the tests show the VS Code host, and in which `npm start` opens it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { canInstall, installMissing } from './debian.mjs';
import { say } from './report.mjs';

const CHROMIUM = { package: 'chromium', file: '/usr/bin/chromium' };

const USUAL_PLACES = [
  CHROMIUM.file,
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium or Chrome of this machine.
 * @returns {string | undefined} path of the program
 */
export const findBrowser = () => USUAL_PLACES.find((path) => existsSync(path));

/**
 * The Chromium or Chrome of this machine; Debian's is installed where there is none.
 * @returns {Promise<string>} path of the program
 * @throws {Error} when there is none and it cannot be installed
 */
export async function obtainBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (!canInstall()) throw new Error('There is no Chromium or Google Chrome. Install one.');
  await installMissing([CHROMIUM], say);
  return CHROMIUM.file;
}

/**
 * Shows an address in the person's own browser, where there is a screen to show it on.
 * @param {string} address
 */
export function openInBrowser(address) {
  const screen = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen) return;
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  // A machine without it has the address on the terminal all the same.
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
