import type { Span } from '../document/syntax-tree';
import type { TextEdit } from '../problem';
import type { Instruction } from './dockerfile';

/**
 * Takes a `name=value` out of its instruction, with the blanks and line ends that part it from its neighbour; the last one
 * takes its instruction along.
 */
export function removePair(text: string, { span: instruction, line, argumentsAt }: Instruction, pair: Span): TextEdit {
  const start = line.offsets[argumentsAt] ?? pair.start;
  if (pair.start <= start && pair.end >= instruction.end) return removeLines(text, instruction);
  if (pair.end < instruction.end) {
    const gap = /^[ \t]*(?:[\\`][ \t]*\r?\n(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n)*)?[ \t]*/.exec(text.slice(pair.end));
    return { span: { start: pair.start, end: pair.end + (gap?.[0].length ?? 0) }, newText: '' };
  }
  const before = /[ \t]*(?:[\\`][ \t]*\r?\n[ \t]*)?$/.exec(text.slice(start, pair.start));
  return { span: { start: pair.start - (before?.[0].length ?? 0), end: pair.end }, newText: '' };
}

/** Takes whole lines out, with the line end behind them. */
export function removeLines(text: string, span: Span): TextEdit {
  const lineFeed = text.indexOf('\n', span.end);
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  return { span: { start, end: lineFeed === -1 ? text.length : lineFeed + 1 }, newText: '' };
}
