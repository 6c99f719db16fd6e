import type { CommandDocument } from './command-document';
import type { JsonNode } from './syntax-tree';

/** How an author writes: what new text must look like so that it does not show as new. */
export interface TextLayout {
  /** One step of indentation. */
  readonly indent: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly quote: '"' | "'";
  /** What stands between a name and its value. */
  readonly colon: ':' | ': ';
}

const USUAL: TextLayout = { indent: '  ', lineEnd: '\n', quote: '"', colon: ': ' };

/** The layout of a document, told from its first lines; where they do not say, the usual one: two spaces, LF, `": "`. */
export function layoutOf({ text, root }: CommandDocument): TextLayout {
  const lineEnd = /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : USUAL.lineEnd;
  const key = firstKey(root);
  if (key === undefined) return { ...USUAL, lineEnd, indent: root === undefined ? USUAL.indent : indentIn(text, root) };
  const isSingle = text.charAt(key.start) === "'";
  const isTight = text.charAt(key.end) === ':' && /\S/.test(text.charAt(key.end + 1));
  return {
    indent: root === undefined ? USUAL.indent : indentIn(text, root),
    lineEnd,
    quote: isSingle ? "'" : USUAL.quote,
    colon: isTight ? ':' : USUAL.colon,
  };
}

/** The white space that the line of an offset starts with. */
export function lineIndentAt(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let end = start;
  while (end < offset && isBlankChar(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

/** Whether nothing but white space stands before an offset in its line. */
export function startsLine(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && isBlankChar(text.charCodeAt(at - 1))) at--;
  return at === 0 || isLineEnd(text.charCodeAt(at - 1));
}

/** Whether a node is written over several lines. */
export function spansLines(text: string, node: JsonNode): boolean {
  for (let at = node.start; at < node.end; at++) if (isLineEnd(text.charCodeAt(at))) return true;
  return false;
}

/** The step from the outermost container whose first part has a line of its own to that part. */
function indentIn(text: string, root: JsonNode): string {
  let node: JsonNode | undefined = root;
  while (node !== undefined && (node.kind === 'object' || node.kind === 'array')) {
    const first: { start: number } | undefined = node.kind === 'object' ? node.properties[0] : node.items[0];
    if (first === undefined) break;
    const outer = lineIndentAt(text, node.start);
    const inner = lineIndentAt(text, first.start);
    if (startsLine(text, first.start) && inner.length > outer.length && inner.startsWith(outer)) {
      return inner.slice(outer.length);
    }
    node = node.kind === 'object' ? node.properties[0]?.value : node.items[0];
  }
  return USUAL.indent;
}

function firstKey(root: JsonNode | undefined): { readonly start: number; readonly end: number } | undefined {
  if (root?.kind === 'array') return firstKey(root.items[0]);
  return root?.kind === 'object' ? root.properties[0]?.key : undefined;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function isBlankChar(code: number): boolean {
  return code === 32 || code === 9;
}
