import type { TextEdit } from '../problem';
import type { CommandDocument } from './command-document';
import { propertyOf } from './navigation';
import type { ArrayNode, ObjectNode, Span } from './syntax-tree';
import { layoutOf, lineIndentAt, spansLines, startsLine } from './text-layout';
import { writeJson, writeString, type JsonToWrite, type WriteStyle } from './write-json';

/** Adds a property behind the object's last one, laid out as the object is. */
export function insertProperty(
  document: CommandDocument,
  object: ObjectNode,
  key: string,
  value: JsonToWrite,
): TextEdit {
  return insertInto(document, object, object.properties, 'lines', (style) => {
    return writeString(key, style) + style.colon + writeJson(value, style);
  });
}

/** Adds an element behind the list's last one, laid out as the list is. */
export function insertElement(document: CommandDocument, list: ArrayNode, value: JsonToWrite): TextEdit {
  const shape = typeof value === 'object' && value !== null ? 'lines' : 'inline';
  return insertInto(document, list, list.items, shape, (style) => writeJson(value, style));
}

/**
 * Adds an element to the list of a property, which is made where it is missing. Undefined where the property holds
 * something else than a list.
 */
export function appendToList(
  document: CommandDocument,
  object: ObjectNode,
  key: string,
  value: JsonToWrite,
): TextEdit | undefined {
  const property = propertyOf(object, key);
  if (property === undefined) return insertProperty(document, object, key, [value]);
  return property.value?.kind === 'array' ? insertElement(document, property.value, value) : undefined;
}

function insertInto(
  document: CommandDocument,
  container: ObjectNode | ArrayNode,
  parts: readonly Span[],
  emptyShape: WriteStyle['shape'],
  write: (style: WriteStyle) => string,
): TextEdit {
  const { text } = document;
  const layout = layoutOf(document);
  const last = parts.at(-1);
  if (last !== undefined) {
    const ownLine = startsLine(text, last.start);
    const margin = lineIndentAt(text, last.start);
    const written = write({ ...layout, margin, shape: ownLine || spansLines(text, container) ? 'lines' : 'inline' });
    return {
      span: { start: last.end, end: last.end },
      newText: `,${ownLine ? layout.lineEnd + margin : ' '}${written}`,
    };
  }
  const outer = lineIndentAt(text, container.start);
  const inner = outer + layout.indent;
  const written = write({ ...layout, margin: inner, shape: emptyShape });
  return {
    span: { start: container.start + 1, end: endOfBlank(text, container) },
    newText: emptyShape === 'inline' ? written : layout.lineEnd + inner + written + layout.lineEnd + outer,
  };
}

/** Where the white space behind the opening bracket of an empty container ends. */
function endOfBlank(text: string, { start, end }: Span): number {
  let at = start + 1;
  while (at < end && /\s/.test(text.charAt(at))) at++;
  return at;
}
