import type { Decimal } from './decimal';
import { parseLenientJson } from './lenient-json';
import type { LiteralValue, RegexOperand } from './matcher-ast';
import { parseJsonPath } from './matcher-parser';
import {
  decimalOf,
  equalPlain,
  isFailure,
  isJson,
  numberText,
  unreadable,
  valueOfJson,
  type Value,
} from './matcher-values';
import { INVALID, isDecimal, isList } from './path-result';
import type { Failure } from './path-result';
import { unescapeText } from './unescape-text';

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
function memberValue(member: LiteralValue): Value | Failure {
  if (typeof member === 'object' && member !== null && !isDecimal(member)) {
    return { kind: 'error', message: 'Could not determine value type' };
  }
  if (typeof member === 'number' && !Number.isFinite(member)) {
    const sign = Number.isNaN(member) ? 'N' : 'I';
    const message = `Character ${sign} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`;
    return { kind: 'error', message, exception: 'java.lang.NumberFormatException' };
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

export function includes(members: readonly Value[], wanted: Value): boolean {
  return members.some((member) => equalPlain(wanted, member));
}

export function isIn(left: Value, right: Value): boolean | Failure {
  if (!isJson(right)) return INVALID;
  const members = membersOf(right);
  if (members === undefined) return false;
  return isFailure(members) ? members : includes(members, left);
}

export function contains(left: Value, right: Value): boolean | Failure {
  if (left.kind === 'string' && right.kind === 'string') return left.value.includes(right.value);
  return isJson(left) ? isIn(right, left) : false;
}

/** Both sides as lists. What is JSON but no list makes it false, whatever is asked. */
export function relate(
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

export function hasSize(left: Value, right: Value): boolean | Failure {
  if (right.kind !== 'number') return false;
  const size = intOf(decimalOf(right.value));
  if (left.kind === 'string') return left.value.length === size;
  if (!isJson(left)) return false;
  if (left.value === undefined) return unreadable(left);
  return (isList(left.value) ? left.value.length : -1) === size;
}

/** Like `BigDecimal.intValue`: without a fraction, and the last 32 bits of the rest. */
function intOf({ digits, scale }: Decimal): number {
  // Ten to the power of 32 has that many zero bits at its end. What is far smaller or greater is not even written out.
  if (scale <= -32 || scale > digits.toString().length) return 0;
  const whole = scale > 0 ? digits / 10n ** BigInt(scale) : digits * 10n ** BigInt(-scale);
  return Number(BigInt.asIntN(32, whole));
}

export function isEmpty(left: Value, right: Value): boolean | Failure {
  let empty: boolean;
  if (left.kind === 'string') {
    empty = left.value === '';
  } else if (isJson(left)) {
    if (left.value === undefined) return unreadable(left);
    if (!isList(left.value)) {
      return { kind: 'error', message: noCollection(left.kind), exception: 'java.lang.ClassCastException' };
    }
    empty = left.value.length === 0;
  } else {
    return false;
  }
  return right.kind === 'boolean' ? empty === right.value : INVALID;
}

/** Java's words for an object that is taken for a list; of a literal's own class they are shorter here than there. */
function noCollection(kind: 'list' | 'object' | 'unparsed'): string {
  const list = 'java.util.Collection';
  if (kind === 'unparsed') return `class net.minidev.json.JSONObject cannot be cast to class ${list}`;
  const map = 'java.util.LinkedHashMap';
  return `class ${map} cannot be cast to class ${list} (${map} and ${list} are in module java.base of loader 'bootstrap')`;
}

export function matchesRegex(left: Value, right: Value): boolean | Failure {
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
