import type { SecretValue } from '../secrets/secret-value';

/**
 * A shorter value is not masked: it occurs by chance all over a log, and masking it there would both spoil the log and tell
 * what the value is.
 */
const SHORTEST_VALUE = 4;

/** A shorter line of a value of several lines is not masked by itself. */
const SHORTEST_LINE = 8;

/**
 * Encoders break their output into lines anywhere and put a value anywhere into a larger text, so base64 and hex are
 * recognised by every run of this many characters: nine bytes' worth of the value in base64, eight in hex.
 */
const RUN = { base64: 12, hex: 16 } as const;

/** Whether a value is long enough to be masked in a log. */
export const isMaskable = (value: SecretValue): boolean => Buffer.byteLength(value.reveal().trim()) >= SHORTEST_VALUE;

/**
 * The byte strings that give a secret away: the value, with and without blanks around it, and each longer line of it, as it
 * is and as URLs and JSON escape it; and the value in base64 (both alphabets, at each of the three alignments) and in hex,
 * of which, when they are long, there are the overlapping pieces that cover them. None is shorter than four bytes.
 */
export function secretForms(value: SecretValue): readonly Buffer[] {
  if (!isMaskable(value)) return [];
  // Through bytes and back: half a surrogate pair becomes what a container would get for it.
  const text = Buffer.from(value.reveal()).toString();
  const lines = text.split(/[\r\n]+/).filter((line) => Buffer.byteLength(line) >= SHORTEST_LINE);
  const whole = new Set([text, text.trim()]);
  const escaped = [...new Set([...whole, ...lines])].flatMap((part) => [part, ...urlForms(part), ...jsonForms(part)]);
  const encodings = [...whole].map((part) => Buffer.from(part));
  const base64 = [...new Set(encodings.flatMap(base64Forms))].flatMap((form) => pieces(form, RUN.base64));
  const hex = [...new Set(encodings.flatMap(hexForms))].flatMap((form) => pieces(form, RUN.hex));
  const forms = [...new Set(escaped)].map((form) => Buffer.from(form));
  // One after the other: there can be more than a call takes arguments.
  return [forms, base64, hex].flat().filter((form) => form.length >= SHORTEST_VALUE);
}

/** Of a longer encoding, in characters, only every fourth run is kept, which leaves three characters at the ends of a line. */
const LONG_ENCODING = 8192;

/** Runs of `length` characters that together cover a text, as views of one buffer; the text when it is not longer. */
function pieces(text: string, length: number): readonly Buffer[] {
  const bytes = Buffer.from(text);
  if (bytes.length <= length) return [bytes];
  const step = bytes.length > LONG_ENCODING ? 4 : 1;
  const count = Math.floor((bytes.length - length) / step) + 1;
  const runs = Array.from({ length: count }, (_, index) => bytes.subarray(index * step, index * step + length));
  return step === 1 ? runs : [...runs, bytes.subarray(-length)];
}

/**
 * Three bytes make four characters, so there are three ways a value can lie in a larger text. Characters that also hold bits
 * of the neighbours are left out.
 */
export function base64Forms(bytes: Buffer): readonly string[] {
  const standard = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const bits = (before + bytes.length) * 8;
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  });
  return [...standard, ...standard.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** With lower and with upper case digits. */
export function hexForms(bytes: Buffer): readonly string[] {
  const lower = bytes.toString('hex');
  return [lower, lower.toUpperCase()];
}

/** As query strings, forms and paths are written in various languages, with upper and lower hex digits. */
export function urlForms(text: string): readonly string[] {
  const component = encodeURIComponent(text);
  const strict = component.replaceAll(/[!'()*]/g, percent);
  const form = strict.replaceAll('%20', '+').replaceAll('~', '%7E').replaceAll('%2A', '*');
  const forms = [component, strict, form, strict.replaceAll('%2F', '/'), encodeURI(text)];
  return [...forms, ...forms.map((encoded) => encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** As the JSON writers of various languages escape it: the least, slashes too, all but ASCII, and what HTML would read. */
export function jsonForms(text: string): readonly string[] {
  const least = JSON.stringify(text).slice(1, -1);
  const ascii = least.replaceAll(/[\u007f-\uffff]/g, unicodeEscape);
  return [
    least,
    least.replaceAll('/', '\\/'),
    ascii,
    ascii.replaceAll('/', '\\/'),
    ascii.replaceAll(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`),
    least.replaceAll(/[<>&]/g, unicodeEscape),
    least.replaceAll(/[<>&='+]/g, unicodeEscape),
  ];
}

const unicodeEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
