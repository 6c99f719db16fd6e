import { isInvisible } from './invisible-characters';

/*
 * What kinds of characters JSON is made of. Code units are compared by number: the loops over a text are the hot ones.
 */
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOLLAR = 36;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const UNDERSCORE = 95;

/** Whether a character is white space, as JSON has it. */
export function isSpace(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB;
}

/** Whether a line ends with a character. */
export function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Whether a person who begins like this means a number, right or wrong. */
export function isNumberStart(code: number): boolean {
  return isDigit(code) || code === MINUS || code === PLUS || code === DOT;
}

/** Whether a character may belong to a bare word; of those outside ASCII it is still to be found out. */
export function isWordLike(code: number): boolean {
  if (code >= 128) return !isInvisible(code);
  return isLetter(code) || isNumberStart(code) || code === DOLLAR || code === UNDERSCORE;
}

/** Whether a character is a small letter of ASCII. */
export function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** The value of a hexadecimal digit; -1 for any other character. */
export function hexDigit(code: number): number {
  if (isDigit(code)) return code - ZERO;
  const lower = code | 0x20;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isLetter(code: number): boolean {
  return isLowerCase(code) || (code >= 65 && code <= 90);
}
