// @ts-check
// What the scripts tell a person: one line a step, and failures with a reason and a next step.

/**
 * Prints one line about what is being done.
 * @param {string} line
 */
export function say(line) {
  console.log(line);
}

/**
 * The text to print for a thrown value: the message alone of a plain Error, which was written for a person; the stack of
 * any other, which is a mistake in the scripts.
 * @param {unknown} error
 * @returns {string}
 */
export function describe(error) {
  if (!(error instanceof Error)) return String(error);
  return error.constructor === Error ? error.message : (error.stack ?? error.message);
}

/**
 * The last lines of a text.
 * @param {string} text
 * @param {number} [lines]
 */
export function tail(text, lines = 30) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
