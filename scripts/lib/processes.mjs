// @ts-check
// Starts child processes so that all of each can be stopped: every child leads a process group of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { isEnding, onEnd } from './cleanup.mjs';
import { becomesTrue } from './owned-folder.mjs';
import { tail } from './report.mjs';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * @typedef {object} StartOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; our own when absent
 * @property {'inherit' | 'capture'} [output] where the child's output goes: our terminal, or pipes (the default)
 * @property {'none' | 'held'} [input] what the child reads: nothing (the default), or a pipe that stays open as long as we live
 */

/**
 * Starts a program as the leader of a new process group, to be stopped when this process ends at the latest.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} [options]
 * @returns {import('node:child_process').ChildProcess}
 */
export function start(command, args, { cwd, env, output = 'capture', input = 'none' } = {}) {
  if (isEnding()) throw new Error('Interrupted.');
  const stdio = output === 'inherit' ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: [input === 'held' ? 'pipe' : 'ignore', stdio, stdio],
  });
  const forget = onEnd(() => stop(child));
  child.once('close', () => {
    // Grandchildren may outlive their parent; the group is forgotten only when it is empty.
    if (!groupLives(child)) forget();
  });
  return child;
}

/**
 * Starts a program that does not end by itself, as `start` does. It ends also when this process is killed outright: a shell
 * that leads the group waits for the end of a pipe that we hold.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Omit<StartOptions, 'output'>} [options]
 * @returns {import('node:child_process').ChildProcess}
 */
export function startServer(command, args, options) {
  return start('/bin/sh', ['-c', '("$@"; kill -TERM 0) & cat > /dev/null; kill -TERM 0', 'sh', command, ...args], {
    ...options,
    input: 'held',
  });
}

/**
 * Stops a child and every process of its group: asked first, killed after the grace. Returns when all are gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [graceMs] milliseconds between asking and killing
 */
export async function stop(child, graceMs = 5000) {
  signalGroup(child, 'SIGTERM');
  if (await becomesTrue(() => !groupLives(child), graceMs)) return;
  await kill(child, graceMs);
}

/**
 * Ends a child and every process of its group without asking, as a crash would. Returns when all are gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [patienceMs] milliseconds to wait for that
 */
export async function kill(child, patienceMs = 5000) {
  signalGroup(child, 'SIGKILL');
  await becomesTrue(() => !groupLives(child), patienceMs);
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions & { timeoutMs?: number }} [options] timeoutMs: after which it is stopped, 10 minutes when absent
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} output: both streams together, empty when
 *   they went to the terminal; code: 127 when there is no such program, 128 + 15 or 9 when a signal ended it
 */
export async function run(command, args, { timeoutMs = 600_000, ...options } = {}) {
  const child = start(command, args, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  }
  let timedOut = false;
  const timer = setTimeout(
    () => {
      timedOut = true;
      void stop(child);
    },
    Math.min(timeoutMs, LONGEST_TIMER_MS),
  );
  const closed = once(child, 'close');
  try {
    const [code, signal] = await once(child, 'exit');
    // What the child leaves behind would keep its pipes open.
    if (groupLives(child)) await stop(child);
    await closed;
    // A signal has ended it, and all else ends now: what waits for it has nothing more to do.
    if (isEnding()) await new Promise(() => undefined);
    return { code: code ?? (signal === 'SIGKILL' ? 137 : 143), output, timedOut };
  } catch (error) {
    return { code: 127, output: String(error), timedOut };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs a program that must succeed.
 * @param {string} what what it does, for the message when it fails: "Installing the dependencies"
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions & { timeoutMs?: number }} [options]
 * @returns {Promise<string>} its output
 * @throws {Error} when it fails, with the end of its output
 */
export async function mustRun(what, command, args, options) {
  const { code, output, timedOut } = await run(command, args, options);
  if (code === 0) return output;
  const reason = timedOut ? 'it took too long and was stopped' : `exit code ${code}`;
  throw new Error(`${what} failed (${reason}):\n${tail(output)}`);
}

/**
 * The processes, other than this one, that carry a variable of this value in their environment (Linux only).
 * @param {string} variable
 * @param {string} value
 * @returns {{ pid: number, command: string }[]}
 */
export function processesWith(variable, value) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const carries = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(`${variable}=${value}`);
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return carries && command !== '' ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether the group exists
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

/**
 * Whether a process of the group still runs.
 * @param {import('node:child_process').ChildProcess} child
 */
function groupLives(child) {
  if (!signalGroup(child, 0)) return false;
  // In a container nobody may be in a hurry to bury the dead, who still have a number.
  return process.platform !== 'linux' || readdirSync('/proc').some((name) => runsInGroup(name, child.pid));
}

/**
 * @param {string} name of an entry of /proc
 * @param {number | undefined} group
 */
function runsInGroup(name, group) {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
    // The state, the parent and the group follow the name in brackets, which may itself hold brackets and blanks.
    const [state, , leader] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(leader) === group && state !== 'Z';
  } catch {
    return false;
  }
}
