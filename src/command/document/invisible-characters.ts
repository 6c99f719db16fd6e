const NAMES: Readonly<Record<number, string>> = {
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x1680: 'Ogham space',
  0x180e: 'Mongolian vowel separator',
  0x2000: 'en quad',
  0x2001: 'em quad',
  0x2002: 'en space',
  0x2003: 'em space',
  0x2004: 'three-per-em space',
  0x2005: 'four-per-em space',
  0x2006: 'six-per-em space',
  0x2007: 'figure space',
  0x2008: 'punctuation space',
  0x2009: 'thin space',
  0x200a: 'hair space',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202f: 'narrow no-break space',
  0x205f: 'mathematical space',
  0x2060: 'word joiner',
  0x3000: 'ideographic space',
  0xfeff: 'byte order mark',
};

/** Characters that nobody sees, or that look like a blank and are none; they come with what is pasted. */
const INVISIBLE = new RegExp(
  `[${Object.keys(NAMES)
    .map((code) => `\\u${Number(code).toString(16).padStart(4, '0')}`)
    .join('')}]+`,
  'g',
);

/** A text without any of them, as nearly every one is, is told soonest by this. */
const ASCII = /^[\0-\x7f]*$/;

/** Whether a code unit is such a character. */
export function isInvisible(code: number): boolean {
  return code >= 0xa0 && NAMES[code] !== undefined;
}

/** Runs of such characters, in the order of the text. */
export function invisibleRuns(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (ASCII.test(text)) return [];
  return Array.from(text.matchAll(INVISIBLE), ({ 0: run, index }) => ({ start: index, end: index + run.length }));
}

/** What the characters of a run are, to start a sentence with: `A no-break space (U+00A0)`. */
export function describeInvisible(run: string): string {
  const code = run.charCodeAt(0);
  const name = NAMES[code] ?? 'character';
  const article = /^[aeioO]/.test(name) ? 'An' : 'A';
  const more = run.length > 1 ? ` and ${run.length - 1} more such` : '';
  return `${article} ${name} (U+${code.toString(16).toUpperCase().padStart(4, '0')})${more}`;
}

/** What a person who pasted such characters meant: a plain blank where one seems to be, else nothing. */
export function plainFor(run: string): '' | ' ' {
  return Array.from(run).some((char) => /\s/.test(char) && char !== '\ufeff') ? ' ' : '';
}

/** A text with what was meant by such characters in their place. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, plainFor);
}

/** A text with such characters written as escapes, so that a person sees them. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (run) =>
    Array.from(run, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );
}
