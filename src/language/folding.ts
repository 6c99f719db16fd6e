import type { CommandDocument } from '../command/document/command-document';
import { positionAt } from '../command/document/line-index';
import type { JsonNode, Span } from '../command/document/syntax-tree';

/** Lines that can be folded into the first of them; the last line of an object or a list stays in sight. */
export interface FoldingRange {
  /** Counted from zero. */
  readonly startLine: number;
  /** The last line that is hidden. */
  readonly endLine: number;
  readonly kind: 'code' | 'comment';
}

/** Objects, lists and blocks of comments that go over several lines; one for each first line, the outermost. */
export function foldingRanges(document: CommandDocument): readonly FoldingRange[] {
  const byStartLine = new Map<number, FoldingRange>();
  const add = (range: FoldingRange) => {
    if (range.endLine > range.startLine && !byStartLine.has(range.startLine)) byStartLine.set(range.startLine, range);
  };
  const lineOf = (offset: number) => positionAt(document.lines, offset).line;

  const waiting: JsonNode[] = document.root === undefined ? [] : [document.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind !== 'object' && node.kind !== 'array') continue;
    add({ startLine: lineOf(node.start), endLine: lineOf(node.end) - 1, kind: 'code' });
    const children = node.kind === 'array' ? node.items : node.properties.map(({ value }) => value);
    for (const child of children) if (child !== undefined) waiting.push(child);
  }
  for (const { start, end } of commentBlocks(document)) {
    add({ startLine: lineOf(start), endLine: lineOf(end), kind: 'comment' });
  }
  return [...byStartLine.values()].sort((a, b) => a.startLine - b.startLine);
}

/** Comments with nothing but white space between them, each run as one span. */
function commentBlocks({ text, comments }: CommandDocument): readonly Span[] {
  const blocks: Span[] = [];
  for (const { start, end } of comments) {
    const last = blocks.at(-1);
    if (last !== undefined && text.slice(last.end, start).trim() === '') blocks[blocks.length - 1] = { ...last, end };
    else blocks.push({ start, end });
  }
  return blocks;
}
