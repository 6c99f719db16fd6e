import { isInvisible } from './invisible-characters';
import { isSpace, isLineEnd, isNumberStart, isWordLike, isLowerCase, hexDigit } from './json-characters';
import { losesTrack, type SyntaxFault, type SyntaxFaultKind } from './syntax-fault';
import type { ArrayNode, JsonNode, ObjectNode, Span, StringNode } from './syntax-tree';

/** `server`: with single quotes and `#` comments, as Commands are read. `standard`: without, as texts inside them are. */
export type Dialect = 'server' | 'standard';

/*
 * Code units are compared by number, and these stand beside their use: the loops over a text are the hot ones.
 */
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const STAR = 42;
const SLASH = 47;
const OPEN_BRACKET = 91;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_BRACE = 123;

/** What may follow a value on its line: a comma, a closer or the line's end. */
const ENDS_VALUE: ReadonlySet<number> = new Set([44, 93, 125, LINE_FEED, CARRIAGE_RETURN]);

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** A bare word, or what a person who meant a number may have typed. */
const WORD = /[\p{L}\p{N}_$.+-]+/uy;

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

/** More than anyone would mend one by one; it bounds what hostile text can make of memory. */
const MOST_FAULTS = 100;

/**
 * Reads the tokens of a JSON text one after the other, and notes what is wrong with them. A node is given the parent that
 * the caller names.
 */
export class JsonScanner {
  readonly faults: SyntaxFault[] = [];
  readonly comments: Span[] = [];
  pos = 0;
  /** Where the last token ended: a missing comma or value belongs there. */
  tokenEnd = 0;
  private lost = false;

  constructor(
    readonly text: string,
    private readonly dialect: Dialect,
  ) {}

  /** The code unit at `pos`; NaN at the end. */
  peek(): number {
    return this.text.charCodeAt(this.pos);
  }

  isAtEnd(): boolean {
    return this.pos >= this.text.length;
  }

  /** Steps over a token of one character. */
  take(): void {
    this.tokenEnd = ++this.pos;
  }

  /** Steps over white space and comments. */
  skipSpace(): void {
    const { text } = this;
    for (;;) {
      let { pos } = this;
      while (isSpace(text.charCodeAt(pos))) pos++;
      this.pos = pos;
      const code = text.charCodeAt(pos);
      if (code === HASH && this.dialect === 'server') {
        this.lineComment();
      } else if (code === SLASH && this.slashComment()) {
        continue;
      } else if (code < SPACE) {
        this.fault('control-character', this.pos, this.pos + 1);
        this.pos++;
      } else if (isInvisible(code)) {
        const start = this.pos;
        while (isInvisible(text.charCodeAt(this.pos))) this.pos++;
        this.fault('invisible-character', start, this.pos);
      } else {
        return;
      }
    }
  }

  isNumberStart(): boolean {
    return isNumberStart(this.peek());
  }

  /** Whether a line ends between two offsets. */
  hasLineEnd(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (isLineEnd(this.text.charCodeAt(i))) return true;
    return false;
  }

  /** Whether the string at `pos` ends on its line and a colon follows it. */
  isKeyAhead(): boolean {
    const quote = this.peek();
    if (!this.isQuote(quote)) return false;
    let end = this.pos + 1;
    for (; end < this.text.length; end++) {
      const code = this.text.charCodeAt(end);
      if (code === BACKSLASH) end++;
      else if (code === quote || isLineEnd(code)) break;
    }
    if (this.text.charCodeAt(end) !== quote) return false;
    for (end++; isSpace(this.text.charCodeAt(end)) || isInvisible(this.text.charCodeAt(end)); end++);
    return this.text.charCodeAt(end) === COLON;
  }

  /** Whether a value, right or wrong, begins at `pos`. */
  startsValue(): boolean {
    const code = this.text.charCodeAt(this.pos);
    return (
      this.isQuote(code) ||
      code === OPEN_BRACE ||
      code === OPEN_BRACKET ||
      isNumberStart(code) ||
      this.wordEnd() > this.pos
    );
  }

  isQuote(code: number): boolean {
    return code === QUOTE || (code === APOSTROPHE && this.dialect === 'server');
  }

  /** A string whose opening quote is at `pos`. */
  string(parent: ObjectNode | ArrayNode | undefined, quote: number): StringNode {
    const { text } = this;
    const start = this.pos;
    let piece = start + 1;
    let value = '';
    let pos = piece;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (code === quote) {
        value = piece === start + 1 ? text.slice(piece, pos) : value + text.slice(piece, pos);
        this.tokenEnd = this.pos = pos + 1;
        break;
      }
      if (code === BACKSLASH) {
        value += text.slice(piece, pos) + this.escape(pos, quote);
        piece = pos = this.pos;
      } else if (code < SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN) {
        this.fault('control-character', pos, pos + 1);
        pos++;
      } else if (code !== code || code < SPACE) {
        // The end of the text or of the line: a string that is still being typed most likely ends here.
        value += text.slice(piece, pos);
        this.tokenEnd = this.pos = pos;
        this.fault('unclosed-string', start, pos);
        break;
      } else {
        pos++;
      }
    }
    return { kind: 'string', start, end: this.pos, parent, value, hasEscapes: piece !== start + 1 };
  }

  /** A bare word as a property name, which is a fault; undefined where there is none. */
  bareKey(parent: ObjectNode): StringNode | undefined {
    const start = this.pos;
    const end = this.match(WORD);
    if (end === start) return undefined;
    const isHalfQuoted = this.text.charCodeAt(end) === QUOTE && this.text.charCodeAt(this.spaceEnd(end + 1)) === COLON;
    this.tokenEnd = this.pos = isHalfQuoted ? end + 1 : end;
    this.fault(isHalfQuoted ? 'unopened-string' : 'unquoted-key', start, this.pos);
    return { kind: 'string', start, end, parent, value: this.text.slice(start, end), hasEscapes: false };
  }

  /** A number; undefined, with a fault, for a text that begins like one and ends with a quote. */
  number(parent: ObjectNode | ArrayNode | undefined): JsonNode | undefined {
    const start = this.pos;
    const end = this.match(NUMBER);
    this.tokenEnd = this.pos = end;
    const next = this.text.charCodeAt(end);
    const goesOn = end === start || isWordLike(next);
    if ((goesOn || next === QUOTE) && this.unopenedString(start)) return undefined;
    if (goesOn) {
      this.tokenEnd = this.pos = Math.max(this.match(WORD), start + 1);
      if (this.pos > end) this.fault('bad-number', start, this.pos);
    }
    return { kind: 'number', start, end: this.pos, parent, raw: this.text.slice(start, this.pos) };
  }

  /** A literal; undefined, with a fault, for any other word. */
  word(parent: ObjectNode | ArrayNode | undefined): JsonNode | undefined {
    const start = this.pos;
    const end = this.wordEnd();
    if (end === start) {
      this.unexpected();
      return undefined;
    }
    this.tokenEnd = this.pos = end;
    if (this.text.charCodeAt(end) === QUOTE && this.unopenedString(start)) return undefined;
    switch (this.text.slice(start, end)) {
      case 'true':
        return { kind: 'boolean', start, end, parent, value: true };
      case 'false':
        return { kind: 'boolean', start, end, parent, value: false };
      case 'null':
        return { kind: 'null', start, end, parent };
      default:
        // Where the text breaks off in the middle of a word, what is around it has no end either, which is said.
        if (parent !== undefined && this.isAtEnd()) return undefined;
        if (!this.unopenedString(start)) this.fault('unknown-word', start, end);
        return undefined;
    }
  }

  /** Steps over a text of which only the closing quote is there; false where it is none. */
  private unopenedString(start: number): boolean {
    if (this.lost) return false;
    for (let pos = start; pos < this.text.length; pos++) {
      const code = this.text.charCodeAt(pos);
      if (isLineEnd(code)) return false;
      if (code === BACKSLASH) pos++;
      if (code !== QUOTE) continue;
      const end = this.spaceEnd(pos + 1);
      if (end < this.text.length && !ENDS_VALUE.has(this.text.charCodeAt(end))) return false;
      this.tokenEnd = this.pos = pos + 1;
      this.fault('unopened-string', start, this.pos);
      return true;
    }
    return false;
  }

  private spaceEnd(from: number): number {
    let end = from;
    while (this.text.charCodeAt(end) === SPACE || this.text.charCodeAt(end) === TAB) end++;
    return end;
  }

  /** Notes that the character at `pos` cannot stand there, and steps over it. */
  unexpected(): void {
    const size = (this.text.codePointAt(this.pos) ?? 0) > 0xffff ? 2 : 1;
    this.fault('unexpected-character', this.pos, this.pos + size);
    this.tokenEnd = this.pos += size;
  }

  fault(kind: SyntaxFaultKind, start: number, end: number): void {
    if (this.lost) return;
    this.faults.push({ kind, span: { start, end } });
    this.lost = losesTrack(kind) || this.faults.length === MOST_FAULTS;
  }

  /** Where the bare word at `pos` ends; `pos` itself where there is none. */
  private wordEnd(): number {
    let end = this.pos;
    while (isLowerCase(this.text.charCodeAt(end))) end++;
    return isWordLike(this.text.charCodeAt(end)) ? this.match(WORD) : end;
  }

  /** The character an escape at `at` stands for; leaves `pos` behind it. */
  private escape(at: number, quote: number): string {
    const char = this.text.charAt(at + 1);
    const code = this.text.charCodeAt(at + 1);
    this.pos = at + 2;
    if (char === '"' || char === '\\' || char === '/' || this.isQuote(code)) return char;
    const simple = ESCAPES[char];
    if (simple !== undefined) return simple;
    if (char === 'u') {
      let digits = 0;
      let unit = 0;
      for (; digits < 4; digits++) {
        const digit = hexDigit(this.text.charCodeAt(this.pos + digits));
        if (digit < 0) break;
        unit = unit * 16 + digit;
      }
      if (digits === 4) {
        this.pos += 4;
        return String.fromCharCode(unit);
      }
      this.fault('bad-escape', at, this.pos + digits);
      this.pos += digits;
      return '';
    }
    if (char === '' || code < SPACE || code === quote) {
      this.pos = at + 1;
      return '\\';
    }
    if (code >= 0xd800 && code < 0xdc00 && this.pos < this.text.length) this.pos++;
    this.fault('bad-escape', at, this.pos);
    return this.text.slice(at + 1, this.pos);
  }

  private lineComment(): void {
    const start = this.pos;
    for (;;) {
      const code = this.text.charCodeAt(this.pos);
      if (code !== code || code === LINE_FEED || code === CARRIAGE_RETURN) break;
      if (code < SPACE && code !== TAB) this.fault('control-character', this.pos, this.pos + 1);
      this.pos++;
    }
    this.comments.push({ start, end: this.pos });
  }

  private slashComment(): boolean {
    const start = this.pos;
    const next = this.text.charCodeAt(start + 1);
    if (next !== SLASH && next !== STAR) return false;
    if (next === SLASH) {
      while (this.pos < this.text.length && !isLineEnd(this.text.charCodeAt(this.pos))) this.pos++;
    } else {
      const close = this.text.indexOf('*/', start + 2);
      this.pos = close < 0 ? this.text.length : close + 2;
    }
    this.fault('slash-comment', start, this.pos);
    this.comments.push({ start, end: this.pos });
    return true;
  }

  private match(pattern: RegExp): number {
    pattern.lastIndex = this.pos;
    return pattern.test(this.text) ? pattern.lastIndex : this.pos;
  }
}
