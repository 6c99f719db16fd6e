import { writeString, type JsonToWrite, type OwnText } from '../../command/document/write-json';

/** A place in a snippet that is filled in after it is inserted; a string. Holes of one number are filled together. */
export function hole(number: number, text = ''): OwnText {
  return ({ quote }) =>
    quote + placeholder(number, writeString(text, { quote, escape: escapeSnippet }).slice(1, -1)) + quote;
}

/** A hole for a number or another word without quotes. */
export function bareHole(number: number, text: string): OwnText {
  return () => placeholder(number, text);
}

/** A hole with a few words without quotes to choose from; the first is there already. */
export function bareChoice(number: number, words: readonly [string, ...string[]]): OwnText {
  return () => `\${${number}|${words.join(',')}|}`;
}

/** A list, over several lines, with nothing in it but the cursor. */
export function emptyList(number: number): OwnText {
  return ({ lineEnd, margin, indent, shape }) =>
    shape === 'inline' ? `[$${number}]` : `[${lineEnd}${margin}${indent}$${number}${lineEnd}${margin}]`;
}

/** An object whose one name and value are both to be filled in. */
export function emptyMap(number: number): OwnText {
  return ({ lineEnd, margin, indent, shape, quote, colon }) => {
    const entry = `${quote}$${number}${quote}${colon}${quote}$${number + 1}${quote}`;
    return shape === 'inline' ? `{ ${entry} }` : `{${lineEnd}${margin}${indent}${entry}${lineEnd}${margin}}`;
  };
}

/** Whether something in the value is to be filled in. */
export function hasHoles(value: JsonToWrite): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasHoles);
}

/** Text that means itself in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function placeholder(number: number, text: string): string {
  return text === '' ? `$${number}` : `\${${number}:${text}}`;
}
