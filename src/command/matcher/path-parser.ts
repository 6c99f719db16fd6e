import type { MatcherExpression, PathOperand, PathStep } from './matcher-ast';
import { PathFault, TextCursor, UnforeseenFault } from './text-cursor';
import { unescapeText } from './unescape-text';

/** Reads `[?( … )]`; `offset` is where `criteria` starts in the matcher. */
export type ReadFilter = (criteria: string, offset: number) => MatcherExpression;

const WHITE_SPACE = /[ \t\r\n]/;
const DIGIT = /\d/;

/**
 * Reads a JSONPath as Jayway's compiler 2.8.0 does.
 *
 * @param offset where `text` starts in the matcher; spans count from there.
 * @throws PathFault where the library throws.
 */
export function readPath(text: string, offset: number, readFilter: ReadFilter): PathOperand {
  const first = text[0];
  if (first !== '$' && first !== '@') return readPath(`$.${text}`, offset - 2, readFilter);
  const steps = readSteps(text, offset, readFilter);
  return {
    kind: 'path',
    start: offset,
    end: offset + text.length,
    root: first === '$' ? 'document' : 'item',
    steps,
    definite: isDefinite(steps),
  };
}

function readSteps(text: string, offset: number, readFilter: ReadFilter): readonly PathStep[] {
  try {
    const cursor = new TextCursor(text, offset);
    cursor.trim();
    if (text[cursor.last] === '.') {
      throw new PathFault("Path must not end with a '.' or '..'", offset + cursor.last);
    }
    return new PathReader(cursor, readFilter).readSteps();
  } catch (fault) {
    // The library wraps whatever it did not foresee, so that to those who read filters it is a fault like any other.
    if (fault instanceof UnforeseenFault) throw new PathFault(fault.message, fault.position);
    throw fault;
  }
}

/** True when the steps lead to one place at most; only several names at the very end keep a path definite. */
export function isDefinite(steps: readonly PathStep[]): boolean {
  return steps.every((step, index) => {
    switch (step.kind) {
      case 'property':
        return step.names.length === 1 || index === steps.length - 1;
      case 'index':
        return step.indexes.length === 1;
      case 'function':
        return true;
      case 'wildcard':
      case 'descent':
      case 'slice':
      case 'filter':
        return false;
    }
  });
}

/** A Java int, or undefined. */
function integer(text: string): number | undefined {
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
  return value >= -2147483648 && value <= 2147483647 ? value : undefined;
}

class PathReader {
  private readonly steps: PathStep[] = [];

  constructor(
    private readonly cursor: TextCursor,
    private readonly readFilter: ReadFilter,
  ) {}

  readSteps(): readonly PathStep[] {
    const { cursor } = this;
    while (cursor.inBounds() && WHITE_SPACE.test(cursor.current())) cursor.position++;
    if (cursor.isAtTail()) return this.steps;
    cursor.position++;
    if (cursor.current() !== '.' && cursor.current() !== '[') {
      this.fail(`Illegal character at position ${cursor.position} expected '.' or '['`);
    }
    // A single character left over after a step is passed over: the library takes it for the tail.
    do this.readStep();
    while (!cursor.isAtTail());
    return this.steps;
  }

  private readStep(): void {
    const { cursor } = this;
    if (cursor.current() === '.') {
      this.readDots();
      if (cursor.current() === '.') {
        throw new PathFault(`Character '.' on position ${cursor.position} is not valid.`, this.at(cursor.position));
      }
    }
    switch (cursor.current()) {
      case '[':
        this.readBracket();
        break;
      case '*':
        this.add({ kind: 'wildcard', ...this.span(cursor.position, cursor.position + 1) });
        cursor.position++;
        break;
      default:
        this.readName();
    }
  }

  private readDots(): void {
    const { cursor } = this;
    if (cursor.inBounds(cursor.position + 1) && cursor.charAt(cursor.position + 1) === '.') {
      this.add({ kind: 'descent', ...this.span(cursor.position, cursor.position + 2) });
      cursor.position += 2;
    } else if (cursor.inBounds(cursor.position + 1)) {
      cursor.position++;
    } else {
      this.fail("Path must not end with a '.");
    }
  }

  private readName(): void {
    const { cursor } = this;
    if (cursor.current() === ' ') this.failAtStep();
    const start = cursor.position;
    let end = start;
    while (cursor.inBounds(end) && !'.[('.includes(cursor.charAt(end))) {
      if (cursor.charAt(end) === ' ') {
        this.fail(
          `Use bracket notion ['my prop'] if your property contains blank characters. position: ${cursor.position}`,
        );
      }
      end++;
    }
    const name = cursor.slice(start, end);
    if (!cursor.inBounds(end) || cursor.charAt(end) !== '(') {
      this.add({ kind: 'property', names: [name], ...this.span(start, end) });
      cursor.position = end;
      return;
    }
    const close = this.closingOfCall(end);
    if (close === -1) this.fail(`Arguments to function: '${name}' are not closed properly.`);
    // A matcher's path ends at the first bracket that closes anything but `()`, so arguments cannot be given.
    if (close !== end + 1) this.fail(`Function ${name} with arguments is not supported`);
    this.add({ kind: 'function', name, ...this.span(start, close + 1) });
    cursor.position = close;
  }

  /** Index of the bracket that closes the one at `open`; quotes do not count here. */
  private closingOfCall(open: number): number {
    let depth = 0;
    for (let index = open; this.cursor.inBounds(index); index++) {
      const character = this.cursor.charAt(index);
      if (character === '(') depth++;
      else if (character === ')' && --depth === 0) return index;
    }
    return -1;
  }

  private readBracket(): void {
    const { cursor } = this;
    const next = cursor.nextSignificant();
    if (next === "'" || next === '"') {
      this.readQuotedNames(next);
    } else if (!(this.readNumbers(next) || this.readBracketWildcard(next) || this.readFilterStep())) {
      if (next === '?' && /^\[ *\? *[\],]/.test(cursor.text.slice(cursor.position))) {
        const end = cursor.indexOf(']', cursor.position);
        const expression = cursor.text.slice(cursor.position + 1, end === -1 ? undefined : end);
        this.fail(`Not enough predicates supplied for filter [${expression}] at position ${cursor.position}`);
      }
      this.failAtStep(". Expected ?, ', 0-9, * ");
    }
  }

  /** `['a']`, `["a","b"]`. */
  private readQuotedNames(quote: string): void {
    const { cursor } = this;
    const names: string[] = [];
    const start = cursor.position;
    let nameStart = start + 1;
    let nameEnd = 0;
    let isInName = false;
    let isAfterComma = false;
    for (let index = start + 1; cursor.inBounds(index); index++) {
      const character = cursor.charAt(index);
      if (character === '\\') {
        index++;
      } else if (character === ']' && !isInName) {
        if (isAfterComma) this.fail(`Found empty property at index ${index}`, index);
        break;
      } else if (character === quote && isInName) {
        const after = cursor.nextSignificant(index);
        if (after !== ']' && after !== ',') {
          this.fail(
            `Property must be separated by comma or Property must be terminated close square bracket at index ${index}`,
            index,
          );
        }
        nameEnd = index;
        names.push(this.unescape(cursor.slice(nameStart, nameEnd)));
        isInName = false;
      } else if (character === quote) {
        nameStart = index + 1;
        isInName = true;
        isAfterComma = false;
      } else if (character === ',' && !isInName) {
        if (isAfterComma) this.fail(`Found empty property at index ${index}`, index);
        isAfterComma = true;
      }
    }
    if (isInName) this.fail(`Property has not been closed - missing closing ${quote}`);
    const close = cursor.indexOfNextSignificant(']', nameEnd);
    if (close === -1) this.fail('Property has not been closed - missing closing ]');
    this.add({ kind: 'property', names, ...this.span(start, close + 1) });
    cursor.position = close + 1;
  }

  private unescape(text: string): string {
    const name = unescapeText(text);
    if (name === undefined) {
      throw new UnforeseenFault('com.jayway.jsonpath.JsonPathException: Unable to parse unicode value', this.at(0));
    }
    return name;
  }

  /** `[0]`, `[0,2]`, `[1:]`. */
  private readNumbers(next: string): boolean {
    const { cursor } = this;
    if (!DIGIT.test(next) && next !== '-' && next !== ':') return false;
    const start = cursor.position;
    const end = cursor.indexOf(']', start + 1);
    if (end === -1) return false;
    const text = cursor.slice(start + 1, end).trim();
    if (!/^[-\d,: ]*$/.test(text)) return false;
    if (text.includes(':')) this.readSlice(text, start, end);
    else this.readIndexes(text, start, end);
    cursor.position = end + 1;
    return true;
  }

  private readSlice(text: string, start: number, end: number): void {
    if (/[, ]/.test(text)) this.fail(`Failed to parse SliceOperation: ${text}`);
    const [first = '', second = ''] = text.split(':');
    const from = this.bound(first);
    const to = this.bound(second);
    if (from === undefined && to === undefined) this.fail(`Failed to parse SliceOperation: ${text}`);
    this.add({ kind: 'slice', from, to, ...this.span(start, end + 1) });
  }

  private readIndexes(text: string, start: number, end: number): void {
    const indexes = text.split(/ *, */).map((part) => {
      const index = integer(part);
      if (index === undefined) this.fail(`Failed to parse token in ArrayIndexOperation: ${part}`);
      return index;
    });
    this.add({ kind: 'index', indexes, ...this.span(start, end + 1) });
  }

  private bound(text: string): number | undefined {
    if (text === '') return undefined;
    const value = integer(text);
    if (value === undefined) {
      this.fail(`java.lang.NumberFormatException: For input string: "${text}"`);
    }
    return value;
  }

  private readBracketWildcard(next: string): boolean {
    const { cursor } = this;
    if (next !== '*') return false;
    const start = cursor.position;
    const star = cursor.nextSignificantIndex();
    const close = cursor.nextSignificantIndex(star);
    if (!cursor.inBounds(close) || cursor.charAt(close) !== ']') {
      this.fail(`Expected wildcard token to end with ']' on position ${star + 1}`);
    }
    this.add({ kind: 'wildcard', ...this.span(start, close + 1) });
    cursor.position = close + 1;
    return true;
  }

  private readFilterStep(): boolean {
    const { cursor } = this;
    const start = cursor.position;
    const mark = cursor.indexOfNextSignificant('?');
    const open = mark === -1 ? -1 : cursor.indexOfNextSignificant('(', mark);
    const close = open === -1 ? -1 : cursor.indexOfClosing(open, '(', ')', { skipRegex: true });
    if (close === -1) return false;
    const end = cursor.nextSignificantIndex(close);
    if (!cursor.inBounds(end) || cursor.charAt(end) !== ']') return false;
    const expression = this.readFilter(cursor.slice(start, end + 1), this.at(start));
    this.add({ kind: 'filter', expression, ...this.span(start, end + 1) });
    cursor.position = end + 1;
    return true;
  }

  private add(step: PathStep): void {
    this.steps.push(step);
  }

  private at(index: number): number {
    return this.cursor.offset + index;
  }

  private span(start: number, end: number): { readonly start: number; readonly end: number } {
    return { start: this.at(start), end: this.at(end) };
  }

  private failAtStep(more = ''): never {
    this.fail(`Could not parse token starting at position ${this.cursor.position}${more}`);
  }

  private fail(message: string, index = this.cursor.position): never {
    throw new PathFault(message, this.at(index));
  }
}
