import { showInvisible } from '../document/invisible-characters';
import { isBlank } from '../model/blank';

/** Words between quotation marks, joined by commas, the last with `or`. Of very many, the first few. */
export function anyOf(words: Iterable<string>): string {
  const quoted: string[] = [];
  for (const word of words) {
    if (quoted.length === MOST_WORDS) return `${quoted.join(', ')} …`;
    quoted.push(quote(word));
  }
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}

const MOST_WORDS = 15;

/** How a message names something by its name; text that is very long or holds line ends is shortened to one line. */
export function quote(text: string): string {
  const line = showInvisible(text).replace(/\s+/g, ' ');
  return line.length > LONGEST ? `"${line.slice(0, LONGEST)}…"` : `"${line}"`;
}

const LONGEST = 60;

/** That a name is taken: the server counts names that are left out, too. */
export function namedToo(other: string, name: string | undefined): string {
  return isBlank(name) ? `${other} has no name either.` : `${other} is named ${quote(name)} too.`;
}

/** How the server writes a text that may be null into its messages. */
export function orNull(text: string | undefined): string {
  return text ?? 'null';
}

/** Anything outside the alphabet of names of inputs, outputs and handlers. */
export const OUTSIDE_NAME_ALPHABET = /[^A-Za-z0-9_-]/;
