import type { CharacterTest } from './regex-ast';

/** The flags that change what a character stands for. */
export interface CaseFlags {
  readonly ignoreCase: boolean;
  /** Case is ignored beyond ASCII too. */
  readonly unicodeCase: boolean;
}

const within =
  (...ranges: readonly (readonly [number, number])[]): CharacterTest =>
  (code) =>
    ranges.some(([low, high]) => code >= low && code <= high);

const oneOf =
  (characters: string): CharacterTest =>
  (code) =>
    characters.includes(String.fromCodePoint(code));

export const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code);

export const anyOf =
  (tests: readonly CharacterTest[]): CharacterTest =>
  (code) =>
    tests.some((test) => test(code));

export const allOf =
  (tests: readonly CharacterTest[]): CharacterTest =>
  (code) =>
    tests.every((test) => test(code));

const DIGIT = within([0x30, 0x39]);
const UPPER = within([0x41, 0x5a]);
const LOWER = within([0x61, 0x7a]);
const ALPHA = anyOf([UPPER, LOWER]);
const ALNUM = anyOf([ALPHA, DIGIT]);
const PUNCT = within([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]);
const SPACE = oneOf(' \t\n\u000B\f\r');

/** `\d`, `\w` and so on, by their letter; upper case is their opposite. They know ASCII only, as in Java without `(?U)`. */
export const SHORTHANDS: Readonly<Record<string, CharacterTest>> = {
  d: DIGIT,
  w: anyOf([ALNUM, oneOf('_')]),
  s: SPACE,
  h: anyOf([oneOf(' \t\u00A0\u1680\u180E\u202F\u205F\u3000'), within([0x2000, 0x200a])]),
  v: oneOf('\n\u000B\f\r\u0085\u2028\u2029'),
};

/** POSIX names of `\p{…}`. */
const POSIX: Readonly<Record<string, CharacterTest>> = {
  Lower: LOWER,
  Upper: UPPER,
  ASCII: within([0, 0x7f]),
  Alpha: ALPHA,
  Digit: DIGIT,
  Alnum: ALNUM,
  Punct: PUNCT,
  Graph: anyOf([ALNUM, PUNCT]),
  Print: anyOf([ALNUM, PUNCT, oneOf(' ')]),
  Blank: oneOf(' \t'),
  Cntrl: within([0, 0x1f], [0x7f, 0x7f]),
  XDigit: anyOf([DIGIT, within([0x41, 0x46], [0x61, 0x66])]),
  Space: SPACE,
};

const JAVA_NAMES: Readonly<Record<string, string>> = {
  javaLowerCase: 'Lowercase',
  javaUpperCase: 'Uppercase',
  javaWhitespace: 'White_Space',
  javaLetter: 'L',
  javaDigit: 'Nd',
};

/** What `\p{name}` accepts; undefined where Java knows no such name. */
export function propertyTest(name: string): CharacterTest | undefined {
  const posix = POSIX[name];
  if (posix !== undefined) return posix;
  const plain = JAVA_NAMES[name] ?? name.replace(/^(?:Is|general_category=|gc=)/, '');
  for (const escape of [plain, `sc=${plain.replace(/^(?:script=|sc=)/, '')}`]) {
    try {
      // One character at a time: nothing in it can take long.
      const pattern = new RegExp(`^\\p{${escape}}$`, 'u');
      return (code) => pattern.test(String.fromCodePoint(code));
    } catch {
      // Not a name of that kind.
    }
  }
  return undefined;
}

/** Accepts one code point, its other case included where the flags say so. */
export function characterTest(code: number, flags: CaseFlags): CharacterTest {
  return rangeTest(code, code, flags);
}

/** Accepts `low` to `high`, their other case included where the flags say so. */
export function rangeTest(low: number, high: number, { ignoreCase, unicodeCase }: CaseFlags): CharacterTest {
  if (!ignoreCase) return low === high ? (code) => code === low : (code) => code >= low && code <= high;
  const fits = (code: number): boolean => code >= low && code <= high;
  return (code) => fits(code) || otherCases(code, unicodeCase).some(fits);
}

/** The upper and the lower case of a code point; without `unicodeCase` of an ASCII letter only. */
export function otherCases(code: number, unicodeCase: boolean): readonly number[] {
  if (!unicodeCase && !ALPHA(code)) return [];
  const text = String.fromCodePoint(code);
  const upper = text.toUpperCase();
  return [upper, upper.toLowerCase(), text.toLowerCase()]
    .filter((variant) => Array.from(variant).length === 1)
    .map((variant) => variant.codePointAt(0) ?? code);
}

/** Ends a line for `.`, `^` and `$`, as Java has it. */
export function isLineTerminator(code: number | undefined, unixLines: boolean): boolean {
  if (unixLines) return code === 0x0a;
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** A character of a word, for `\b`: beyond ASCII too, unlike `\w`. */
export function isWordCharacter(code: number | undefined): boolean {
  return code !== undefined && (code === 0x5f || /[\p{L}\p{Nd}]/u.test(String.fromCodePoint(code)));
}
