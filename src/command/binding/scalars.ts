import type { JsonNode } from '../document/syntax-tree';
import { longOfNumber, parseDouble, parseLong } from '../java/numbers';
import { trim } from '../java/text';

/** Stands for a value that the mapper refuses to convert. */
export const MISFIT: unique symbol = Symbol('misfit');

/** What a scalar becomes; undefined is null. */
export type Scalar<T> = T | undefined | typeof MISFIT;

/** A text property takes every scalar: numbers and booleans become their text as written. */
export function readText(node: JsonNode): Scalar<string> {
  switch (node.kind) {
    case 'string':
      return node.value;
    case 'number':
      return node.raw;
    case 'boolean':
      return String(node.value);
    case 'null':
      return undefined;
    default:
      return MISFIT;
  }
}

/** A 64-bit integer takes numbers, whose fraction it cuts, and text in the form of an integer. */
export function readInteger(node: JsonNode): Scalar<bigint> {
  if (node.kind === 'number') return longOfNumber(node.raw) ?? unlessBroken(node.raw);
  if (node.kind === 'null') return undefined;
  if (node.kind !== 'string') return MISFIT;
  const text = trim(node.value);
  return isTextualNull(text) ? undefined : (parseLong(text) ?? MISFIT);
}

/** A double takes numbers, and text in all forms of `Double.parseDouble`. */
export function readDecimal(node: JsonNode): Scalar<number> {
  if (node.kind === 'number') return isNumber(node.raw) ? Number(node.raw) : undefined;
  if (node.kind === 'null') return undefined;
  if (node.kind !== 'string') return MISFIT;
  if (node.value === 'INF') return Infinity;
  if (node.value === '-INF') return -Infinity;
  const text = trim(node.value);
  return isTextualNull(text) ? undefined : (parseDouble(text) ?? MISFIT);
}

/** A boolean takes integers, of which 0 is false, and three spellings of each word. */
export function readBoolean(node: JsonNode): Scalar<boolean> {
  switch (node.kind) {
    case 'boolean':
      return node.value;
    case 'null':
      return undefined;
    case 'number':
      return /^-?\d+$/.test(node.raw) ? !/^-?0$/.test(node.raw) : unlessBroken(node.raw);
    case 'string':
      break;
    default:
      return MISFIT;
  }
  const text = trim(node.value);
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  return isTextualNull(text) ? undefined : MISFIT;
}

/** Empty and blank text stand for null, and so does the word, wherever a number or a boolean is read. */
function isTextualNull(trimmed: string): boolean {
  return trimmed === '' || trimmed === 'null';
}

/** Digits that are no JSON number are a fault of syntax, and none of binding. */
function unlessBroken(raw: string): undefined | typeof MISFIT {
  return isNumber(raw) ? MISFIT : undefined;
}

function isNumber(raw: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(raw);
}
