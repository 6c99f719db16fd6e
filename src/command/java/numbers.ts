import { trim } from './text';

const MIN_LONG = -(2n ** 63n);
const MAX_LONG = 2n ** 63n - 1n;

/** No `long` has more digits; it also keeps hostile texts from becoming huge integers. */
const MOST_DIGITS = 19;

/**
 * Like `Long.parseLong`: a sign and decimal digits, of any script, and nothing else.
 *
 * @returns undefined where Java throws, also out of the range of 64 bits
 */
export function parseLong(text: string): bigint | undefined {
  const digits = /^[+-]?(\p{Nd}+)$/u.exec(text)?.[1];
  if (digits === undefined || /[\ud800-\udfff]/.test(digits)) return undefined;
  const plain = digits.replace(/\P{ASCII}/gu, (digit) => String(digitValue(digit.charCodeAt(0))));
  return longOf(plain, text.startsWith('-'));
}

/**
 * Like Jackson's `getLongValue` of a JSON number: a fraction is cut towards zero.
 *
 * @returns undefined out of the range of 64 bits, and for what is no JSON number
 */
export function longOfNumber(raw: string): bigint | undefined {
  const digits = /^-?(\d+)$/.exec(raw)?.[1];
  if (digits !== undefined) return longOf(digits, raw.startsWith('-'));
  const value = Number(raw);
  // The limit is that of a double, which is one above the greatest long; the cast then stops at the greatest long.
  if (!(value >= -(2 ** 63) && value <= 2 ** 63)) return undefined;
  const cut = BigInt(Math.trunc(value));
  return cut > MAX_LONG ? MAX_LONG : cut;
}

function longOf(digits: string, negative: boolean): bigint | undefined {
  const significant = digits.replace(/^0+(?=\d)/, '');
  if (significant.length > MOST_DIGITS) return undefined;
  const value = negative ? -BigInt(significant) : BigInt(significant);
  return value < MIN_LONG || value > MAX_LONG ? undefined : value;
}

/** Like `Character.digit`: the ten digits of a script stand in a row. */
function digitValue(code: number): number {
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return code - zero;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?[pP]([+-]?\d+)[fFdD]?$/;
const SPECIAL = /^([+-]?)(NaN|Infinity)$/;

/**
 * Like `Double.parseDouble`, which also takes type suffixes and hexadecimal forms.
 *
 * @returns undefined where Java throws
 */
export function parseDouble(text: string): number | undefined {
  const trimmed = trim(text);
  if (DECIMAL.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ''));
  const special = SPECIAL.exec(trimmed);
  if (special !== null) return special[2] === 'NaN' ? NaN : special[1] === '-' ? -Infinity : Infinity;
  const [, sign, whole = '', fraction = '', exponent] = HEXADECIMAL.exec(trimmed) ?? [];
  if (exponent === undefined || whole + fraction === '') return undefined;
  const value = Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}
