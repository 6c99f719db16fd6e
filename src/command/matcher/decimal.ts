/** A decimal number of any size: `digits` x 10^-`scale`. Compares and prints as Java's BigDecimal does. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Java keeps the scale in 32 bits; a longer exponent is no number to it. */
const MAX_SCALE = 2147483647;

const DECIMAL = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,10}))?$/;

/** Reads what Java's `new BigDecimal(text)` reads; undefined for anything else, blanks included. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', mantissa = '', exponent = '0'] = match;
  const point = mantissa.indexOf('.');
  const fraction = point < 0 ? 0 : mantissa.length - point - 1;
  const scale = fraction - Number(exponent);
  if (Math.abs(scale) > MAX_SCALE || Math.abs(Number(exponent)) > MAX_SCALE) return undefined;
  const digits = BigInt(mantissa.replace('.', ''));
  return { digits: sign === '-' ? -digits : digits, scale };
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`; 1.0 equals 1. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const sign = signOf(left.digits) - signOf(right.digits);
  if (sign !== 0 || left.digits === 0n) return sign;
  // Magnitudes that differ must not be scaled up: 1e2000000000 would not fit into memory.
  const magnitude = magnitudeOf(left) - magnitudeOf(right);
  if (magnitude !== 0) return left.digits < 0n ? -magnitude : magnitude;
  const scale = Math.max(left.scale, right.scale);
  return signOf(scaleTo(left, scale) - scaleTo(right, scale));
}

/** The text of Java's BigDecimal.toString: plain digits, or scientific notation for very small and scaled-up numbers. */
export function decimalToText({ digits, scale }: Decimal): string {
  if (scale === 0) return digits.toString();
  const sign = digits < 0n ? '-' : '';
  const coefficient = (digits < 0n ? -digits : digits).toString();
  const adjusted = coefficient.length - 1 - scale;
  if (scale > 0 && adjusted >= -6) {
    const padded = coefficient.padStart(scale + 1, '0');
    const point = padded.length - scale;
    return `${sign}${padded.slice(0, point)}.${padded.slice(point)}`;
  }
  const mantissa = coefficient.length > 1 ? `${coefficient.slice(0, 1)}.${coefficient.slice(1)}` : coefficient;
  return adjusted === 0 ? `${sign}${mantissa}` : `${sign}${mantissa}E${adjusted > 0 ? '+' : ''}${adjusted}`;
}

/** The number itself where it is written whole and JavaScript holds it to the digit; else the decimal as it is. */
export function simplified(decimal: Decimal): number | Decimal {
  const value = Number(decimal.digits);
  return decimal.scale === 0 && Number.isSafeInteger(value) ? value : decimal;
}

function signOf(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** The power of ten just above the number's absolute value. */
function magnitudeOf({ digits, scale }: Decimal): number {
  return (digits < 0n ? -digits : digits).toString().length - scale;
}

function scaleTo({ digits, scale }: Decimal, target: number): bigint {
  return digits * 10n ** BigInt(target - scale);
}

/** The decimal Java reads out of the text of a double: `1.0` for 1, `1.0E-5` for 0.00001. */
export function decimalOfDouble(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const fraction = digits.length - (digits.startsWith('-') ? 2 : 1);
  const scale = fraction - Number(exponent);
  const magnitude = Math.abs(value);
  // Java writes at least one digit after the point, in plain form or before the exponent.
  const least = value === 0 || (magnitude >= 1e-3 && magnitude < 1e7) ? 1 : 1 - Number(exponent);
  return scale >= least
    ? { digits: BigInt(digits), scale }
    : { digits: BigInt(digits) * 10n ** BigInt(least - scale), scale: least };
}

/** The decimal of a number in JSON, which is an integer where it has no fraction. */
export function decimalOfJson(value: number): Decimal {
  return Number.isInteger(value) ? { digits: BigInt(value), scale: 0 } : decimalOfDouble(value);
}
