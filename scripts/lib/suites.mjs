// @ts-check
// The test suites: how each is run, what it needs, and what came of it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './install.mjs';
import { run } from './processes.mjs';
import { say } from './report.mjs';
import { ROOT } from './vsix.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly import('./preparations.mjs').Need[]} needs
 * @property {number} minutes after which it is stopped
 * @property {[command: string, args: string[]]} command
 * @property {'quiet' | 'each'} report whether its output is shown only when it fails, or each test as it ends
 * @property {'mocha' | 'exit code'} counted
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Node that reads TypeScript.
 * @param {...string} args
 * @returns {Suite['command']}
 */
const tsx = (...args) => [process.execPath, ['--import=tsx', ...args]];

/**
 * @param {string} name also the folder in test/
 * @param {Omit<Suite, 'name' | 'command' | 'counted'>} rest
 * @param {...string} more arguments for mocha
 * @returns {Suite}
 */
function mochaSuite(name, rest, ...more) {
  const args = ['--reporter', 'test/support/suite-reporter.ts', '--forbid-only', ...more];
  const command = tsx('node_modules/mocha/bin/mocha.js', ...args, `test/${name}/**/*.test.ts`);
  return { name, command, counted: 'mocha', ...rest };
}

/** In the order in which they run: the quick ones first, those that need nothing beside the others. @type {readonly Suite[]} */
export const SUITES = [
  { name: 'check', needs: [], minutes: 15, command: npm('run', 'check'), report: 'quiet', counted: 'exit code' },
  mochaSuite('unit', { needs: [], minutes: 10, report: 'quiet' }),
  mochaSuite('property', { needs: [], minutes: 10, report: 'quiet' }),
  mochaSuite('lsp', { needs: [], minutes: 5, report: 'quiet' }),
  mochaSuite('webview', { needs: ['browser', 'vsix'], minutes: 5, report: 'each' }),
  mochaSuite('engine', { needs: ['engine'], minutes: 20, report: 'each' }),
  {
    name: 'editor',
    needs: ['engine', 'browser', 'current host', 'oldest host'],
    minutes: 20,
    command: tsx('test/editor/run.ts'),
    report: 'each',
    counted: 'mocha',
  },
  // A window on a busy machine loses a key press now and then: a step that fails is tried once more.
  mochaSuite(
    'e2e',
    { needs: ['engine', 'browser', 'vsix', 'current host'], minutes: 40, report: 'each' },
    '--retries',
    '1',
  ),
];

/**
 * Runs a suite in a process group of its own and tells what came of it in one line.
 * @param {Suite} suite
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder for what passes between the suite and us
 * @returns {Promise<Counts>} a suite that crashes, or runs nothing, has failed once
 */
export async function runSuite(suite, env, folder) {
  const began = Date.now();
  const file = join(folder, `${suite.name}-counts`);
  if (suite.report === 'each') say(`${suite.name}:`);
  const { code, output, timedOut } = await run(...suite.command, {
    cwd: ROOT,
    env: { ...env, XNAT_COMMANDS_COUNTS: file, XNAT_COMMANDS_REPORT: suite.report },
    output: suite.report === 'each' ? 'inherit' : 'capture',
    timeoutMs: suite.minutes * 60_000,
  });
  const counts = suite.counted === 'mocha' ? countsIn(file) : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  if (suite.report === 'quiet' && (code !== 0 || counts.failed > 0)) say(output.trimEnd());
  if (timedOut) say(`${suite.name} took longer than ${suite.minutes} minutes and was stopped.`);
  else if (counts.passed + counts.failed === 0 && code === 0) say(`${suite.name} ran no test.`);
  const broken = counts.failed === 0 && (timedOut || code !== 0 || counts.passed === 0);
  const result = { ...counts, failed: counts.failed + (broken ? 1 : 0) };
  say(`${suite.name}: ${summary(result)} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}

/**
 * `N passed, N failed`, and how many were skipped when some were.
 * @param {Counts} counts
 */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {readonly Counts[]} all */
export function sum(all) {
  const total = (/** @type {keyof Counts} */ key) => all.reduce((count, counts) => count + counts[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/**
 * @param {string} file one line for every mocha that ran
 * @returns {Counts}
 */
function countsIn(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  return sum(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}
