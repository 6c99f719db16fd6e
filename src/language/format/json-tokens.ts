import type { Span } from '../../command/document/syntax-tree';

/** A piece of JSON text between white space. `word` is any scalar, whole or broken; `comment` goes on to the line's end. */
export interface Token extends Span {
  readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'word' | 'comment' | 'block-comment';
}

/** Where two tokens of a kind meet without white space, the pattern tells where one ends; a string ends with its line. */
const TOKEN =
  /[{[]|[}\]]|,|:|#[^\n\r]*|\/\/[^\n\r]*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n\r]|\\[^\n\r]|\\$)*"?|'(?:[^'\\\n\r]|\\[^\n\r]|\\$)*'?|(?:[^\s{}[\],:"'#/]|\/(?![/*])|[^\S \t\n\r])+|\\/g;

const STRUCTURE: Readonly<Partial<Record<string, Token['kind']>>> = {
  '{': 'open',
  '[': 'open',
  '}': 'close',
  ']': 'close',
  ',': 'comma',
  ':': 'colon',
  '#': 'comment',
};

/** Takes a text apart, whatever is in it. Between the tokens there is nothing but spaces, tabs and line ends. */
export function tokensOf(text: string): readonly Token[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: written, index }) => ({
    kind: kindOf(written),
    start: index,
    end: index + written.length,
  }));
}

function kindOf(written: string): Token['kind'] {
  if (written.startsWith('//')) return 'comment';
  if (written.startsWith('/*')) return 'block-comment';
  return STRUCTURE[written.charAt(0)] ?? 'word';
}
