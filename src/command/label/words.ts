import type { EscapeCharacter } from './logical-line';

/** A part of a logical line, in its code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/** A `name=value` of `LABEL`, `ENV` or `ARG`; in the old form, `name value`, the value is the rest of the line. */
export interface Pair {
  readonly name: Word;
  /** Undefined for an `ARG` without a default. */
  readonly value: Word | undefined;
  readonly form: 'equals' | 'space';
}

/**
 * The pairs of an instruction's arguments, as Docker cuts them: at blanks outside of quotes. Words without an equals sign,
 * where the builder would stop, are left out, but for those of `ARG`.
 *
 * @param from where in the line the arguments begin
 */
export function pairsIn(line: string, from: number, keyword: string, escape: EscapeCharacter): readonly Pair[] {
  const words = wordsIn(line, from, escape);
  const [first] = words;
  if (first === undefined) return [];
  if (keyword !== 'ARG' && !line.slice(first.start, first.end).includes('=')) {
    const rest = /^[\t\v\f\r ]+/.exec(line.slice(first.end))?.[0].length ?? 0;
    const end = line.trimEnd().length;
    const start = first.end + rest;
    return rest === 0 || start >= end ? [] : [{ name: first, value: { start, end }, form: 'space' }];
  }
  return words.flatMap((word): readonly Pair[] => {
    const equals = line.indexOf('=', word.start);
    if (equals !== -1 && equals < word.end) {
      const [name, value] = [
        { start: word.start, end: equals },
        { start: equals + 1, end: word.end },
      ];
      return [{ name, value, form: 'equals' }];
    }
    return keyword === 'ARG' ? [{ name: word, value: undefined, form: 'equals' }] : [];
  });
}

/** The words of a line from a place on: what is between blanks outside of quotes. */
export function wordsIn(line: string, from: number, escape: EscapeCharacter): readonly Word[] {
  const words: Word[] = [];
  let start: number | undefined;
  let quote: string | undefined;
  let at = from;
  for (; at < line.length; at++) {
    const character = line[at] ?? '';
    if (start === undefined) {
      if (/\s/.test(character)) continue;
      start = at;
    }
    if (character === escape && quote !== "'") {
      at++;
    } else if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (/\s/.test(character)) {
      words.push({ start, end: at });
      start = undefined;
    }
  }
  if (start !== undefined) words.push({ start, end: line.length });
  return words;
}
