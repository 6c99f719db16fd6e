import { compareDecimals, decimalOfJson, decimalToText, parseDecimal } from './decimal';
import type { Decimal } from './decimal';
import type { JsonValue, LiteralValue, RegexOperand } from './matcher-ast';
import { isDecimal, isList } from './path-result';
import type { Failure } from './path-result';

/** A text or list of a literal that the library has not parsed; it tells these from what stands in a document. */
interface Unparsed {
  readonly kind: 'unparsed';
  readonly text: string;
  readonly value: LiteralValue | undefined;
}

/** A path given as a text in a list. It equals nothing. */
interface PathText {
  readonly kind: 'path-text';
}

interface Missing {
  readonly kind: 'missing';
}

/** What an operand stands for when it is compared. */
export type Value =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number | Decimal }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly value: readonly JsonValue[] }
  | { readonly kind: 'object'; readonly value: JsonValue }
  | RegexOperand
  | Unparsed
  | PathText
  | Missing;

export const MISSING: Missing = { kind: 'missing' };
const NULL: Value = { kind: 'null' };

export function valueOfJson(value: JsonValue | Decimal): Value {
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'number' || isDecimal(value)) return { kind: 'number', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (value === null) return NULL;
  return isList(value) ? { kind: 'list', value } : { kind: 'object', value };
}

export function isFailure(value: Value | Failure | readonly Value[] | boolean): value is Failure {
  return (
    typeof value === 'object' &&
    'kind' in value &&
    (value.kind === 'invalid' || value.kind === 'error' || value.kind === 'not-found')
  );
}

/** Lists and objects are one kind to the library, read or not. */
export function isSameKind(left: Value, right: Value): boolean {
  return left.kind === right.kind || (isJson(left) && isJson(right));
}

export function isJson(value: Value): value is Value & { readonly kind: 'list' | 'object' | 'unparsed' } {
  return value.kind === 'list' || value.kind === 'object' || value.kind === 'unparsed';
}

/** Not symmetric: a text equals a number as text, a number equals a text as number. */
export function equal(left: Value, right: Value): boolean | Failure {
  if (isJson(left) && isJson(right)) {
    if (right.value === undefined) return unreadable(right);
    // A literal on the left is still the text it was written as, which no list or object equals.
    return left.kind !== 'unparsed' && deepEqual(left.value, right.value);
  }
  return equalPlain(left, right);
}

export function equalPlain(left: Value, right: Value): boolean {
  switch (left.kind) {
    case 'string':
      if (right.kind === 'string') return left.value === right.value;
      return right.kind === 'number' && left.value === numberText(right.value);
    case 'number': {
      if (right.kind === 'number') return compareNumbers(left.value, right.value) === 0;
      const number = right.kind === 'string' ? parseDecimal(right.value) : undefined;
      return number !== undefined && compareNumbers(left.value, number) === 0;
    }
    case 'boolean':
      return right.kind === 'boolean' && left.value === right.value;
    case 'null':
      return right.kind === 'null';
    case 'unparsed':
      return right.kind === 'unparsed' && left.text === right.text;
    case 'list':
    case 'object':
    case 'regex':
    case 'path-text':
    case 'missing':
      return false;
  }
}

/** To Java a whole number and one with a fraction are never the same, `1` and `1.0`, where they stand in lists. */
function deepEqual(left: JsonValue, right: LiteralValue): boolean {
  if (left === right) return true;
  if (typeof left === 'number') return isDecimal(right) && decimalToText(right) === numberText(left);
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((each, index) => deepEqual(each, right[index] ?? null));
  }
  if (!isPlainObject(left) || !isPlainObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && deepEqual(left[name] ?? null, right[name] ?? null))
  );
}

function isPlainObject<T extends LiteralValue>(value: T): value is Extract<T, Readonly<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null && !isList(value) && !isDecimal(value);
}

/** Negative, zero or positive; undefined where the two cannot be ordered, as a text and a number. */
export function order(left: Value, right: Value): number | undefined {
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(left.value, right.value);
  if (left.kind !== 'string' || right.kind !== 'string') return undefined;
  return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
}

function compareNumbers(left: number | Decimal, right: number | Decimal): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareDecimals(decimalOf(left), decimalOf(right));
}

export function decimalOf(value: number | Decimal): Decimal {
  return typeof value === 'number' ? decimalOfJson(value) : value;
}

export function numberText(value: number | Decimal): string {
  return decimalToText(decimalOf(value));
}

export function unreadable(literal: Value): Failure {
  const text = literal.kind === 'unparsed' ? literal.text : '';
  return {
    kind: 'error',
    message: `net.minidev.json.parser.ParseException: cannot read ${text}`,
    exception: 'java.lang.IllegalArgumentException',
  };
}
