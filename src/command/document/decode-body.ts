/** The text of a request body or a file, as the server's parser takes it from the bytes. */
export interface DecodedBody {
  /** Without a byte order mark. Bytes that are no text stand as U+FFFD. */
  readonly text: string;
  /** Offset in the text of the first bytes that are no text; reading that far fails. Undefined where there are none. */
  readonly malformedAt: number | undefined;
}

interface Encoding {
  readonly unit: 1 | 2 | 4;
  readonly order: 'big' | 'little';
  /** How many bytes the byte order mark takes. */
  readonly mark: number;
}

const UTF8: Encoding = { unit: 1, order: 'big', mark: 0 };
const REPLACEMENT = 0xfffd;

/**
 * Decodes bytes as Jackson does: the encoding is told from the mark or, as JSON begins with ASCII, from where the first
 * zero bytes are. UTF-8 is read loosely (overlong forms and surrogates pass), but a byte out of place is a failure.
 * UTF-16 never fails.
 */
export function decodeBody(bytes: Uint8Array): DecodedBody {
  const encoding = detect(bytes);
  if (encoding === undefined) return { text: '', malformedAt: 0 };
  const output = new UnitBuffer();
  const malformedAt = DECODERS[encoding.unit](bytes, encoding, output);
  return { text: output.toString(), malformedAt };
}

/** Undefined for the two mixed byte orders that are refused at once. */
function detect(bytes: Uint8Array): Encoding | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  if (bytes.length >= 4) {
    if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { unit: 4, order: 'big', mark: 4 };
    if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { unit: 4, order: 'little', mark: 4 };
    if (a === 0 && b === 0 && c === 0xff && d === 0xfe) return undefined;
    if (a === 0xfe && b === 0xff && c === 0 && d === 0) return undefined;
    if (a === 0xfe && b === 0xff) return { unit: 2, order: 'big', mark: 2 };
    if (a === 0xff && b === 0xfe) return { unit: 2, order: 'little', mark: 2 };
    if (a === 0xef && b === 0xbb && c === 0xbf) return { ...UTF8, mark: 3 };
    if (a === 0 && b === 0 && c === 0) return { unit: 4, order: 'big', mark: 0 };
    if (b === 0 && c === 0 && d === 0) return { unit: 4, order: 'little', mark: 0 };
    if ((a === 0 && c === 0 && d === 0) || (a === 0 && b === 0 && d === 0)) return undefined;
  }
  if (bytes.length >= 2) {
    if (a === 0) return { unit: 2, order: 'big', mark: 0 };
    if (b === 0) return { unit: 2, order: 'little', mark: 0 };
  }
  return UTF8;
}

function decodeUtf8(bytes: Uint8Array, { mark }: Encoding, output: UnitBuffer): number | undefined {
  let malformedAt: number | undefined;
  for (let i = mark; i < bytes.length;) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      output.push(lead);
      i++;
      continue;
    }
    const length = (lead & 0xe0) === 0xc0 ? 2 : (lead & 0xf0) === 0xe0 ? 3 : (lead & 0xf8) === 0xf0 ? 4 : 1;
    let code = lead & (0xff >> (length + 1));
    let read = 1;
    for (; read < length && ((bytes[i + read] ?? 0) & 0xc0) === 0x80; read++) {
      code = (code << 6) | ((bytes[i + read] ?? 0) & 0x3f);
    }
    if (length === 1 || read < length) {
      malformedAt ??= output.length;
      output.push(REPLACEMENT);
    } else {
      output.pushCodePoint(isSyntax(code) ? REPLACEMENT : code, length === 4 && !isSyntax(code));
    }
    i += read;
  }
  return malformedAt;
}

/**
 * Whether a character, which here was written in more bytes than it needs, would be read as syntax. Jackson tells syntax
 * from single bytes, so to it this is a character of a text like any other, and outside of texts one out of place.
 */
function isSyntax(code: number): boolean {
  return code < 0x20 || SYNTAX.has(code);
}

const SYNTAX: ReadonlySet<number> = new Set(Array.from('"\'\\{}[]:,#', (char) => char.charCodeAt(0)));

/** Java's decoder replaces what is no text: a half pair takes the unit behind it along. */
function decodeUtf16(bytes: Uint8Array, { order, mark }: Encoding, output: UnitBuffer): undefined {
  const high = order === 'big' ? 0 : 1;
  const unitAt = (i: number) => ((bytes[i + high] ?? 0) << 8) | (bytes[i + 1 - high] ?? 0);
  for (let i = mark; i < bytes.length; i += 2) {
    const unit = i + 1 < bytes.length ? unitAt(i) : REPLACEMENT;
    if ((unit & 0xf800) !== 0xd800) {
      output.push(unit);
    } else if (unit < 0xdc00 && i + 3 < bytes.length) {
      i += 2;
      const next = unitAt(i);
      if ((next & 0xfc00) === 0xdc00) output.push(unit);
      output.push((next & 0xfc00) === 0xdc00 ? next : REPLACEMENT);
    } else {
      output.push(REPLACEMENT);
    }
  }
  return undefined;
}

/** Java decodes a block of these at a time, and fails for a whole block at its start. */
const UTF32_BLOCK = 2000;

function decodeUtf32(bytes: Uint8Array, { order, mark }: Encoding, output: UnitBuffer): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = mark; i < bytes.length; i += 4) {
    if (i + 4 > bytes.length) return output.length;
    const code = view.getUint32(i, order === 'little');
    if (code > 0x10ffff) return output.length - (output.length % UTF32_BLOCK);
    output.pushCodePoint(code, code > 0xffff);
  }
  return undefined;
}

/** By the size of a unit; each returns the offset of the first bytes that are no text. */
const DECODERS = { 1: decodeUtf8, 2: decodeUtf16, 4: decodeUtf32 } as const;

/** UTF-16 code units, gathered into a string a piece at a time. */
class UnitBuffer {
  private readonly units = new Uint16Array(8192);
  private used = 0;
  private text = '';

  get length(): number {
    return this.text.length + this.used;
  }

  push(unit: number): void {
    if (this.used === this.units.length) this.flush();
    this.units[this.used++] = unit;
  }

  /** `isPair`: whether the form it was written in stands for two code units, whatever its value. */
  pushCodePoint(code: number, isPair: boolean): void {
    if (!isPair) {
      this.push(code);
      return;
    }
    const rest = code - 0x10000;
    this.push(0xd800 | (rest >> 10));
    this.push(0xdc00 | (rest & 0x3ff));
  }

  toString(): string {
    this.flush();
    return this.text;
  }

  private flush(): void {
    this.text += String.fromCharCode(...this.units.subarray(0, this.used));
    this.used = 0;
  }
}
