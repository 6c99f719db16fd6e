import type { SecretValue } from '../../secrets/secret-value';
import { base64Forms, hexForms, jsonForms, urlForms } from '../secret-forms';

/** How a value is written where it was found; `line`: one line of a value of several lines. */
export type LeakEncoding = 'plain' | 'line' | 'URL' | 'JSON' | 'base64' | 'hex';

/** One way to write a value. */
export interface LeakForm {
  readonly encoding: LeakEncoding;
  readonly bytes: Buffer;
  /**
   * Where line breaks may stand in the text that are not in the form: nowhere, between any two characters (as encoders break
   * their output), or only where the form has a line feed, which then stands for any line break and indentation.
   */
  readonly breaks: 'none' | 'anywhere' | 'at line ends';
  /** Bytes of which one stands before the form, and one after it, where the value reaches into characters at its edges. */
  readonly before: ReadonlySet<number> | undefined;
  readonly after: ReadonlySet<number> | undefined;
}

/** How much of a value is looked for: a short one would be found by chance, most of all in base64 and hex. */
export type SearchReach = 'all forms' | 'as it is' | 'not at all';

/** Bytes a value needs to be looked for. */
const SHORTEST = { 'as it is': 4, 'all forms': 6 } as const;

/** A line of a value counts by itself from so many bytes on, if it is one word of key material. */
const KEY_LINE = /^[A-Za-z0-9+/=_-]{16,}$/;

/** The value as it is looked for: without the blanks and line breaks around it, which many ways to print it drop. */
const textOf = (value: SecretValue) => Buffer.from(value.reveal()).toString().trim();

/** How much of a value is looked for. */
export function searchReach(value: SecretValue): SearchReach {
  const length = Buffer.byteLength(textOf(value));
  if (length >= SHORTEST['all forms']) return 'all forms';
  return length >= SHORTEST['as it is'] ? 'as it is' : 'not at all';
}

/**
 * The ways to write a value that a leak is known by: the whole value as it is, as URLs and JSON escape it, in base64 (both
 * alphabets, each of the three alignments) and hex; of a value of several lines also each line of key material. No two have
 * the same bytes.
 */
export function leakForms(value: SecretValue): readonly LeakForm[] {
  const reach = searchReach(value);
  if (reach === 'not at all') return [];
  const text = textOf(value);
  const lines = text.split(/[ \t]*[\r\n]+[ \t]*/);
  const forms: LeakForm[] = [
    form('plain', lines.join('\n'), lines.length > 1 ? 'at line ends' : 'none'),
    ...(lines.length > 1 ? lines.filter((line) => KEY_LINE.test(line)).map((line) => form('line', line, 'none')) : []),
    ...urlForms(text).map((written) => form('URL', written, 'none')),
    ...jsonForms(text).map((written) => form('JSON', written, 'none')),
  ];
  if (reach === 'all forms') {
    const bytes = Buffer.from(text);
    forms.push(
      ...base64Forms(bytes).map((written, index) => base64Form(written, bytes, index)),
      ...hexForms(bytes).map((written) => form('hex', written, 'anywhere')),
    );
  }
  const distinct = new Map<string, LeakForm>();
  for (const each of forms) {
    const key = each.bytes.toString('latin1');
    if (each.bytes.length < SHORTEST['as it is']) continue;
    const same = distinct.get(key);
    if (same === undefined) distinct.set(key, each);
    // The same in both alphabets but for what may stand beside it.
    else distinct.set(key, { ...same, before: union(same.before, each.before), after: union(same.after, each.after) });
  }
  return [...distinct.values()];
}

const form = (encoding: LeakEncoding, written: string, breaks: LeakForm['breaks']): LeakForm => ({
  encoding,
  bytes: Buffer.from(written),
  breaks,
  before: undefined,
  after: undefined,
});

type Edge = LeakForm['before'];

/** Undefined is anything. */
const union = (a: Edge, b: Edge): Edge => (a === undefined || b === undefined ? undefined : new Set([...a, ...b]));

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ALPHABETS = [STANDARD, STANDARD.replace('+/', '-_')] as const;

/** @param index of the form: by alphabet, then by alignment */
function base64Form(written: string, bytes: Buffer, index: number): LeakForm {
  const alphabet = ALPHABETS[index < 3 ? 0 : 1];
  const before = index % 3;
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const characters = Buffer.concat([whole, Buffer.alloc(3)]).toString('base64');
  /** The characters whose bits in `mask` are those of the character at a place. */
  const like = (place: number, mask: number) => {
    const bits = STANDARD.indexOf(characters.charAt(place)) & mask;
    return new Set(Buffer.from(alphabet).filter((_, code) => (code & mask) === bits));
  };
  const bitsBefore = (before * 8) % 6;
  const bitsAfter = (whole.length * 8) % 6;
  return {
    ...form('base64', written, 'anywhere'),
    before: bitsBefore === 0 ? undefined : like(before, 2 ** (6 - bitsBefore) - 1),
    after: bitsAfter === 0 ? undefined : like(Math.floor((whole.length * 8) / 6), 63 & ~(2 ** (6 - bitsAfter) - 1)),
  };
}
