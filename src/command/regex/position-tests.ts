import { isLineTerminator, isWordCharacter } from './character-class';
import type { PositionTest } from './regex-ast';
import type { RegexFlags } from './regex-flags';

/** What an escape such as `\b` asks of a position; undefined for a letter that asks nothing. */
export function escapedPosition(letter: string, flags: RegexFlags): PositionTest | undefined {
  switch (letter) {
    case 'A':
    case 'G':
      return (_text, position) => position === 0;
    case 'z':
      return (text, position) => position === text.length;
    case 'Z':
      return finalEnd(flags);
    case 'b':
      return isWordBoundary;
    case 'B':
      return (text, position) => !isWordBoundary(text, position);
    default:
      return undefined;
  }
}

function isWordBoundary(text: readonly number[], position: number): boolean {
  return isWordCharacter(text[position - 1]) !== isWordCharacter(text[position]);
}

/** `^` */
export function lineStart({ multiline, unixLines }: RegexFlags): PositionTest {
  if (!multiline) return (_text, position) => position === 0;
  return (text, position) => {
    if (position === text.length) return false;
    if (position === 0) return true;
    if (!isLineTerminator(text[position - 1], unixLines)) return false;
    return unixLines || text[position - 1] !== 0x0d || text[position] !== 0x0a;
  };
}

/** `$` of a multi-line pattern. */
export function lineEnd({ unixLines }: RegexFlags): PositionTest {
  return (text, position) => {
    if (position === text.length) return true;
    if (!isLineTerminator(text[position], unixLines)) return false;
    return unixLines || text[position] !== 0x0a || text[position - 1] !== 0x0d;
  };
}

/** The end of the text, or before the line break that ends it. */
export function finalEnd({ unixLines }: RegexFlags): PositionTest {
  return (text, position) => {
    const left = text.length - position;
    if (left === 0) return true;
    if (left === 2) return !unixLines && text[position] === 0x0d && text[position + 1] === 0x0a;
    if (left !== 1 || !isLineTerminator(text[position], unixLines)) return false;
    return unixLines || text[position] !== 0x0a || text[position - 1] !== 0x0d;
  };
}
