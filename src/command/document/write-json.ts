import type { TextLayout } from './text-layout';

/** Text that a part of new JSON writes for itself. */
export type OwnText = (style: WriteStyle) => string;

/** JSON to be written: plain values, or functions that write a value of their own. */
export type JsonToWrite =
  string | number | boolean | null | OwnText | readonly JsonToWrite[] | { readonly [key: string]: JsonToWrite };

/** How new JSON is written into a text. */
export interface WriteStyle extends Pick<TextLayout, 'indent' | 'lineEnd' | 'quote' | 'colon'> {
  /** White space before every line but the first. */
  readonly margin: string;
  /** `lines`: objects, and lists of objects, go over several lines. `inline`: all on one line. */
  readonly shape: 'lines' | 'inline';
  /** What is done to text once it is JSON, such as escaping it for a snippet; nothing by default. */
  readonly escape?: (json: string) => string;
}

/** Writes JSON in a given style. Lists of scalars stay on one line. */
export function writeJson(value: JsonToWrite, style: WriteStyle): string {
  if (typeof value === 'function') return value(style);
  if (typeof value === 'string') return writeString(value, style);
  if (value === null || typeof value !== 'object') return String(value);
  const deeper = { ...style, margin: style.margin + style.indent };
  if (isList(value)) {
    const items = value.map((item) => writeJson(item, deeper));
    return enclose('[', items, ']', value.some(isContainer) ? style : { ...style, shape: 'inline' });
  }
  const members = Object.entries(value).map(
    ([key, member]) => writeString(key, style) + style.colon + writeJson(member, deeper),
  );
  return enclose('{', members, '}', style);
}

/** Writes a text as a JSON string in the style's quotes. */
export function writeString(text: string, { quote, escape }: Pick<WriteStyle, 'quote' | 'escape'>): string {
  const json = quote + escapeString(text, quote) + quote;
  return escape === undefined ? json : escape(json);
}

/** What stands between the quotes of a JSON string. */
export function escapeString(text: string, quote: TextLayout['quote']): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? escaped : escaped.replaceAll('\\"', '"').replaceAll("'", "\\'");
}

function enclose(open: string, parts: readonly string[], close: string, style: WriteStyle): string {
  if (parts.length === 0) return open + close;
  if (style.shape === 'inline') {
    const space = open === '{' ? ' ' : '';
    return open + space + parts.join(', ') + space + close;
  }
  const inner = style.lineEnd + style.margin + style.indent;
  return open + inner + parts.join(`,${inner}`) + style.lineEnd + style.margin + close;
}

function isList(value: JsonToWrite): value is readonly JsonToWrite[] {
  return Array.isArray(value);
}

function isContainer(value: JsonToWrite): boolean {
  return typeof value === 'object' && value !== null;
}
