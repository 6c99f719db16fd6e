import { decimalOfDouble } from './decimal';
import type { Decimal } from './decimal';
import type { JsonValue } from './matcher-ast';

/** What `keys()` gives. It is there, so a path that ends so leads somewhere, but compared with anything it is an error. */
export class KeySet {
  constructor(readonly names: readonly string[]) {}
}

type FunctionResult =
  | { readonly kind: 'value'; readonly value: JsonValue | Decimal | KeySet }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'error'; readonly message: string; readonly exception?: string };

type FunctionInput = JsonValue | Decimal | KeySet;

const EMPTY: FunctionResult = {
  kind: 'error',
  message: 'Aggregation function attempted to calculate value using empty array',
};

const OUT_OF_BOUNDS: FunctionResult = {
  kind: 'error',
  message: 'Index 0 out of bounds for length 0',
  exception: 'java.lang.IndexOutOfBoundsException',
};

const AGGREGATES: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  sum: (numbers) => numbers.reduce((sum, each) => sum + each, 0),
  avg: (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length,
  min: (numbers) => Math.min(Number.MAX_VALUE, ...numbers),
  // The library starts at the least positive number, so a list of negative ones gives that.
  max: (numbers) => Math.max(Number.MIN_VALUE, ...numbers),
  stddev: (numbers) => {
    const sum = numbers.reduce((total, each) => total + each, 0);
    const squares = numbers.reduce((total, each) => total + each * each, 0);
    return Math.sqrt(squares / numbers.length - (sum * sum) / numbers.length / numbers.length);
  },
};

const OTHERS: ReadonlySet<string> = new Set(['length', 'size', 'first', 'last', 'index', 'concat', 'append', 'keys']);

/** Whether the library has a function of this name. */
export function isFunction(name: string): boolean {
  return isAggregate(name) || OTHERS.has(name);
}

/** Whether the function reckons one number out of many. */
export function isAggregate(name: string): boolean {
  return Object.hasOwn(AGGREGATES, name);
}

/** What a function of a path, such as `length()`, makes of the value before it. */
export function callFunction(name: string, model: FunctionInput): FunctionResult {
  const aggregate = isAggregate(name) ? AGGREGATES[name] : undefined;
  if (aggregate !== undefined) {
    const numbers = isListOf(model) ? model.filter((each) => typeof each === 'number') : [];
    return numbers.length === 0 ? EMPTY : value(decimalOfDouble(aggregate(numbers)));
  }
  switch (name) {
    case 'length':
    case 'size':
      if (isListOf(model)) return value(model.length);
      return value(isPlainObject(model) ? Object.keys(model).length : null);
    case 'first':
      return isListOf(model) ? endOf(model, 0) : EMPTY;
    case 'last':
      return isListOf(model) ? lastOf(model) : EMPTY;
    case 'index':
      // It asks for the index that a matcher has no way to give.
      return isListOf(model) ? OUT_OF_BOUNDS : EMPTY;
    case 'concat':
      return value(isListOf(model) ? model.filter((each) => typeof each === 'string').join('') : '');
    case 'append':
      return value(model);
    case 'keys':
      return value(isPlainObject(model) ? new KeySet(Object.keys(model)) : null);
    default:
      return { kind: 'invalid' };
  }
}

function value(result: FunctionInput): FunctionResult {
  return { kind: 'value', value: result };
}

/** The library counts wrong: the last of one is none. */
function lastOf(list: readonly JsonValue[]): FunctionResult {
  if (list.length > 1) return endOf(list, -1);
  return { kind: 'error', message: `Target index:-1 larger than object count:${list.length}` };
}

function endOf(list: readonly JsonValue[], index: number): FunctionResult {
  const member = list.at(index);
  return member === undefined ? OUT_OF_BOUNDS : value(member);
}

function isListOf(model: FunctionInput): model is readonly JsonValue[] {
  return Array.isArray(model);
}

function isPlainObject(model: FunctionInput): model is Readonly<Record<string, JsonValue>> {
  if (typeof model !== 'object' || model === null || model instanceof KeySet) return false;
  return !Array.isArray(model) && !('digits' in model);
}
