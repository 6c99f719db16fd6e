import { showInvisible } from '../document/invisible-characters';

const LONGEST = 60;

/** Texts in which there is nothing to show in another way, as nearly all are. */
const PLAIN = /^[ -~]*$/;

/** A text of the author's in quotes, for a message: cut where it is long, kept on one line. */
export function quoted(text: string): string {
  const line = PLAIN.test(text) ? text : showInvisible(text.replaceAll(/\p{Cc}+/gu, ' '));
  return `"${line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line}"`;
}

/** Nobody reads more in one message. */
const MOST_WORDS = 15;

/** `a, b or c`. Of very many, the first few: `a, b, c or one of 9 more`. */
export function anyOf(words: readonly string[]): string {
  const left = words.length - MOST_WORDS;
  if (left > 0) return `${words.slice(0, MOST_WORDS).join(', ')} or one of ${left} more`;
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** ` Did you mean "x"?`, or nothing where nothing is near. */
export function didYouMean(near: string | undefined): string {
  return near === undefined ? '' : ` Did you mean ${quoted(near)}?`;
}

/** `a Scan`, `an Assessor`. */
export function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A text as a sentence begins: `A Scan`, `An Assessor`. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
