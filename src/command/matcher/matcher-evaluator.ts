import { compareDecimals, decimalOfJson, decimalToText, parseDecimal } from './decimal';
import type { Decimal } from './decimal';
import { parseLenientJson } from './lenient-json';
import type { Comparison, JsonValue, Matcher, MatcherExpression, Operand, RegexOperand } from './matcher-ast';
import { parseJsonPath } from './matcher-parser';
import { evaluatePath, INVALID, isDecimal, isList, isObject } from './path-evaluator';
import type { Failure, PathResult } from './path-evaluator';
import { unescapeText } from './unescape-text';

/** `error`: the library throws what the service does not catch, so the launch ends with the message. */
export type MatcherOutcome =
  { readonly kind: 'match' } | { readonly kind: 'no-match' } | { readonly kind: 'error'; readonly message: string };

/**
 * Whether an object passes a matcher.
 *
 * @param item what `@` stands for.
 * @param document what `$` stands for: the item itself for an external input, its parent for a derived one.
 */
export function evaluateMatcher(matcher: Matcher, item: JsonValue, document: JsonValue): MatcherOutcome {
  const outcome = holds(matcher.expression, item, document);
  if (typeof outcome !== 'boolean') return outcome.kind === 'error' ? outcome : { kind: 'no-match' };
  if (!outcome) return { kind: 'no-match' };
  if (matcher.tail.length === 0) return { kind: 'match' };
  const rest = followPath(
    { kind: 'path', root: 'item', steps: matcher.tail, definite: false, start: 0, end: 0 },
    item,
    document,
  );
  if (rest.kind === 'error') return rest;
  return { kind: rest.kind === 'value' && isList(rest.value) && rest.value.length > 0 ? 'match' : 'no-match' };
}

/** What a path by itself leads to in a document. */
export function evaluateJsonPath(path: Operand & { readonly kind: 'path' }, document: JsonValue): PathResult {
  return followPath(path, document, document);
}

function followPath(path: Operand & { readonly kind: 'path' }, from: JsonValue, document: JsonValue): PathResult {
  return evaluatePath(path, from, document, 'lenient', testFilter);
}

function testFilter(
  filter: { readonly expression: MatcherExpression },
  item: unknown,
  document: JsonValue,
): boolean | Failure {
  return holds(filter.expression, item as JsonValue, document);
}

function holds(expression: MatcherExpression, item: JsonValue, document: JsonValue): boolean | Failure {
  switch (expression.kind) {
    case 'or':
      for (const operand of expression.operands) {
        const outcome = holds(operand, item, document);
        if (outcome !== false) return outcome;
      }
      return false;
    case 'and':
      for (const operand of expression.operands) {
        const outcome = holds(operand, item, document);
        if (outcome !== true) return outcome;
      }
      return true;
    case 'not': {
      const outcome = holds(expression.operand, item, document);
      return typeof outcome === 'boolean' ? !outcome : outcome;
    }
    case 'existence': {
      // Here the library starts at the item even where the path says `$`.
      const result = evaluatePath(expression.path, item, document, 'strict', testFilter);
      if (result.kind === 'invalid' || result.kind === 'error') return result;
      return (result.kind === 'value') === expression.wanted;
    }
    case 'comparison':
      return compare(expression, item, document);
  }
}

/** A text or list of a literal that the library has not parsed; it tells these from what stands in a document. */
interface Unparsed {
  readonly kind: 'unparsed';
  readonly text: string;
  readonly value: JsonValue | undefined;
}

/** A path given as a text in a list. It equals nothing. */
interface PathText {
  readonly kind: 'path-text';
}

interface Missing {
  readonly kind: 'missing';
}

/** What an operand stands for when it is compared. */
type Value =
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

const MISSING: Missing = { kind: 'missing' };
const NULL: Value = { kind: 'null' };

function valueOf(operand: Operand, item: JsonValue, document: JsonValue): Value | Failure {
  switch (operand.kind) {
    case 'path': {
      const result = followPath(operand, operand.root === 'document' ? document : item, document);
      if (result.kind === 'not-found') return MISSING;
      if (result.kind !== 'value') return result;
      return valueOfJson(result.value);
    }
    case 'json':
      return { kind: 'unparsed', text: operand.text, value: operand.value };
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'regex':
      return operand;
  }
}

function valueOfJson(value: JsonValue | Decimal): Value {
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'number' || isDecimal(value)) return { kind: 'number', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (value === null) return NULL;
  return isList(value) ? { kind: 'list', value } : { kind: 'object', value };
}

function isFailure(value: Value | Failure | readonly Value[] | boolean): value is Failure {
  return (
    typeof value === 'object' &&
    'kind' in value &&
    (value.kind === 'invalid' || value.kind === 'error' || value.kind === 'not-found')
  );
}

function compare(comparison: Comparison, item: JsonValue, document: JsonValue): boolean | Failure {
  const left = valueOf(comparison.left, item, document);
  if (isFailure(left)) return left;
  const right = valueOf(comparison.right, item, document);
  if (isFailure(right)) return right;
  switch (comparison.operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return negate(equal(left, right));
    case '===':
      return isSameKind(left, right) ? equal(left, right) : false;
    case '!==':
      return isSameKind(left, right) ? negate(equal(left, right)) : true;
    case '<':
      return (order(left, right) ?? NaN) < 0;
    case '<=':
      return (order(left, right) ?? NaN) <= 0;
    case '>':
      return (order(left, right) ?? NaN) > 0;
    case '>=':
      return (order(left, right) ?? NaN) >= 0;
    case '=~':
      return matchesRegex(left, right);
    case 'in':
      return isIn(left, right);
    case 'nin':
      return negate(isIn(left, right));
    case 'contains':
      return contains(left, right);
    case 'size':
      return hasSize(left, right);
    case 'empty':
      return isEmpty(left, right);
    case 'subsetof':
      return relate(left, right, (lefts, rights) => lefts.every((each) => includes(rights, each)));
    case 'anyof':
      return relate(left, right, (lefts, rights) => lefts.some((each) => includes(rights, each)));
    case 'noneof':
      return relate(left, right, (lefts, rights) => !lefts.some((each) => includes(rights, each)));
    case 'exists':
      if (left.kind !== 'boolean' && right.kind !== 'boolean') {
        return { kind: 'error', message: 'Failed to evaluate exists expression' };
      }
      return left.kind === 'boolean' && right.kind === 'boolean' ? left.value === right.value : INVALID;
    case 'all':
    case 'type':
    case 'matches':
      // The library asks for a kind of right side that no text can give.
      return INVALID;
  }
}

function negate(outcome: boolean | Failure): boolean | Failure {
  return typeof outcome === 'boolean' ? !outcome : outcome;
}

/** Lists and objects are one kind to the library, read or not. */
function isSameKind(left: Value, right: Value): boolean {
  return left.kind === right.kind || (isJson(left) && isJson(right));
}

function isJson(value: Value): value is Value & { readonly kind: 'list' | 'object' | 'unparsed' } {
  return value.kind === 'list' || value.kind === 'object' || value.kind === 'unparsed';
}

/** Not symmetric: a text equals a number as text, a number equals a text as number. */
function equal(left: Value, right: Value): boolean | Failure {
  if (isJson(left) && isJson(right)) {
    // A literal on the left is still the text it was written as, which no list or object equals.
    if (left.kind === 'unparsed') return false;
    return right.value === undefined ? unreadable(right) : deepEqual(left.value, right.value);
  }
  return equalPlain(left, right);
}

function equalPlain(left: Value, right: Value): boolean {
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

function deepEqual(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((each, index) => deepEqual(each, right[index] ?? null));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && deepEqual(left[name] ?? null, right[name] ?? null))
  );
}

/** Negative, zero or positive; undefined where the two cannot be ordered, as a text and a number. */
function order(left: Value, right: Value): number | undefined {
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(left.value, right.value);
  if (left.kind !== 'string' || right.kind !== 'string') return undefined;
  return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
}

function compareNumbers(left: number | Decimal, right: number | Decimal): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareDecimals(decimalOf(left), decimalOf(right));
}

function decimalOf(value: number | Decimal): Decimal {
  return typeof value === 'number' ? decimalOfJson(value) : value;
}

function numberText(value: number | Decimal): string {
  return decimalToText(decimalOf(value));
}

function unreadable(literal: Value): Failure {
  const text = literal.kind === 'unparsed' ? literal.text : '';
  return { kind: 'error', message: `net.minidev.json.parser.ParseException: cannot read ${text}` };
}

/** The members of a list as they are compared; undefined for what is no list. */
function membersOf(
  value: Value & { readonly kind: 'list' | 'object' | 'unparsed' },
): readonly Value[] | Failure | undefined {
  if (value.value === undefined) return unreadable(value);
  if (!isList(value.value)) return undefined;
  const members: Value[] = [];
  for (const member of value.value) {
    const converted = memberValue(member);
    if (isFailure(converted)) return converted;
    members.push(converted);
  }
  return members;
}

/** In a list the library takes a text for what it looks like: a path, JSON, or a text in quotes. */
function memberValue(member: JsonValue): Value | Failure {
  if (typeof member === 'object' && member !== null) {
    return { kind: 'error', message: 'Could not determine value type' };
  }
  if (typeof member !== 'string') return valueOfJson(member);
  const text = member.trim();
  if (/^[@$]/.test(text) && 'path' in parseJsonPath(text)) return { kind: 'path-text' };
  if (/^(?:\[.*\]|\{.*\})$/s.test(text)) {
    const value = parseLenientJson(text);
    if (value !== undefined) return { kind: 'unparsed', text: member, value };
  }
  const inner = /^(['"])(.*)\1$/s.exec(member)?.[2] ?? member;
  const value = unescapeText(inner);
  return value === undefined
    ? { kind: 'error', message: `Unable to parse unicode value: ${inner}` }
    : { kind: 'string', value };
}

function includes(members: readonly Value[], wanted: Value): boolean {
  return members.some((member) => equalPlain(wanted, member));
}

function isIn(left: Value, right: Value): boolean | Failure {
  if (!isJson(right)) return INVALID;
  const members = membersOf(right);
  if (members === undefined) return false;
  return isFailure(members) ? members : includes(members, left);
}

function contains(left: Value, right: Value): boolean | Failure {
  if (left.kind === 'string' && right.kind === 'string') return left.value.includes(right.value);
  return isJson(left) ? isIn(right, left) : false;
}

/** Both sides as lists. What is JSON but no list makes it false, whatever is asked. */
function relate(
  left: Value,
  right: Value,
  test: (lefts: readonly Value[], rights: readonly Value[]) => boolean,
): boolean | Failure {
  const lists: (readonly Value[])[] = [];
  for (const side of [right, left]) {
    if (!isJson(side)) return INVALID;
    const members = membersOf(side);
    if (members === undefined) return false;
    if (isFailure(members)) return members;
    lists.push(members);
  }
  const [rights = [], lefts = []] = lists;
  return test(lefts, rights);
}

function hasSize(left: Value, right: Value): boolean | Failure {
  if (right.kind !== 'number') return false;
  const decimal = decimalOf(right.value);
  const whole =
    decimal.scale > 0 ? decimal.digits / 10n ** BigInt(decimal.scale) : decimal.digits * 10n ** BigInt(-decimal.scale);
  const size = Number(BigInt.asIntN(32, whole));
  if (left.kind === 'string') return left.value.length === size;
  if (!isJson(left)) return false;
  if (left.value === undefined) return unreadable(left);
  return (isList(left.value) ? left.value.length : -1) === size;
}

function isEmpty(left: Value, right: Value): boolean | Failure {
  let empty: boolean;
  if (left.kind === 'string') {
    empty = left.value === '';
  } else if (isJson(left)) {
    if (left.value === undefined) return unreadable(left);
    if (!isList(left.value)) {
      const map = left.kind === 'unparsed' ? 'net.minidev.json.JSONObject' : 'java.util.LinkedHashMap';
      const message = `class ${map} cannot be cast to class java.util.Collection`;
      return { kind: 'error', message };
    }
    empty = left.value.length === 0;
  } else {
    return false;
  }
  return right.kind === 'boolean' ? empty === right.value : INVALID;
}

function matchesRegex(left: Value, right: Value): boolean | Failure {
  if (left.kind === 'regex') return right.kind === 'regex' ? false : matchesAny(left, right);
  return right.kind === 'regex' ? matchesAny(right, left) : false;
}

function matchesAny({ regex, source }: RegexOperand, value: Value): boolean | Failure {
  const members = isJson(value) ? membersOf(value) : undefined;
  if (members !== undefined && isFailure(members)) return members;
  for (const member of members ?? [value]) {
    const outcome = regex.matches(regexInput(member));
    if (outcome === 'gave-up') {
      return { kind: 'error', message: `The regular expression /${source}/ takes too many steps on this text` };
    }
    if (outcome) return true;
  }
  return false;
}

function regexInput(value: Value): string {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number') return numberText(value.value);
  return value.kind === 'boolean' ? String(value.value) : '';
}
