import { losesTrack, type SyntaxFault, type SyntaxFaultKind } from './syntax-fault';
import type { ArrayNode, JsonNode, ObjectNode, PropertyNode, Span, StringNode } from './syntax-tree';

/** The tree of a text, with what stands in it besides the tree. */
export interface ParsedJson {
  /** Undefined where no value starts at all. */
  readonly root: JsonNode | undefined;
  /** In the order of the text. Empty exactly when the server's parser reads the root value to its end. */
  readonly faults: readonly SyntaxFault[];
  /** `#` comments (and the wrong `//` and block ones), without the line end. */
  readonly comments: readonly Span[];
  /** What follows the root value, which the server never looks at; undefined where it is only white space or comments. */
  readonly trailing: Span | undefined;
}

/** `skipped`: a byte order mark may start the text, as in a request body. `refused`: it may not, as in an image label. */
export type ByteOrderMark = 'skipped' | 'refused';

/** `server`: with single quotes and `#` comments, as Commands are read. `standard`: without, as texts inside them are. */
export type Dialect = 'server' | 'standard';

type Building<T> = { -readonly [K in keyof T]: T[K] };
interface BuildingObject extends Omit<Building<ObjectNode>, 'properties'> {
  properties: PropertyNode[];
}
interface BuildingArray extends Omit<Building<ArrayNode>, 'items'> {
  items: JsonNode[];
}
type Container = BuildingObject | BuildingArray;

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const STAR = 42;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const BYTE_ORDER_MARK = 0xfeff;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** More than anyone would mend one by one; it bounds what hostile text can make of memory. */
const MOST_FAULTS = 100;

/** A bare word, or what a person who meant a number may have typed. */
const WORD = /[\p{L}\p{N}_$.+-]+/uy;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

/**
 * Parses JSON as the server's mapper does: Jackson with, in the server's dialect, single quotes and `#` comments allowed
 * and nothing else beyond the standard. Never throws and never recurses, so depth is bounded by memory alone. Text behind the root value is not
 * looked at, because the server stops there.
 *
 * @param text any text, also half typed or no JSON at all
 * @param mark whether a byte order mark may start it
 */
export function parseJson(text: string, mark: ByteOrderMark, dialect: Dialect = 'server'): ParsedJson {
  return new Parser(text, dialect).parse(mark);
}

class Parser {
  private readonly faults: SyntaxFault[] = [];
  private readonly comments: Span[] = [];
  private lost = false;
  /** How many containers of each kind are open around `pos`. */
  private readonly open = { object: 0, array: 0 };
  private pos = 0;
  /** Where the last token ended: a missing comma or value belongs there. */
  private tokenEnd = 0;

  constructor(
    private readonly text: string,
    private readonly dialect: Dialect,
  ) {}

  parse(mark: ByteOrderMark): ParsedJson {
    if (this.text.charCodeAt(0) === BYTE_ORDER_MARK) {
      if (mark === 'refused') this.fault('byte-order-mark', 0, 1);
      this.pos = 1;
    }
    this.skipSpace();
    const root = this.root();
    return { root, faults: this.faults, comments: this.comments, trailing: this.trailing() };
  }

  private root(): JsonNode | undefined {
    while (this.pos < this.text.length) {
      const value = this.value(undefined);
      if (value !== undefined) {
        if (value.kind === 'object' || value.kind === 'array') this.contents(value as Container);
        return value;
      }
      this.skipSpace();
    }
    if (this.faults.length === 0) this.fault('empty', 0, this.text.length);
    return undefined;
  }

  /** Reads members and elements until the outermost container is closed or the text ends. */
  private contents(outermost: Container): void {
    let container: Container | undefined = outermost;
    this.open[container.kind]++;
    let after: 'open' | 'comma' | 'member' = 'open';
    let comma = 0;
    while (container !== undefined) {
      this.skipSpace();
      if (this.pos >= this.text.length) {
        this.closeAll(container);
        return;
      }
      const code = this.text.charCodeAt(this.pos);
      const closer = container.kind === 'object' ? CLOSE_BRACE : CLOSE_BRACKET;
      if (code === closer || this.closesAncestor(code)) {
        if (after === 'comma') this.fault('trailing-comma', comma, comma + 1);
        if (code === closer) this.tokenEnd = ++this.pos;
        else this.fault(container.kind === 'object' ? 'unclosed-object' : 'unclosed-array', this.pos, this.pos + 1);
        endAt(container, this.tokenEnd);
        this.open[container.kind]--;
        container = container.parent as Container | undefined;
        after = 'member';
        continue;
      }
      if (code === COMMA) {
        if (after === 'member') {
          comma = this.pos;
          after = 'comma';
        } else {
          this.fault('extra-comma', this.pos, this.pos + 1);
        }
        this.tokenEnd = ++this.pos;
        continue;
      }
      if (after === 'member') {
        if (!this.startsValue()) {
          this.unexpected();
          continue;
        }
        this.fault('missing-comma', this.tokenEnd, this.tokenEnd);
      }
      const opened: Container | 'nothing' | 'no comma due' | undefined =
        container.kind === 'object' ? this.member(container) : this.element(container);
      if (opened === 'nothing') continue;
      if (opened === 'no comma due') {
        after = 'open';
      } else if (opened === undefined) {
        after = 'member';
      } else {
        container = opened;
        this.open[container.kind]++;
        after = 'open';
      }
    }
  }

  /**
   * One `"key": value`. Returns the container that the value opens; `nothing` where no key can be made out; `no comma due`
   * where the value is still to be typed, so that its missing comma is no fault of its own.
   */
  private member(object: BuildingObject): Container | 'nothing' | 'no comma due' | undefined {
    const key = this.key(object);
    if (key === undefined) {
      this.unexpected();
      return 'nothing';
    }
    const property: Building<PropertyNode> = { start: key.start, end: key.end, key, value: undefined };
    object.properties.push(property);
    this.skipSpace();
    if (this.text.charCodeAt(this.pos) === COLON) {
      this.tokenEnd = property.end = ++this.pos;
      this.skipSpace();
    } else {
      this.fault('missing-colon', key.end, key.end);
      if (!this.startsValue()) return undefined;
      if (this.hasLineEnd(key.end, this.pos)) return 'no comma due';
    }
    if (!this.startsValue()) {
      if (this.pos >= this.text.length || isStructural(this.text.charCodeAt(this.pos))) {
        this.fault('missing-value', property.start, property.end);
      } else {
        this.unexpected();
      }
      return undefined;
    }
    if (this.isKeyOfNextLine()) {
      this.fault('missing-value', property.start, property.end);
      return 'no comma due';
    }
    const value = this.value(object);
    property.value = value;
    property.end = this.tokenEnd;
    if (value === undefined || (value.kind !== 'object' && value.kind !== 'array')) return undefined;
    return value as Container;
  }

  private element(array: BuildingArray): Container | 'nothing' | undefined {
    if (!this.startsValue()) {
      this.unexpected();
      return 'nothing';
    }
    const value = this.value(array);
    if (value === undefined) return undefined;
    array.items.push(value);
    return value.kind === 'object' || value.kind === 'array' ? (value as Container) : undefined;
  }

  /** `"a": ⏎ "b": 1`: the string on the next line is a key, so `a` has no value yet. */
  private isKeyOfNextLine(): boolean {
    const code = this.text.charCodeAt(this.pos);
    if (!this.isQuote(code)) return false;
    if (!this.hasLineEnd(this.tokenEnd, this.pos)) return false;
    let end = this.pos + 1;
    for (; end < this.text.length; end++) {
      const at = this.text.charCodeAt(end);
      if (at === BACKSLASH) end++;
      else if (at === code || at === LINE_FEED || at === CARRIAGE_RETURN) break;
    }
    if (this.text.charCodeAt(end) !== code) return false;
    for (end++; isSpace(this.text.charCodeAt(end)); end++);
    return this.text.charCodeAt(end) === COLON;
  }

  private hasLineEnd(start: number, end: number): boolean {
    for (let i = start; i < end; i++) {
      const code = this.text.charCodeAt(i);
      if (code === LINE_FEED || code === CARRIAGE_RETURN) return true;
    }
    return false;
  }

  private key(object: BuildingObject): StringNode | undefined {
    const code = this.text.charCodeAt(this.pos);
    if (this.isQuote(code)) return this.string(object, code);
    const end = this.match(WORD);
    if (end === this.pos) return undefined;
    const start = this.pos;
    this.fault('unquoted-key', start, end);
    this.tokenEnd = this.pos = end;
    return { kind: 'string', start, end, parent: object as ObjectNode, value: this.text.slice(start, end) };
  }

  /** A scalar, or a container just opened. Undefined, with a fault, where the token is no value. */
  private value(parent: ObjectNode | ArrayNode | undefined): JsonNode | undefined {
    const start = this.pos;
    const code = this.text.charCodeAt(start);
    if (this.isQuote(code)) return this.string(parent, code);
    if (code === OPEN_BRACE) {
      this.tokenEnd = ++this.pos;
      return { kind: 'object', start, end: this.pos, parent, properties: [] };
    }
    if (code === OPEN_BRACKET) {
      this.tokenEnd = ++this.pos;
      return { kind: 'array', start, end: this.pos, parent, items: [] };
    }
    if (isNumberStart(code)) return this.number(parent);
    return this.word(parent);
  }

  private number(parent: ObjectNode | ArrayNode | undefined): JsonNode {
    const start = this.pos;
    const end = this.match(NUMBER);
    this.tokenEnd = this.pos = end;
    const goesOn = end === start || isWordLike(this.text.charCodeAt(end));
    if (goesOn) {
      this.tokenEnd = this.pos = Math.max(this.match(WORD), start + 1);
      if (this.pos > end) this.fault('bad-number', start, this.pos);
    }
    return { kind: 'number', start, end: this.pos, parent, raw: this.text.slice(start, this.pos) };
  }

  private word(parent: ObjectNode | ArrayNode | undefined): JsonNode | undefined {
    const start = this.pos;
    const end = this.wordEnd();
    if (end === start) {
      this.unexpected();
      return undefined;
    }
    this.tokenEnd = this.pos = end;
    switch (this.text.slice(start, end)) {
      case 'true':
        return { kind: 'boolean', start, end, parent, value: true };
      case 'false':
        return { kind: 'boolean', start, end, parent, value: false };
      case 'null':
        return { kind: 'null', start, end, parent };
      default:
        this.fault('unknown-word', start, end);
        return undefined;
    }
  }

  /** Where the bare word at `pos` ends; `pos` itself where there is none. */
  private wordEnd(): number {
    let end = this.pos;
    while (isLowerCase(this.text.charCodeAt(end))) end++;
    return isWordLike(this.text.charCodeAt(end)) ? this.match(WORD) : end;
  }

  private string(parent: ObjectNode | ArrayNode | undefined, quote: number): StringNode {
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
    return { kind: 'string', start, end: this.pos, parent, value };
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

  private skipSpace(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB) {
        this.pos++;
      } else if (code === HASH && this.dialect === 'server') {
        this.lineComment();
      } else if (code === SLASH && this.slashComment()) {
        continue;
      } else if (code < SPACE) {
        this.fault('control-character', this.pos, this.pos + 1);
        this.pos++;
      } else {
        return;
      }
    }
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

  private trailing(): Span | undefined {
    if (this.pos >= this.text.length) return undefined;
    const rest = new Parser(this.text, this.dialect);
    rest.pos = this.pos;
    rest.skipSpace();
    if (rest.pos >= this.text.length && rest.faults.length === 0) {
      this.comments.push(...rest.comments);
      return undefined;
    }
    const start = rest.faults[0]?.span.start ?? rest.pos;
    return { start, end: this.text.trimEnd().length };
  }

  private isQuote(code: number): boolean {
    return code === QUOTE || (code === APOSTROPHE && this.dialect === 'server');
  }

  private startsValue(): boolean {
    const code = this.text.charCodeAt(this.pos);
    return (
      this.isQuote(code) ||
      code === OPEN_BRACE ||
      code === OPEN_BRACKET ||
      isNumberStart(code) ||
      this.wordEnd() > this.pos
    );
  }

  /** A closer of the other kind ends the innermost container too, where a container of its kind is open around it. */
  private closesAncestor(code: number): boolean {
    return (code === CLOSE_BRACE && this.open.object > 0) || (code === CLOSE_BRACKET && this.open.array > 0);
  }

  private closeAll(innermost: Container): void {
    this.fault(
      innermost.kind === 'object' ? 'unclosed-object' : 'unclosed-array',
      innermost.start,
      innermost.start + 1,
    );
    for (let node: Container | undefined = innermost; node !== undefined; node = node.parent as Container | undefined) {
      endAt(node, this.text.length);
    }
  }

  private unexpected(): void {
    const size = (this.text.codePointAt(this.pos) ?? 0) > 0xffff ? 2 : 1;
    this.fault('unexpected-character', this.pos, this.pos + size);
    this.tokenEnd = this.pos += size;
  }

  private match(pattern: RegExp): number {
    pattern.lastIndex = this.pos;
    return pattern.test(this.text) ? pattern.lastIndex : this.pos;
  }

  private fault(kind: SyntaxFaultKind, start: number, end: number): void {
    if (this.lost) return;
    this.faults.push({ kind, span: { start, end } });
    this.lost = losesTrack(kind) || this.faults.length === MOST_FAULTS;
  }
}

/** Ends a container and the property it is the value of. */
function endAt(container: Container, end: number): void {
  container.end = end;
  if (container.parent?.kind !== 'object') return;
  const holder: Building<PropertyNode> | undefined = container.parent.properties.at(-1);
  if (holder !== undefined) holder.end = end;
}

function isSpace(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB;
}

function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isCloser(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

function isStructural(code: number): boolean {
  return isCloser(code) || code === COMMA;
}

function isNumberStart(code: number): boolean {
  return (code >= ZERO && code <= NINE) || code === MINUS || code === PLUS || code === DOT;
}

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** Whether a character may belong to a word; of those outside ASCII it is still to be found out. */
function isWordLike(code: number): boolean {
  return (
    isLowerCase(code) ||
    (code >= 65 && code <= 90) ||
    (code >= ZERO && code <= NINE) ||
    code === MINUS ||
    code === PLUS ||
    code === DOT ||
    code === 36 ||
    code === 95 ||
    code >= 128
  );
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}
