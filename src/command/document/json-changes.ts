import type { TextEdit } from '../problem';
import type { CommandDocument } from './command-document';
import type { ArrayNode, JsonNode, ObjectNode, PropertyNode, Span } from './syntax-tree';
import { layoutOf } from './text-layout';
import { escapeString, type JsonToWrite, writeJson } from './write-json';

/** Takes a property out of its object, with the comma that parts it from its neighbours. */
export function removeProperty(
  document: CommandDocument,
  object: ObjectNode,
  property: PropertyNode,
): readonly TextEdit[] {
  return removePart(document, object, object.properties, property);
}

/** Takes an element out of its list, with the comma that parts it from its neighbours. */
export function removeElement(document: CommandDocument, list: ArrayNode, element: JsonNode): readonly TextEdit[] {
  return removePart(document, list, list.items, element);
}

/** Writes another value in the place of one, in the document's own style. */
export function replaceValue(document: CommandDocument, node: JsonNode, value: JsonToWrite): TextEdit {
  const style = { ...layoutOf(document), margin: '', shape: 'inline' } as const;
  return { span: spanOf(node), newText: writeJson(value, style) };
}

/** Writes another text in the place of a string or a key, in the quotes it has. */
export function replaceString(document: CommandDocument, node: Span, value: string): TextEdit {
  const quote = document.text.charAt(node.start) === "'" ? "'" : '"';
  return { span: spanOf(node), newText: quote + escapeString(value, quote) + quote };
}

function removePart(
  document: CommandDocument,
  container: ObjectNode | ArrayNode,
  parts: readonly Span[],
  part: Span,
): readonly TextEdit[] {
  const index = parts.indexOf(part);
  const before = parts[index - 1];
  const after = parts[index + 1];
  if (after !== undefined) {
    if (!hasComment(document, part.end, after.start)) return [cut(part.start, after.start)];
    return [cut(part.start, commaIn(document, part.end, after.start)?.end ?? part.end)];
  }
  if (before !== undefined) {
    if (!hasComment(document, before.end, part.start)) return [cut(before.end, part.end)];
    const comma = commaIn(document, before.end, part.start);
    return [...(comma === undefined ? [] : [cut(comma.start, comma.end)]), cut(part.start, part.end)];
  }
  const inside = { start: container.start + 1, end: container.end - 1 };
  return hasComment(document, inside.start, inside.end) ? [cut(part.start, part.end)] : [cut(inside.start, inside.end)];
}

function cut(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: '' };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Whether a comment lies in a stretch of text; comments are in the order of the text. */
function hasComment({ comments }: CommandDocument, start: number, end: number): boolean {
  return comments.some((comment) => comment.start >= start && comment.start < end);
}

/** The first comma of a stretch between two parts that is not inside a comment. */
function commaIn({ text, comments }: CommandDocument, start: number, end: number): Span | undefined {
  for (let at = text.indexOf(',', start); at >= 0 && at < end; at = text.indexOf(',', at + 1)) {
    if (!comments.some((comment) => comment.start <= at && at < comment.end)) return { start: at, end: at + 1 };
  }
  return undefined;
}
