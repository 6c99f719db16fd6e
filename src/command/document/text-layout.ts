import type { CommandDocument } from './command-document';
import type { JsonNode, PropertyNode } from './syntax-tree';

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
  const indent = root === undefined ? USUAL.indent : indentIn(text, root);
  const first = firstProperty(root);
  if (first?.value === undefined) return { ...USUAL, lineEnd, indent };
  return {
    indent,
    lineEnd,
    quote: text.charAt(first.key.start) === "'" ? "'" : USUAL.quote,
    colon: first.value.start === first.key.end + 1 ? ':' : USUAL.colon,
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

/** The first property that has a value: one without is still being typed, and so tells nothing. */
function firstProperty(root: JsonNode | undefined): PropertyNode | undefined {
  if (root?.kind === 'array') return firstProperty(root.items[0]);
  return root?.kind === 'object' ? root.properties.find(({ value }) => value !== undefined) : undefined;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function isBlankChar(code: number): boolean {
  return code === 32 || code === 9;
}
