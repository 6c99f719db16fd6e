import type { CommandDocument } from '../../command/document/command-document';
import { contentOf } from '../../command/document/string-offsets';
import type { JsonNode, Span } from '../../command/document/syntax-tree';
import { layoutOf, lineIndentAt, spansLines } from '../../command/document/text-layout';
import { writeJson, writeString, type WriteStyle } from '../../command/document/write-json';
import type { TextEdit } from '../../command/problem';
import type { JsonPlace } from '../json-place';
import type { Candidate, Completion } from './completion';
import { escapeSnippet, hasHoles } from './snippet-text';

/** A place that takes a completion, and what must stand around it so that the text stays JSON. */
export interface Slot {
  /** What is replaced; in one line, with the cursor in it. */
  readonly span: Span;
  readonly style: WriteStyle;
  readonly before: string;
  readonly after: string;
  readonly additionalEdits: readonly TextEdit[];
  /** What of the completion's own form is typed already: an opening quote, or nothing. */
  readonly typedQuote: string;
  /** `name`: a property with its value. `name-only`: the value is there. `value`: a value or an element. */
  readonly takes: 'name' | 'name-only' | 'value';
}

/** A candidate as it is written in a slot. For a property its label is the name. */
export function fill(slot: Slot, candidate: Candidate): Completion {
  const takesName = slot.takes !== 'value';
  const isSnippet = slot.takes !== 'name-only' && hasHoles(candidate.value);
  const style = isSnippet ? { ...slot.style, escape: escapeSnippet } : slot.style;
  const name = takesName ? writeString(candidate.label, style) : '';
  const value = slot.takes === 'name-only' ? '' : writeJson(candidate.value, style);
  const colon = slot.takes === 'name' ? slot.style.colon : '';
  return {
    label: candidate.label,
    kind: candidate.kind,
    detail: candidate.detail,
    documentation: candidate.documentation,
    edit: { span: slot.span, newText: slot.before + name + colon + value + slot.after },
    format: isSnippet ? 'snippet' : 'text',
    additionalEdits: [...slot.additionalEdits, ...(candidate.additionalEdits ?? [])],
    filterText: slot.typedQuote + (candidate.filter ?? candidate.label),
    next: slot.takes === 'name-only' ? 'nothing' : (candidate.next ?? 'nothing'),
  };
}

/** The slot of a place; undefined where nothing can be put without taking something whole away. */
export function slotAt(document: CommandDocument, place: JsonPlace, offset: number): Slot | undefined {
  switch (place.at) {
    case 'key':
      return keySlot(document, place, offset);
    case 'value':
      return valueSlot(document, place.value, offset, place.property.key.end);
    case 'element':
      return elementSlot(document, place, offset);
    case 'root':
      return rootSlot(document, place, offset);
  }
}

function keySlot(document: CommandDocument, place: JsonPlace & { at: 'key' }, offset: number): Slot {
  const { text } = document;
  const { object, property } = place;
  const shape = spansLines(text, object) ? 'lines' : 'inline';
  const standsWhole = property !== undefined && property.end > property.key.end;
  if (standsWhole && offset === property.key.start) {
    const style = styleAt(document, offset, shape, object);
    const after = shape === 'lines' ? `,${style.lineEnd}${style.margin}` : ', ';
    return { ...commaBefore(document, offset), span: at(offset), style, after, typedQuote: '', takes: 'name' };
  }
  const token =
    property === undefined ? bareToken(text, offset, object.start + 1) : tokenOf(document, property.key, offset);
  const next = nextChar(document, token.span.end);
  return {
    ...commaBefore(document, token.span.start),
    ...token,
    style: withQuote(styleAt(document, token.span.start, shape, object), token.typedQuote),
    after: next === ':' ? '' : commaAfter(next),
    takes: next === ':' ? 'name-only' : 'name',
  };
}

function valueSlot(
  document: CommandDocument,
  value: JsonNode | undefined,
  offset: number,
  keyEnd: number,
): Slot | undefined {
  const { text } = document;
  if (value !== undefined && (offset < value.start || isContainer(value))) return undefined;
  const colon = text.indexOf(':', keyEnd);
  const token = value === undefined ? bareToken(text, offset, colon + 1) : tokenOf(document, value, offset);
  const style = withQuote(styleAt(document, token.span.start, 'lines'), token.typedQuote);
  const isTight = text.charAt(token.span.start - 1) === ':' && style.colon === ': ';
  return {
    ...token,
    style,
    before: isTight ? ' ' : '',
    after: commaAfter(nextChar(document, token.span.end)),
    additionalEdits: [],
    takes: 'value',
  };
}

function elementSlot(
  document: CommandDocument,
  place: JsonPlace & { at: 'element' },
  offset: number,
): Slot | undefined {
  const { list, value } = place;
  if (value !== undefined && isContainer(value)) return undefined;
  const token =
    value === undefined ? bareToken(document.text, offset, list.start + 1) : tokenOf(document, value, offset);
  const next = nextChar(document, token.span.end);
  const shape = spansLines(document.text, place.object) ? 'lines' : 'inline';
  const style = withQuote(styleAt(document, token.span.start, shape, list), token.typedQuote);
  return { ...commaBefore(document, token.span.start), ...token, style, after: commaAfter(next), takes: 'value' };
}

function rootSlot(document: CommandDocument, place: JsonPlace & { at: 'root' }, offset: number): Slot | undefined {
  if (place.value !== undefined) return undefined;
  const token = bareToken(document.text, offset, place.list === undefined ? 0 : place.list.start + 1);
  const style = styleAt(document, token.span.start, 'lines');
  if (place.list === undefined) return { ...token, style, before: '', after: '', additionalEdits: [], takes: 'value' };
  const after = commaAfter(nextChar(document, token.span.end));
  return { ...commaBefore(document, token.span.start), ...token, style, after, takes: 'value' };
}

type Token = Pick<Slot, 'span' | 'typedQuote'>;

/** The node at the cursor; of a string that swallows what follows it, only the word at the cursor. */
function tokenOf(document: CommandDocument, node: JsonNode, offset: number): Token {
  const { text } = document;
  const first = text.charAt(node.start);
  const typedQuote = node.kind === 'string' && (first === '"' || first === "'") ? first : '';
  if (typedQuote === '' || node.kind !== 'string') return { span: spanOf(node), typedQuote };
  const isClosed = contentOf(text, node).end < node.end;
  const follows = /^[^\S\r\n]*([^]?)/.exec(text.slice(node.end, node.end + 200))?.[1] ?? '';
  if (isClosed && !/[\w$.+]/.test(follows)) return { span: spanOf(node), typedQuote };
  let end = Math.max(offset, node.start + 1);
  while (end < node.end && /[^\s,:{}[\]"'#]/.test(text.charAt(end))) end++;
  return { span: { start: node.start, end }, typedQuote };
}

/** A word without quotes around the cursor, not before `from`. */
function bareToken(text: string, offset: number, from: number): Token {
  let start = offset;
  while (start > from && /[\w.+-]/.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (/[\w.+-]/.test(text.charAt(end))) end++;
  return { span: { start, end }, typedQuote: '' };
}

/** The style of new text at an offset in a container. The line at hand tells the indentation best, where it is indented. */
function styleAt(
  document: CommandDocument,
  offset: number,
  shape: WriteStyle['shape'],
  container?: JsonNode,
): WriteStyle {
  const layout = layoutOf(document);
  const margin = lineIndentAt(document.text, offset);
  const outer = container === undefined ? margin : lineIndentAt(document.text, container.start);
  const isDeeper = margin.length > outer.length && margin.startsWith(outer);
  return { ...layout, margin, shape, indent: isDeeper ? margin.slice(outer.length) : layout.indent };
}

function withQuote(style: WriteStyle, typed: string): WriteStyle {
  return typed === '"' || typed === "'" ? { ...style, quote: typed } : style;
}

/** The comma that the part before this one lacks. */
function commaBefore(document: CommandDocument, offset: number): Pick<Slot, 'before' | 'additionalEdits'> {
  const end = previousEnd(document, offset);
  const previous = document.text.charAt(end - 1);
  if (previous === '' || /[{[,:]/.test(previous)) return { before: '', additionalEdits: [] };
  if (end === offset) return { before: ', ', additionalEdits: [] };
  return { before: '', additionalEdits: [{ span: at(end), newText: ',' }] };
}

function commaAfter(next: string): string {
  return next === '' || /[,}\]:]/.test(next) ? '' : ',';
}

/** Where the last token before an offset ends; 0 where there is none. */
function previousEnd({ text, comments }: CommandDocument, offset: number): number {
  let end = offset;
  for (let i = comments.length; i >= 0; i--) {
    while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
    const comment = comments[i - 1];
    if (comment === undefined || comment.end < end) break;
    if (comment.end === end) end = comment.start;
  }
  return end;
}

/** The first character of the next token; empty at the end of the text. */
function nextChar({ text, comments }: CommandDocument, offset: number): string {
  let at = offset;
  for (const comment of comments) {
    if (comment.end <= at) continue;
    while (at < comment.start && /\s/.test(text.charAt(at))) at++;
    if (at < comment.start) break;
    at = comment.end;
  }
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return text.charAt(at);
}

function isContainer(node: JsonNode): boolean {
  return node.kind === 'object' || node.kind === 'array';
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
