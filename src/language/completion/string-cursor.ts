import type { CommandDocument } from '../../command/document/command-document';
import { contentOf, placesInString, unitAt } from '../../command/document/string-offsets';
import type { Span, StringNode } from '../../command/document/syntax-tree';
import type { Location } from '../location';

/** The string in quotes that the cursor stands in. */
export interface StringCursor {
  readonly node: StringNode;
  readonly quote: '"' | "'";
  /** Where the cursor is in the string's value. */
  readonly cursor: number;
  /** The place in the text of a part of the value. */
  readonly places: (start: number, end: number) => Span;
}

/** The string at an offset; undefined where there is none, and in the middle of an escape. */
export function stringCursorAt(
  document: CommandDocument,
  location: Exclude<Location, { at: 'root' }>,
  offset: number,
): StringCursor | undefined {
  const { text } = document;
  const node = stringAt(location);
  const quote = node === undefined ? '' : text.charAt(node.start);
  if (node === undefined || (quote !== '"' && quote !== "'")) return undefined;
  const content = contentOf(text, node);
  if (offset < content.start || offset > content.end) return undefined;
  const cursor = unitAt(text, node, offset);
  const places = placesInString(text, node);
  return places(cursor, cursor).start === offset ? { node, quote, cursor, places } : undefined;
}

function stringAt(location: Exclude<Location, { at: 'root' }>): StringNode | undefined {
  if (location.at === 'key') return location.property?.key;
  return location.value?.kind === 'string' ? location.value : undefined;
}
