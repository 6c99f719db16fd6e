import type { CommandDocument } from '../command/document/command-document';
import { nodeAt, propertyHolding } from '../command/document/navigation';
import { contentOf } from '../command/document/string-offsets';
import type { JsonNode, Span } from '../command/document/syntax-tree';
import { occurrenceAt, symbolIndex } from './symbol-index';

/**
 * What "expand selection" goes through from a place, the smallest first: a word, a name or key, what is in the quotes, the
 * string, its property, what is in the brackets around it, and so on out to the root. Each span holds the one before it.
 */
export function selectionRangesAt(document: CommandDocument, offset: number): readonly Span[] {
  const { text, root } = document;
  const spans: Span[] = [];
  const add = ({ start, end }: Span) => {
    const last = spans.at(-1);
    if (last === undefined || (start <= last.start && last.end <= end && (start < last.start || last.end < end))) {
      if (start <= offset && offset <= end) spans.push({ start, end });
    }
  };

  const found = nodeAt(root, offset);
  if (found?.node.kind === 'string') {
    const content = contentOf(text, found.node);
    const name = occurrenceAt(symbolIndex(document), offset)?.span ?? content;
    for (const span of [wordAt(text, content, offset), name].sort((a, b) => a.end - a.start - (b.end - b.start)))
      add(span);
    add(content);
  }
  for (let node: JsonNode | undefined = found?.node; node !== undefined; node = node.parent) {
    if (node.kind === 'object' || node.kind === 'array') add(insideBrackets(text, node));
    add(node);
    const property = propertyHolding(node);
    if (property !== undefined) add(property);
  }
  add({ start: 0, end: text.length });
  return spans.filter(({ start, end }) => start < end);
}

/** Letters, digits and the signs that names and flags have, around a place inside a string. */
function wordAt(text: string, content: Span, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > content.start && WORD.test(text.charAt(start - 1))) start--;
  while (end < content.end && WORD.test(text.charAt(end))) end++;
  return { start, end };
}

const WORD = /[\p{L}\p{N}_-]/u;

/** What is between the brackets, without the white space at its ends. */
function insideBrackets(text: string, { start, end }: Span): Span {
  const last = text.charAt(end - 1);
  const inner = text.slice(start + 1, last === '}' || last === ']' ? end - 1 : end);
  const lead = inner.length - inner.trimStart().length;
  return { start: start + 1 + lead, end: start + 1 + lead + inner.trim().length };
}
