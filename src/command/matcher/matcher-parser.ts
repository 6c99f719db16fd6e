import type { Span } from '../document/syntax-tree';
import { compileJavaRegex } from '../regex/java-regex';
import { parseDecimal, simplified } from './decimal';
import { parseLenientJson } from './lenient-json';
import type {
  ComparisonOperator,
  JsonOperand,
  MatcherExpression,
  MatcherFault,
  MatcherReading,
  NumberOperand,
  Operand,
  PathOperand,
  RegexOperand,
  StringOperand,
} from './matcher-ast';
import { COMPARISON_OPERATORS } from './matcher-ast';
import { describeFault, TypedFault } from './matcher-fault';
import { readPath, type ReadFilter } from './path-parser';
import { PathFault, TextCursor, UnforeseenFault } from './text-cursor';
import { unescapeText } from './unescape-text';

/** Brackets, filters and denials within each other; the stack has no room for very many, and nobody writes them. */
const MOST_LEVELS = 100;

const PREFIX = '$[?(';
const SUFFIX = ')]';

/**
 * Reads a matcher as the service does, which pastes it into `$[?( )]` and gives it to Jayway JsonPath 2.8.0.
 *
 * @param text the matcher with its replacement keys already filled in; blank text is no matcher and not for this function.
 */
export function parseMatcher(text: string): MatcherReading {
  try {
    const path = readPath(PREFIX + text + SUFFIX, -PREFIX.length, filterReader(0));
    const [filter, ...behind] = path.steps;
    if (filter?.kind !== 'filter') throw new Error('A path that starts with "$[?(" starts with a filter');
    // Where the text closes the filter itself, the service's own end of it is read as one more step.
    const inside = (offset: number) => Math.min(offset, text.length);
    const tail = behind.map((step) => ({ ...step, start: inside(step.start), end: inside(step.end) }));
    return { ok: true, matcher: { text, expression: filter.expression, tail } };
  } catch (fault) {
    if (!(fault instanceof PathFault)) throw fault;
    return { ok: false, error: describeFault(fault, text) };
  }
}

/**
 * Reads a JSONPath by itself, such as a derived input's property or the inside of `^wrapper:…^`.
 *
 * @returns the path, or the library's words on why it is none.
 */
export function parseJsonPath(text: string): { readonly path: PathOperand } | { readonly fault: string } {
  try {
    return { path: readPath(text, 0, filterReader(0)) };
  } catch (fault) {
    if (!(fault instanceof PathFault)) throw fault;
    return { fault: fault.message };
  }
}

/** Reads `[?( … )]` that stands within so many levels. */
function filterReader(level: number): ReadFilter {
  return (criteria, offset) => {
    if (level > MOST_LEVELS) throw tooDeep(offset);
    const cursor = new TextCursor(criteria, offset);
    cursor.trim();
    cursor.position++;
    cursor.last--;
    cursor.trim();
    cursor.position++;
    cursor.trim();
    return new FilterReader(cursor, level).read();
  };
}

/**
 *     or         = and { '||' and }
 *     and        = unit { '&&' unit }
 *     unit       = '!' unit | '(' or ')' | expression
 *     expression = operand [ operator operand ]
 */
class FilterReader {
  /** The fault that made an expression without a right side out of one that looks to have one. */
  private swallowed: PathFault | undefined;

  constructor(
    private readonly cursor: TextCursor,
    private level: number,
  ) {}

  read(): MatcherExpression {
    const { cursor } = this;
    try {
      const expression = this.readOr();
      if (cursor.skipBlanks().inBounds()) {
        const rest = cursor.slice(cursor.position, cursor.last + 1);
        this.fail('surplus-text', `Expected end of filter expression instead of: ${rest}`);
      }
      return expression;
    } catch (fault) {
      if (fault instanceof PathFault) throw this.withCause(fault);
      if (!(fault instanceof UnforeseenFault)) throw fault;
      const message = `Failed to parse filter: ${cursor.text}, error on position: ${cursor.position}, char: ${cursor.current()}`;
      throw new TypedFault(this.kindOf(fault), message, fault.position);
    }
  }

  private kindOf(fault: UnforeseenFault): MatcherFault {
    if (fault.message.includes('PatternSyntaxException')) return 'bad-regex';
    if (!fault.message.includes('NumberFormatException')) return 'other';
    return /^[)&|]/.test(this.cursor.text.slice(fault.position - this.cursor.offset)) ? 'missing-operand' : 'bare-word';
  }

  /** What went wrong is better told by the first fault, which the library swallowed, than by what it stumbled over next. */
  private withCause(fault: PathFault): PathFault {
    const cause = this.swallowed;
    if (cause === undefined || fault instanceof TypedFault) return fault;
    const kind = cause instanceof TypedFault ? cause.fault : 'bad-path';
    return new TypedFault(kind, fault.message, cause.position);
  }

  private readOr(): MatcherExpression {
    const first = this.readAnd();
    const operands = [first];
    while (this.cursor.take('||')) operands.push(this.readAnd());
    return operands.length === 1 ? first : { kind: 'or', operands, ...this.spanFrom(first) };
  }

  private readAnd(): MatcherExpression {
    const first = this.readUnit();
    const operands = [first];
    while (this.cursor.take('&&')) operands.push(this.readUnit());
    return operands.length === 1 ? first : { kind: 'and', operands, ...this.spanFrom(first) };
  }

  private readUnit(): MatcherExpression {
    const { cursor } = this;
    const start = cursor.skipBlanks().position;
    if (cursor.current() === '!') {
      cursor.position++;
      const next = cursor.skipBlanks().current();
      if (next !== '@' && next !== '$') {
        const operand = this.deeper(() => this.readUnit());
        return { kind: 'not', operand, ...this.span(start, cursor.position) };
      }
      cursor.position = start;
    }
    if (cursor.skipBlanks().current() !== '(') return this.readExpression();
    cursor.position++;
    const inner = this.deeper(() => this.readOr());
    cursor.expect(')');
    return inner;
  }

  private deeper(read: () => MatcherExpression): MatcherExpression {
    if (++this.level > MOST_LEVELS) throw tooDeep(this.at(this.cursor.position));
    const inner = read();
    this.level--;
    return inner;
  }

  private readExpression(): MatcherExpression {
    const { cursor } = this;
    const start = cursor.position;
    const left = this.readOperand();
    const afterLeft = cursor.position;
    try {
      const { operator, operatorSpan } = this.readOperator();
      const right = this.readOperand();
      return { kind: 'comparison', left, operator, operatorSpan, right, ...this.span(start, cursor.position) };
    } catch (fault) {
      if (!(fault instanceof PathFault)) throw fault;
      // The library takes what it cannot read as an operator and a value for no comparison at all.
      if (!isEndOfUnit(cursor, afterLeft)) this.swallowed ??= fault;
      cursor.position = afterLeft;
    }
    if (left.kind !== 'path') this.fail('missing-operand', 'Expected path node');
    const wanted = cursor.text.charAt(cursor.indexOfPreviousSignificant(left.start - cursor.offset)) !== '!';
    return { kind: 'existence', path: left, wanted, ...this.span(start, afterLeft) };
  }

  private readOperator(): { readonly operator: ComparisonOperator; readonly operatorSpan: Span } {
    const { cursor } = this;
    const start = cursor.skipBlanks().position;
    const isSymbol = isOperatorCharacter(cursor.current());
    while (cursor.inBounds() && (isSymbol ? isOperatorCharacter(cursor.current()) : cursor.current() !== ' ')) {
      cursor.position++;
    }
    const text = cursor.slice(start, cursor.position);
    const operator = COMPARISON_OPERATORS.find((known) => known.toUpperCase() === text.toUpperCase());
    if (operator === undefined) {
      const fault = text === '=' ? 'single-equals' : 'unknown-operator';
      throw new TypedFault(fault, `Filter operator ${text} is not supported!`, cursor.offset + start, text.length);
    }
    return { operator, operatorSpan: this.span(start, cursor.position) };
  }

  private readOperand(): Operand {
    const { cursor } = this;
    switch (cursor.skipBlanks().current()) {
      case '!': {
        cursor.position++;
        const next = cursor.skipBlanks().current();
        if (next === '@' || next === '$') return this.readPathOperand();
        return this.fail('other', 'Unexpected character: !');
      }
      case '@':
      case '$':
        return this.readPathOperand();
      case "'":
      case '"':
        return this.readString(cursor.current());
      case 't':
      case 'f':
        return this.readBoolean();
      case 'n':
        return this.readNull();
      case '[':
        return this.readJson('[', ']');
      case '{':
        return this.readJson('{', '}');
      case '/':
        return this.readRegex();
      default:
        return this.readNumber();
    }
  }

  private readPathOperand(): PathOperand {
    const { cursor } = this;
    const start = cursor.position;
    let hasDot = false;
    /** Whether the bracket at the position closes a `.name()`. */
    const isCallEnd = (): boolean => {
      const open = cursor.indexOfPreviousSignificant();
      if (open === -1 || cursor.charAt(open) !== '(') return false;
      hasDot ||= cursor.text.slice(start + 1, open).includes('.');
      return hasDot;
    };
    cursor.position++;
    while (cursor.inBounds()) {
      if (cursor.current() === '[') {
        const close = cursor.indexOfClosing(cursor.position, '[', ']', { skipRegex: false });
        if (close === -1) this.fail('unclosed-bracket', `Square brackets does not match in filter ${cursor.text}`);
        cursor.position = close + 1;
      }
      const character = cursor.current();
      const isEnd = character === ' ' || isOperatorCharacter(character) || (character === ')' && !isCallEnd());
      if (!cursor.inBounds() || isEnd) break;
      cursor.position++;
    }
    return readPath(cursor.slice(start, cursor.position), cursor.offset + start, filterReader(this.level + 1));
  }

  private readString(quote: string): StringOperand {
    const { cursor } = this;
    const start = cursor.position;
    const close = cursor.indexOfUnescaped(quote);
    if (close === -1) {
      this.fail('unclosed-string', `String literal does not have matching quotes. Expected ${quote} in ${cursor.text}`);
    }
    cursor.position = close + 1;
    const value = unescapeText(cursor.slice(start + 1, close));
    if (value === undefined) {
      throw new UnforeseenFault('com.jayway.jsonpath.JsonPathException: Unable to parse unicode value', this.at(start));
    }
    return { kind: 'string', value, ...this.span(start, close + 1) };
  }

  private readBoolean(): Operand {
    const { cursor } = this;
    const start = cursor.position;
    const word = cursor.current() === 't' ? 'true' : 'false';
    if (!cursor.inBounds(start + word.length - 1) || !cursor.text.startsWith(word, start)) {
      this.fail('bare-word', 'Expected boolean literal');
    }
    cursor.position += word.length;
    return { kind: 'boolean', value: word === 'true', ...this.span(start, cursor.position) };
  }

  private readNull(): Operand {
    const { cursor } = this;
    const start = cursor.position;
    if (!cursor.inBounds(start + 3) || !cursor.text.startsWith('null', start)) {
      this.fail('bare-word', 'Expected <null> value');
    }
    cursor.position += 4;
    return { kind: 'null', ...this.span(start, cursor.position) };
  }

  private readJson(open: string, close: string): JsonOperand {
    const { cursor } = this;
    const start = cursor.position;
    const end = cursor.indexOfClosing(start, open, close, { skipRegex: false });
    if (end === -1) this.fail('unclosed-bracket', `String not closed. Expected ' in ${cursor.text}`);
    cursor.position = end + 1;
    const text = cursor.slice(start, end + 1);
    return { kind: 'json', text, value: parseLenientJson(text), ...this.span(start, end + 1) };
  }

  private readRegex(): RegexOperand {
    const { cursor } = this;
    const start = cursor.position;
    const close = cursor.indexOfUnescaped('/');
    if (close === -1) this.fail('unclosed-regex', `Pattern not closed. Expected / in ${cursor.text}`);
    let end = close + 1;
    while (cursor.inBounds(end) && 'idmsuxU'.includes(cursor.charAt(end))) end++;
    cursor.position = end;
    const source = cursor.slice(start + 1, close);
    const flags = cursor.slice(close + 1, end);
    const regex = compileJavaRegex(source, flags);
    if (!regex.ok)
      throw new UnforeseenFault(
        `java.util.regex.PatternSyntaxException: ${regex.message}`,
        this.at(start + 1 + regex.position),
      );
    return { kind: 'regex', source, flags, regex: regex.regex, ...this.span(start, end) };
  }

  private readNumber(): NumberOperand {
    const { cursor } = this;
    const start = cursor.position;
    while (cursor.inBounds() && /[\d.eE-]/.test(cursor.current())) cursor.position++;
    const value = parseDecimal(cursor.slice(start, cursor.position));
    if (value === undefined) throw new UnforeseenFault('java.lang.NumberFormatException', this.at(start));
    return { kind: 'number', value: simplified(value), ...this.span(start, cursor.position) };
  }

  private at(index: number): number {
    return this.cursor.offset + index;
  }

  private span(start: number, end: number): Span {
    return { start: this.at(start), end: this.at(end) };
  }

  private spanFrom(first: Span): Span {
    return { start: first.start, end: this.at(this.cursor.position) };
  }

  private fail(fault: MatcherFault, message: string): never {
    throw new TypedFault(fault, message, this.at(this.cursor.position));
  }
}

function tooDeep(position: number): TypedFault {
  return new TypedFault('too-deep', `More than ${MOST_LEVELS} levels within each other`, position);
}

function isOperatorCharacter(character: string): boolean {
  return '<>=~!'.includes(character);
}

function isEndOfUnit(cursor: TextCursor, from: number): boolean {
  return /^ *(\)|&&|\|\|)/.test(cursor.text.slice(from));
}
