import {
  allOf,
  anyOf,
  characterTest,
  isLineTerminator,
  not,
  propertyTest,
  rangeTest,
  SHORTHANDS,
} from './character-class';
import { escapedPosition, finalEnd, lineEnd, lineStart } from './position-tests';
import type { CharacterTest, PositionTest, RegexNode } from './regex-ast';
import { NO_FLAGS, type RegexFlags, withFlags } from './regex-flags';
import { RegexLimit } from './regex-program';

/** A pattern Java does not take. */
export class RegexFault extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/** Groups and classes within each other; the stack has no room for very many, and nobody writes them. */
const MOST_LEVELS = 200;

const CONTROL: Readonly<Record<string, number>> = { t: 0x09, n: 0x0a, r: 0x0d, f: 0x0c, a: 0x07, e: 0x1b };
const LINE_BREAKS = anyOf([
  characterTest(0x0a, NO_FLAGS),
  rangeTest(0x0b, 0x0d, NO_FLAGS),
  (code) => isLineTerminator(code, false),
]);

/**
 * Reads a Java regular expression.
 *
 * @throws RegexFault where Java refuses the pattern, and for the few constructs this reader lacks.
 * @throws RegexLimit where groups or classes are nested too deeply.
 */
export function parseRegex(source: string, flags: RegexFlags): RegexNode {
  return new RegexReader(source, flags).read();
}

class RegexReader {
  private position = 0;
  private groups = 0;
  private level = 0;
  private readonly names = new Map<string, number>();

  constructor(
    private readonly source: string,
    private flags: RegexFlags,
  ) {}

  read(): RegexNode {
    const node = this.readAlternation();
    if (this.position < this.source.length) this.fail("Unmatched closing ')'");
    return node;
  }

  private readAlternation(): RegexNode {
    const outer = this.flags;
    this.enter();
    const options = [this.readSequence()];
    while (this.take('|')) options.push(this.readSequence());
    this.level--;
    this.flags = outer;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'alternation', options };
  }

  private readSequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      this.skipComments();
      const next = this.source[this.position];
      if (next === undefined || next === '|' || next === ')') return { kind: 'sequence', items };
      const atom = this.readAtom();
      // There is nothing to repeat in flags: a quantifier after them dangles.
      items.push(atom === FLAGS_ALONE ? atom : this.readQuantified(atom));
    }
  }

  private readQuantified(item: RegexNode): RegexNode {
    this.skipComments();
    const bounds = this.readBounds();
    if (bounds === undefined) return item;
    const [min, max] = bounds;
    this.skipComments();
    const mode = this.take('?') ? 'lazy' : this.take('+') ? 'possessive' : 'greedy';
    return { kind: 'repeat', item, min, max, mode };
  }

  private readBounds(): readonly [number, number] | undefined {
    if (this.take('?')) return [0, 1];
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.source[this.position] !== '{') return undefined;
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.source.slice(this.position));
    if (match === null) return this.fail('Illegal repetition');
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (max < min) this.fail('Illegal repetition range');
    this.position += match[0].length;
    return [min, max];
  }

  private readAtom(): RegexNode {
    const character = this.readCodePoint();
    switch (character) {
      case '(':
        return this.readGroup();
      case '[':
        return { kind: 'character', test: this.readClass() };
      case '.': {
        const { dotAll, unixLines } = this.flags;
        return { kind: 'character', test: dotAll ? () => true : (code) => !isLineTerminator(code, unixLines) };
      }
      case '^':
        return assertion(lineStart(this.flags));
      case '$':
        return assertion(this.flags.multiline ? lineEnd(this.flags) : finalEnd(this.flags));
      case '\\':
        return this.readEscape();
      case '*':
      case '+':
      case '?':
        this.position--;
        return this.fail(`Dangling meta character '${character}'`);
      case '{':
        this.position--;
        return { kind: 'empty' };
      default:
        return { kind: 'character', test: characterTest(character.codePointAt(0) ?? 0, this.flags) };
    }
  }

  private readGroup(): RegexNode {
    if (!this.take('?')) return this.readCapture(++this.groups);
    for (const [mark, behind, negative] of LOOKS) {
      if (this.take(mark)) {
        const item = this.closeGroup();
        return { kind: 'look', behind, negative, item };
      }
    }
    if (this.take('>')) return { kind: 'atomic', item: this.closeGroup() };
    if (this.take('<')) return this.readNamedGroup();
    return this.readFlagGroup();
  }

  private readNamedGroup(): RegexNode {
    const match = /^([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.source.slice(this.position));
    const name = match?.[1];
    if (match === null || name === undefined) return this.fail('Unknown look-behind group');
    if (this.names.has(name)) this.fail(`Named capturing group <${name}> is already defined`);
    this.position += match[0].length;
    const index = ++this.groups;
    this.names.set(name, index);
    return this.readCapture(index);
  }

  /** `(?i)`, which holds to the end of the group around it, or `(?i:…)`. */
  private readFlagGroup(): RegexNode {
    const match = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(this.source.slice(this.position));
    const on = match === null ? undefined : withFlags(this.flags, match[1] ?? '', true);
    const flags = on === undefined ? undefined : withFlags(on, match?.[2] ?? '', false);
    if (match === null || flags === undefined) return this.fail('Unknown inline modifier');
    this.position += match[0].length;
    const outer = this.flags;
    this.flags = flags;
    if (match[3] === ')') return FLAGS_ALONE;
    const item = this.closeGroup();
    this.flags = outer;
    return item;
  }

  private readCapture(index: number): RegexNode {
    return { kind: 'group', index, item: this.closeGroup() };
  }

  private closeGroup(): RegexNode {
    const item = this.readAlternation();
    if (!this.take(')')) this.fail('Unclosed group');
    return item;
  }

  private readEscape(): RegexNode {
    const letter = this.source[this.position];
    if (letter === undefined) return this.fail('Unexpected internal error');
    if (letter === 'Q') return this.readQuotation();
    const assert = escapedPosition(letter, this.flags);
    if (assert !== undefined) {
      this.position++;
      return assertion(assert);
    }
    if (letter === 'R') {
      this.position++;
      return LINE_BREAK;
    }
    if (/[1-9]/.test(letter)) return this.readBackreference();
    if (letter === 'k') {
      const match = /^k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.source.slice(this.position));
      const index = this.names.get(match?.[1] ?? '');
      if (match === null || index === undefined) return this.fail('Unknown named group reference');
      this.position += match[0].length;
      return { kind: 'backreference', index, ignoreCase: this.flags.ignoreCase };
    }
    const shorthand = this.readShorthand();
    if (shorthand !== undefined) return { kind: 'character', test: shorthand };
    return { kind: 'character', test: characterTest(this.readEscapedCharacter(), this.flags) };
  }

  /** `\Q…\E`, the text as it is. */
  private readQuotation(): RegexNode {
    const end = this.source.indexOf('\\E', this.position);
    const text = this.source.slice(this.position + 1, end === -1 ? undefined : end);
    this.position = end === -1 ? this.source.length : end + 2;
    const items = Array.from(text, (character): RegexNode => {
      return { kind: 'character', test: characterTest(character.codePointAt(0) ?? 0, this.flags) };
    });
    // A quantifier after the quotation takes its last character only.
    const last = items.pop();
    if (last === undefined) return { kind: 'empty' };
    return { kind: 'sequence', items: [...items, this.readQuantified(last)] };
  }

  /** More digits belong to the reference as long as there are so many groups. */
  private readBackreference(): RegexNode {
    let index = Number(this.source.charAt(this.position++));
    while (/\d/.test(this.source.charAt(this.position))) {
      const longer = index * 10 + Number(this.source.charAt(this.position));
      if (longer > this.groups) break;
      index = longer;
      this.position++;
    }
    return { kind: 'backreference', index, ignoreCase: this.flags.ignoreCase };
  }

  /** `\d`, `\W`, `\p{…}`; undefined when the escape is of another kind. */
  private readShorthand(): CharacterTest | undefined {
    const letter = this.source.charAt(this.position);
    const shorthand = SHORTHANDS[letter.toLowerCase()];
    if (shorthand !== undefined) {
      this.position++;
      return letter === letter.toLowerCase() ? shorthand : not(shorthand);
    }
    if (letter !== 'p' && letter !== 'P') return undefined;
    const match = /^.(?:\{(\^?)([^}]+)\}|()(.))/su.exec(this.source.slice(this.position));
    const name = match?.[2] ?? match?.[4] ?? '';
    const test = propertyTest(name);
    if (match === null || test === undefined) return this.fail(`Unknown character property name {${name}}`);
    this.position += match[0].length;
    return letter === 'P' ? not(test) : test;
  }

  private readEscapedCharacter(): number {
    const rest = this.source.slice(this.position);
    const match =
      /^0([0-3][0-7]{2}|[0-7]{1,2})/.exec(rest) ??
      /^x([0-9a-fA-F]{2})/.exec(rest) ??
      /^x\{([0-9a-fA-F]{1,6})\}/.exec(rest) ??
      /^u([0-9a-fA-F]{4})/.exec(rest);
    const digits = match?.[1];
    if (match !== null && digits !== undefined) {
      this.position += match[0].length;
      return Number.parseInt(digits, rest.startsWith('0') ? 8 : 16);
    }
    const letter = this.readCodePoint();
    const control = CONTROL[letter];
    if (control !== undefined) return control;
    if (letter === 'c') return (this.readCodePoint().codePointAt(0) ?? 0) ^ 64;
    if (/[a-zA-Z0-9]/.test(letter)) this.fail('Illegal/unsupported escape sequence');
    return letter.codePointAt(0) ?? 0;
  }

  /** Reads on after `[`, the closing bracket included. */
  private readClass(): CharacterTest {
    this.enter();
    const negative = this.take('^');
    const parts: CharacterTest[] = [];
    let members: CharacterTest[] = [];
    for (let first = true; ; first = false) {
      this.skipComments();
      if (this.position >= this.source.length) return this.fail('Unclosed character class');
      if (this.source[this.position] === ']' && !first) break;
      if (this.take('&&')) {
        if (members.length > 0) parts.push(anyOf(members));
        members = [];
      } else {
        members.push(this.take('[') ? this.readClass() : this.readClassMember());
      }
    }
    this.position++;
    this.level--;
    if (members.length > 0) parts.push(anyOf(members));
    const [only] = parts;
    const test = parts.length === 1 && only !== undefined ? only : allOf(parts);
    return negative ? not(test) : test;
  }

  private readClassMember(): CharacterTest {
    if (this.source.startsWith('\\Q', this.position)) return this.readClassQuotation();
    const low = this.readClassCharacter();
    if (typeof low !== 'number') return low;
    const after = this.source[this.position + 1];
    if (this.source[this.position] !== '-' || after === undefined || after === ']' || after === '[') {
      return characterTest(low, this.flags);
    }
    this.position++;
    const high = this.readClassCharacter();
    if (typeof high !== 'number' || high < low) return this.fail('Illegal character range');
    return rangeTest(low, high, this.flags);
  }

  private readClassQuotation(): CharacterTest {
    const end = this.source.indexOf('\\E', this.position);
    const text = this.source.slice(this.position + 2, end === -1 ? undefined : end);
    this.position = end === -1 ? this.source.length : end + 2;
    return anyOf(Array.from(text, (character) => characterTest(character.codePointAt(0) ?? 0, this.flags)));
  }

  private readClassCharacter(): number | CharacterTest {
    if (!this.take('\\')) return this.readCodePoint().codePointAt(0) ?? 0;
    return this.readShorthand() ?? this.readEscapedCharacter();
  }

  private readCodePoint(): string {
    const code = this.source.codePointAt(this.position);
    if (code === undefined) return this.fail('Unexpected end of pattern');
    const character = String.fromCodePoint(code);
    this.position += character.length;
    return character;
  }

  private skipComments(): void {
    if (!this.flags.comments) return;
    const match = /^(?:[ \t\n\v\f\r]+|#[^\n\r\u0085\u2028\u2029]*)+/.exec(this.source.slice(this.position));
    this.position += match?.[0].length ?? 0;
  }

  private enter(): void {
    if (++this.level > MOST_LEVELS) throw new RegexLimit();
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  private fail(message: string): never {
    throw new RegexFault(message, Math.min(this.position, this.source.length));
  }
}

const LOOKS: readonly (readonly [mark: string, behind: boolean, negative: boolean])[] = [
  ['=', false, false],
  ['!', false, true],
  ['<=', true, false],
  ['<!', true, true],
];

const FLAGS_ALONE: RegexNode = { kind: 'empty' };

const LINE_BREAK: RegexNode = {
  kind: 'alternation',
  options: [
    {
      kind: 'sequence',
      items: [
        { kind: 'character', test: characterTest(0x0d, NO_FLAGS) },
        { kind: 'character', test: characterTest(0x0a, NO_FLAGS) },
      ],
    },
    { kind: 'character', test: LINE_BREAKS },
  ],
};

function assertion(test: PositionTest): RegexNode {
  return { kind: 'assertion', test };
}
