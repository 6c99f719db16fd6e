// @ts-check
// What was started or made is undone at the end, last first: when the work is done, when it fails, on every signal.
import { createOwnedFolder, removeFolder, sweepOwnedFolders } from './owned-folder.mjs';
import { describe, say } from './report.mjs';

/** @type {Set<() => unknown>} */
const pending = new Set();

/**
 * Has an action run when this process ends.
 * @param {() => unknown} action may be asynchronous
 * @returns {() => void} takes the action off again
 */
export function onEnd(action) {
  watchSignals();
  pending.add(action);
  return () => void pending.delete(action);
}

/**
 * An action that runs once: when it is called, or when this process ends.
 * @param {() => Promise<void>} action
 * @returns {() => Promise<void>} runs it; later calls wait for the first
 */
export function atEnd(action) {
  /** @type {Promise<void> | undefined} */
  let done;
  const once = () => (done ??= action());
  const forget = onEnd(once);
  return () => once().finally(forget);
}

/** Whether a signal has come: nothing may be started any more. */
export const isEnding = () => ending !== undefined;

/**
 * Makes a folder that is removed at the end, by the next run where this one is killed.
 * @param {string} prefix start of its name
 * @returns {Promise<string>} its absolute path
 */
export async function temporaryFolder(prefix) {
  await sweepOwnedFolders(prefix, async (folder) => removeFolder(folder));
  const folder = createOwnedFolder(prefix);
  onEnd(() => removeFolder(folder));
  return folder;
}

/** Runs every action that is left, last first. One that fails is told and does not stop the others. */
export async function cleanUp() {
  for (let action = last(); action !== undefined; action = last()) {
    pending.delete(action);
    try {
      await action();
    } catch (error) {
      say(`Cleaning up: ${describe(error)}`);
    }
  }
}

/**
 * Runs a script's main function, cleans up and exits: with its code, with 1 when it throws.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  watchSignals();
  watchNpm();
  let code = 1;
  try {
    code = (await main()) ?? 0;
  } catch (error) {
    // Once the end has begun, what still runs fails for that reason alone.
    if (ending === undefined) console.error(describe(error));
  }
  await (ending ?? cleanUp());
  process.exit(code);
}

const last = () => [...pending].at(-1);

/** @type {Promise<void> | undefined} set once a signal has begun the end */
let ending;
let watching = false;

function watchSignals() {
  if (watching) return;
  watching = true;
  for (const [signal, number] of /** @type {const} */ ([
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ])) {
    process.on(signal, () => end(128 + number));
  }
}

/**
 * Cleans up and exits, once.
 * @param {number} code
 */
function end(code) {
  ending ??= cleanUp().then(() => process.exit(code));
}

/** npm does not pass on that its terminal was closed, nor can it when it is killed: then we are somebody else's child. */
function watchNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end(129);
  }, 1000).unref();
  // A terminal that was closed takes no more output.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
