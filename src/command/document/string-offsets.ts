import type { Span, StringNode } from './syntax-tree';

/** Tells where a part of a string's value stands in the text: takes offsets into the value, gives a span of the text. */
export type StringPlaces = (start: number, end: number) => Span;

/**
 * Where a part of a string's value stands in the text, escapes taken into account.
 *
 * @param text the document's text
 * @param node a string of that document
 * @param start offset into the value, in UTF-16 code units; clamped to the value
 * @param end offset into the value behind the part
 */
export function spanInString(text: string, node: StringNode, start: number, end: number): Span {
  return placesInString(text, node)(start, end);
}

/** `spanInString` for many parts of one string, whose escapes are read once. */
export function placesInString(text: string, node: StringNode): StringPlaces {
  const first = contentStart(text, node);
  const { length } = node.value;
  const offsets = node.hasEscapes ? knownOffsets(text, first, node) : undefined;
  const offsetOf = (unit: number) => offsets?.[unit] ?? Math.min(first + unit, node.end);
  const clamp = (unit: number) => Math.min(Math.max(unit, 0), length);
  return (start, end) => ({ start: offsetOf(clamp(start)), end: offsetOf(clamp(Math.max(start, end))) });
}

/** The span of what is between a string's quotes; one that is still open ends where the parser took it to end. */
export function contentOf(text: string, node: StringNode): Span {
  return spanInString(text, node, 0, node.value.length);
}

/** The place in a string's value that an offset of the text stands for; one outside the quotes is brought to the nearest. */
export function unitAt(text: string, node: StringNode, offset: number): number {
  const places = placesInString(text, node);
  let low = 0;
  let high = node.value.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places(middle, middle).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the value begins: behind the quote, if there is one. */
function contentStart(text: string, node: StringNode): number {
  const code = text.charCodeAt(node.start);
  return code === QUOTE || code === APOSTROPHE ? node.start + 1 : node.start;
}

/** Nodes belong to one text, and a long template has many parts: its escapes are read once. */
const read = new WeakMap<StringNode, readonly number[]>();

function knownOffsets(text: string, first: number, node: StringNode): readonly number[] {
  let offsets = read.get(node);
  if (offsets === undefined) read.set(node, (offsets = unitOffsets(text, first, node)));
  return offsets;
}

/** For each code unit of the value, and for its end, the offset where its text begins. */
function unitOffsets(text: string, first: number, node: StringNode): readonly number[] {
  const offsets: number[] = [];
  let offset = first;
  while (offsets.length < node.value.length && offset < node.end) {
    if (text.charCodeAt(offset) !== BACKSLASH) {
      offsets.push(offset++);
      continue;
    }
    const [length, units] = escapeAt(text, offset);
    if (units === 1) offsets.push(offset);
    offset += length;
  }
  offsets.push(Math.min(offset, node.end));
  return offsets;
}

/** How much text an escape takes and how many code units it stands for; a broken one is read as the parser reads it. */
function escapeAt(text: string, offset: number): readonly [length: number, units: 0 | 1] {
  const code = text.charCodeAt(offset + 1);
  if (code !== LOWER_U) return [2, 1];
  const digits = /^[0-9a-fA-F]{0,4}/.exec(text.slice(offset + 2, offset + 6))?.[0].length ?? 0;
  return [2 + digits, digits === 4 ? 1 : 0];
}

const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const LOWER_U = 117;
