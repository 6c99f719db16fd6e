// @ts-check
// What the suites need beside the checkout: made one after the other while the first suites already run.
import { join } from 'node:path';
import { findBrowser, obtainBrowser } from './browser.mjs';
import { canInstall } from './debian.mjs';
import { obtainEngine } from './docker-engine.mjs';
import { say } from './report.mjs';
import { build, pack, vsixName } from './vsix.mjs';
import { installHost, whyNoHost } from './vscode-host.mjs';

/**
 * @typedef {keyof typeof PREPARATIONS} Need
 *
 * @typedef {{ env: NodeJS.ProcessEnv } | { lacking: string } | { error: unknown }} Outcome env: what tells the suite of it;
 *   lacking: the sentence why this machine cannot have it; error: what went wrong
 */

/** In the order in which they are made. */
const PREPARATIONS = {
  engine: prepareEngine,
  browser: prepareBrowser,
  vsix: prepareVsix,
  'current host': () => prepareHost('current'),
  'oldest host': () => prepareHost('oldest'),
};

/**
 * Begins to prepare.
 * @param {ReadonlySet<Need>} needs
 * @param {string} folder for what is made, removed by others at the end
 * @returns {(needs: readonly Need[]) => Promise<Outcome>} waits for some of them and joins what came of them
 */
export function beginPreparing(needs, folder) {
  /** @type {Map<Need, Promise<Outcome>>} */
  const outcomes = new Map();
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();
  for (const [need, prepare] of Object.entries(PREPARATIONS)) {
    const key = /** @type {Need} */ (need);
    if (!needs.has(key)) continue;
    const outcome = before.then(() => prepare(folder)).catch((error) => ({ error }));
    outcomes.set(key, outcome);
    before = outcome;
  }
  return async (wanted) => {
    const all = await Promise.all(wanted.map((need) => outcomes.get(need) ?? { error: new Error(`No ${need}.`) }));
    const fault = all.find((outcome) => !('env' in outcome));
    return fault ?? { env: Object.assign({}, ...all.map((outcome) => ('env' in outcome ? outcome.env : {}))) };
  };
}

/** @returns {Promise<Outcome>} */
async function prepareEngine() {
  const engine = await obtainEngine({ install: 'allowed', containers: 'isolated', log: say });
  if (engine.kind === 'none') return { lacking: engine.reason };
  return { env: { DOCKER_HOST: engine.endpoint } };
}

/** @returns {Promise<Outcome>} */
async function prepareBrowser() {
  if (findBrowser() === undefined && !canInstall()) return { lacking: 'There is no Chromium or Google Chrome.' };
  await obtainBrowser();
  return { env: {} };
}

/**
 * @param {string} folder
 * @returns {Promise<Outcome>}
 */
async function prepareVsix(folder) {
  const file = join(folder, vsixName());
  await build('production');
  await pack(file);
  return { env: { XNAT_COMMANDS_VSIX: file } };
}

/**
 * @param {import('./vscode-host.mjs').HostName} name
 * @returns {Promise<Outcome>}
 */
async function prepareHost(name) {
  const reason = whyNoHost();
  if (reason !== undefined) return { lacking: reason };
  await installHost(name);
  return { env: {} };
}
