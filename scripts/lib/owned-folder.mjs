// @ts-check
// Temporary folders that know their owner, so that what a killed run left behind is found and cleaned by the next one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Unix socket's path has at most 107 characters, so a deep temporary folder is of no use for one. */
const LONGEST_PARENT = 60;

const parent = () => (tmpdir().length <= LONGEST_PARENT ? tmpdir() : '/tmp');

/**
 * Makes a temporary folder that belongs to this process.
 * @param {string} prefix start of the folder's name
 * @returns {string} absolute path
 */
export function createOwnedFolder(prefix) {
  const folder = mkdtempSync(join(parent(), prefix));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  return folder;
}

/**
 * Hands every folder of that prefix whose owner no longer runs to `dispose`.
 * @param {string} prefix
 * @param {(folder: string) => Promise<void>} dispose
 */
export async function sweepOwnedFolders(prefix, dispose) {
  for (const name of readdirSync(parent()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent(), name);
    const owner = readPid(join(folder, 'owner'));
    if (owner !== undefined && !isRunning(owner)) await dispose(folder);
  }
}

/** @param {string} folder */
export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/**
 * The process id a file holds.
 * @param {string} file
 * @returns {number | undefined} undefined when there is no such file or no number in it
 */
function readPid(file) {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a process runs. One that has ended and was not yet waited for by its parent does not.
 * @param {number} pid
 */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    // The state follows the name in brackets, which may itself hold brackets and blanks.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return process.platform !== 'linux';
  }
}

/**
 * Ends the process whose id stands in a file, if it is still the one that was started with `argument`: a process id may
 * long belong to another program.
 * @param {string} pidFile
 * @param {string} argument text that its command line holds
 */
export async function stopProcess(pidFile, argument) {
  const pid = readPid(pidFile);
  if (pid === undefined || !isRunning(pid) || !commandLine(pid).includes(argument)) return;
  for (const [signal, patience] of /** @type {const} */ ([
    ['SIGTERM', 15_000],
    ['SIGKILL', 5_000],
  ])) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await becomesTrue(() => !isRunning(pid), patience)) return;
  }
}

/**
 * Ends at once the processes whose command line holds a text, after their children. Linux only.
 * @param {string} argument
 */
export async function killFamilies(argument) {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = pids.filter((pid) => pid !== process.pid && commandLine(pid).includes(argument));
  const children = pids.filter((pid) => parents.includes(parentOf(pid)) && !parents.includes(pid));
  for (const pid of [...children, ...parents]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  await becomesTrue(() => ![...children, ...parents].some(isRunning), 5_000);
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]);
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function commandLine(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * Looks at a condition until it holds.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} patience milliseconds after which to give up
 * @returns {Promise<boolean>} whether it came to hold in that time
 */
export async function becomesTrue(condition, patience) {
  const deadline = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}
