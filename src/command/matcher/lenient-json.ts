import { decimalOfDouble, parseDecimal, simplified } from './decimal';
import type { LiteralValue } from './matcher-ast';

const MAX_DEPTH = 400;
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', f: '\f', r: '\r', b: '\b' };

/**
 * Reads a list or an object as json-smart's permissive parser does, which reads the lists of a matcher: either quote, words
 * without quotes (`[DICOM, NIFTI]`), surplus commas, anything after the closing bracket.
 *
 * @returns undefined where that parser throws.
 */
export function parseLenientJson(text: string): LiteralValue | undefined {
  const reader = new LenientReader(text);
  try {
    return reader.readValue('');
  } catch (fault) {
    if (fault instanceof UnreadableJson) return undefined;
    throw fault;
  }
}

class UnreadableJson extends Error {}

class LenientReader {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  /** @param stops the characters that end a word without quotes here. */
  readValue(stops: string): LiteralValue {
    this.skipBlanks();
    switch (this.text[this.position]) {
      case undefined:
      case ':':
      case '}':
      case ']':
        throw new UnreadableJson();
      case '[':
        return this.readList();
      case '{':
        return this.readObject();
      case "'":
      case '"':
        return this.readQuoted();
      default:
        return wordValue(this.readWord(stops));
    }
  }

  private readList(): LiteralValue {
    this.enter();
    const items: LiteralValue[] = [];
    while (this.skipSeparators() !== ']') items.push(this.readValue(',]'));
    this.leave();
    return items;
  }

  private readObject(): LiteralValue {
    this.enter();
    const properties = new Map<string, LiteralValue>();
    while (this.skipSeparators() !== '}') {
      const quote = this.text[this.position] ?? '';
      if (':[]{'.includes(quote)) throw new UnreadableJson();
      const name = quote === "'" || quote === '"' ? this.readQuoted() : this.readWord(':');
      this.skipBlanks();
      if (this.text[this.position] !== ':') throw new UnreadableJson();
      this.position++;
      this.skipBlanks();
      if (',}'.includes(this.text[this.position] ?? ',')) throw new UnreadableJson();
      properties.set(name, this.readValue(',}'));
    }
    this.leave();
    return Object.fromEntries(properties);
  }

  private readQuoted(): string {
    const quote = this.text[this.position];
    let result = '';
    for (this.position++; this.text[this.position] !== quote; this.position++) {
      const character = this.text[this.position];
      if (character === undefined) throw new UnreadableJson();
      result += character === '\\' ? this.readEscape() : character;
    }
    this.position++;
    return result;
  }

  /** What a backslash and what follows stand for; the position ends on the last character taken. */
  private readEscape(): string {
    const letter = this.text[++this.position];
    if (letter === undefined) throw new UnreadableJson();
    if (letter === 'u' || letter === 'x') {
      const length = letter === 'u' ? 4 : 2;
      const code = this.text.slice(this.position + 1, this.position + 1 + length);
      if (code.length < length || !/^[0-9a-fA-F]+$/.test(code)) throw new UnreadableJson();
      this.position += length;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    return '\'"/\\'.includes(letter) ? letter : (ESCAPES[letter] ?? '');
  }

  private readWord(stops: string): string {
    const start = this.position;
    while (this.position < this.text.length && !stops.includes(this.text.charAt(this.position))) this.position++;
    return this.text.slice(start, this.position).trim();
  }

  /** Steps over blanks and surplus commas; the next character, which must be there. */
  private skipSeparators(): string {
    while (/[\s,]/.test(this.text[this.position] ?? 'x')) this.position++;
    const next = this.text[this.position];
    if (next === undefined) throw new UnreadableJson();
    return next;
  }

  private skipBlanks(): void {
    while (/\s/.test(this.text[this.position] ?? 'x')) this.position++;
  }

  private enter(): void {
    if (++this.depth > MAX_DEPTH) throw new UnreadableJson();
    this.position++;
  }

  private leave(): void {
    this.depth--;
    this.position++;
  }
}

/** From this length on the parser keeps the digits of a number with a fraction; a shorter one becomes a double. */
const EXACT_LENGTH = 19;

/** A word without quotes is a number, a constant or a text. */
function wordValue(word: string): LiteralValue {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  if (word === 'NaN') return NaN;
  if (word === '-') return 0;
  if (/^-?\d+$/.test(word)) return simplified(parseDecimal(word) ?? { digits: 0n, scale: 0 });
  return /^(?:\d|-)\d*(?:\.\d*)?(?:[eE](?:[+-]|\d)\d*)?$/.test(word) ? fractionValue(word) : word;
}

/** @throws UnreadableJson for what looks like a number and has no digits where they must be. */
function fractionValue(word: string): LiteralValue {
  const decimal = parseDecimal(word);
  if (decimal === undefined) throw new UnreadableJson();
  if (word.length >= EXACT_LENGTH) return decimal;
  const double = Number(word);
  return Number.isFinite(double) ? decimalOfDouble(double) : double;
}
