import type { Span } from '../document/syntax-tree';
import type { EscapeCharacter, LogicalLine } from './logical-line';
import type { Word } from './words';

/** A variable that a Dockerfile declares; without a value it is an argument that has no default. */
export interface Variable {
  readonly value: string | undefined;
}

/** The variable of a name at some place of a Dockerfile; undefined where nothing there declares it. */
export type VariableLookup = (name: string) => Variable | undefined;

/** A `$name` or `${name…}` in a word, which the builder replaces. */
export interface Substitution {
  /** In the file. */
  readonly span: Span;
  /** As written. */
  readonly text: string;
  readonly name: string;
  /** What takes its place, as far as this Dockerfile tells. */
  readonly value: string;
  /** Whether this Dockerfile declares the variable ahead of it. */
  readonly declared: boolean;
}

/** A word as the builder hands it on. */
export interface ExpandedWord {
  readonly value: string;
  /** Where each code unit of the value is written in the file, its escape included. */
  readonly places: readonly Span[];
  readonly substitutions: readonly Substitution[];
  /** Why the builder refuses the word, and where; undefined where it takes it. */
  readonly fault: WordFault | undefined;
}

export interface WordFault {
  readonly kind: 'open-quote' | 'bad-substitution';
  /** In the file. */
  readonly span: Span;
}

/**
 * Takes a word apart as Docker does: quotes go; the escape character keeps the next one, in double quotes only where that
 * is `"`, `$` or itself, and in single quotes never; `$name` and `${name}` are replaced but for single quotes.
 */
export function expandWord(
  { text, offsets }: LogicalLine,
  word: Word,
  escape: EscapeCharacter,
  lookup: VariableLookup,
): ExpandedWord {
  const values: string[] = [];
  const places: Span[] = [];
  const substitutions: Substitution[] = [];
  let fault: WordFault | undefined;
  let at = word.start;

  const spanOf = (start: number, end: number): Span => ({
    start: offsets[start] ?? 0,
    end: (offsets[Math.max(start, end - 1)] ?? 0) + (end > start ? 1 : 0),
  });
  const add = (unit: string, span: Span) => {
    values.push(unit);
    places.push(span);
  };
  const fail = (kind: WordFault['kind'], start: number, end: number) => {
    fault ??= { kind, span: spanOf(start, end) };
  };
  const keepEscaped = (start: number) => {
    const end = Math.min(start + 2, word.end);
    if (end - start === 2) add(text[start + 1] ?? '', spanOf(start, end));
    at = end;
  };

  const takeDollar = () => {
    const found = readDollar(text, at, word.end);
    const end = at + found.length;
    if (found.kind === 'plain') add('$', spanOf(at, at + 1));
    else if (found.kind === 'bad') fail('bad-substitution', at, end);
    else {
      const variable = lookup(found.name);
      const value = replacementOf(found, variable?.value);
      const span = spanOf(at, end);
      const declared = variable !== undefined;
      substitutions.push({ span, text: text.slice(at, end), name: found.name, value, declared });
      for (const unit of value.split('')) add(unit, span);
    }
    at = end;
  };

  const takeQuoted = (quote: string) => {
    const start = at++;
    while (at < word.end && text[at] !== quote) {
      const character = text[at] ?? '';
      const next = text[at + 1] ?? '';
      if (quote === '"' && character === '$') takeDollar();
      else if (quote === '"' && character === escape && at + 1 === word.end) at++;
      else if (quote === '"' && character === escape && (next === '"' || next === '$' || next === escape))
        keepEscaped(at);
      else add(character, spanOf(at, ++at));
    }
    if (at >= word.end) fail('open-quote', start, start + 1);
    at++;
  };

  while (at < word.end) {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") takeQuoted(character);
    else if (character === '$') takeDollar();
    else if (character === escape) keepEscaped(at);
    else add(character, spanOf(at, ++at));
  }
  return { value: values.join(''), places, substitutions, fault };
}

type Dollar =
  | { readonly kind: 'plain'; readonly length: number }
  | { readonly kind: 'bad'; readonly length: number }
  | {
      readonly kind: 'variable';
      readonly length: number;
      readonly name: string;
      /** Such as `:-` with the word behind it; undefined for the plain forms. */
      readonly modifier: { readonly operator: string; readonly word: string } | undefined;
    };

/** A name, a number, or one of the shell's own parameters, which are never set here. */
const NAME = /[0-9]+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;

/** Reads what a `$` begins. */
function readDollar(text: string, start: number, end: number): Dollar {
  const inBraces = text[start + 1] === '{' && start + 1 < end;
  NAME.lastIndex = start + (inBraces ? 2 : 1);
  const name = NAME.exec(text)?.[0] ?? '';
  if (!inBraces) {
    return name === ''
      ? { kind: 'plain', length: 1 }
      : { kind: 'variable', length: 1 + name.length, name, modifier: undefined };
  }
  const close = text.indexOf('}', start);
  if (close === -1 || close >= end || name === '') {
    return { kind: 'bad', length: (close === -1 || close >= end ? end : close + 1) - start };
  }
  const length = close + 1 - start;
  const rest = text.slice(start + 2 + name.length, close);
  if (rest === '') return { kind: 'variable', length, name, modifier: undefined };
  const [, operator = '', word = ''] = /^(:?[-+?]|##?|%%?|\/\/?)(.*)$/s.exec(rest) ?? [];
  return operator === '' ? { kind: 'bad', length } : { kind: 'variable', length, name, modifier: { operator, word } };
}

function replacementOf({ modifier }: Extract<Dollar, { kind: 'variable' }>, value: string | undefined): string {
  if (modifier === undefined) return value ?? '';
  const isSet = modifier.operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (modifier.operator.replace(':', '')) {
    case '-':
      return isSet ? (value ?? '') : modifier.word;
    case '+':
      return isSet ? modifier.word : '';
    default:
      return value ?? '';
  }
}
