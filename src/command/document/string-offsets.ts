import type { Span, StringNode } from './syntax-tree';

/**
 * Where a part of a string's value stands in the text, escapes taken into account.
 *
 * @param text the document's text
 * @param node a string of that document
 * @param start offset into the value, in UTF-16 code units; clamped to the value
 * @param end offset into the value behind the part
 */
export function spanInString(text: string, node: StringNode, start: number, end: number): Span {
  const first = node.start + (isQuote(text.charCodeAt(node.start)) ? 1 : 0);
  const from = Math.max(start, 0);
  if (!text.slice(first, node.end).includes('\\')) {
    const last = Math.min(first + node.value.length, node.end);
    return { start: Math.min(first + from, last), end: Math.min(first + Math.max(end, from), last) };
  }
  const spanStart = advance(text, node.end, first, from);
  return { start: spanStart, end: advance(text, node.end, spanStart, Math.max(end - from, 0)) };
}

/** The offset behind `units` code units of a string's value, where `at` is an offset between two of them. */
function advance(text: string, end: number, at: number, units: number): number {
  let offset = at;
  for (let left = units; left > 0 && offset < end;) {
    if (text.charCodeAt(offset) !== BACKSLASH) {
      offset++;
      left--;
      continue;
    }
    const [length, value] = escapeAt(text, offset);
    offset = Math.min(offset + length, end);
    left -= value;
  }
  return offset;
}

/** How much text an escape takes and how many code units it stands for; a broken one is read as the parser reads it. */
function escapeAt(text: string, offset: number): readonly [length: number, value: number] {
  const code = text.charCodeAt(offset + 1);
  if (code !== LOWER_U) return [2, 1];
  const digits = /^[0-9a-fA-F]{0,4}/.exec(text.slice(offset + 2, offset + 6))?.[0].length ?? 0;
  return [2 + digits, digits === 4 ? 1 : 0];
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

const BACKSLASH = 92;
const LOWER_U = 117;
