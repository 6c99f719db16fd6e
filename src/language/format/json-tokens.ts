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

const TO_CLOSING_QUOTE = { '"': /^(?:[^"\\]|\\.)*"/, "'": /^(?:[^'\\]|\\.)*'/ } as const;

/** More lines than these are no string that a line end got into. */
const MOST_LINES = 50;

/** Takes a text apart, whatever is in it. Between the tokens there is nothing but spaces, tabs and line ends. */
export function tokensOf(text: string): readonly Token[] {
  const pattern = new RegExp(TOKEN);
  const tokens: Token[] = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { 0: written, index } = match;
    const end = brokenStringEnd(text, written, pattern.lastIndex) ?? pattern.lastIndex;
    tokens.push({ kind: kindOf(written), start: index, end });
    pattern.lastIndex = end;
  }
  return tokens;
}

/**
 * Where a string ends that line ends got into: behind a quote on one of the next lines, with nothing before it that looks
 * like the text going on. Undefined for a whole string, and for one that is still being typed.
 */
function brokenStringEnd(text: string, written: string, lineEnd: number): number | undefined {
  const quote = written.charAt(0);
  if ((quote !== '"' && quote !== "'") || TO_CLOSING_QUOTE[quote].test(written.slice(1))) return undefined;
  const line = /(?:\r\n|\n|\r)([^\n\r]*)/y;
  line.lastIndex = lineEnd;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    const match = line.exec(text);
    if (match === null) return undefined;
    const [, content = ''] = match;
    if (/^[ \t]*["'{}[\],#]/.test(content)) return undefined;
    const close = TO_CLOSING_QUOTE[quote].exec(content);
    if (close === null) continue;
    const start = line.lastIndex - content.length;
    return /^[ \t]*(?:[,:}\]]|$)/.test(content.slice(close[0].length)) ? start + close[0].length : undefined;
  }
  return undefined;
}

function kindOf(written: string): Token['kind'] {
  if (written.startsWith('//')) return 'comment';
  if (written.startsWith('/*')) return 'block-comment';
  return STRUCTURE[written.charAt(0)] ?? 'word';
}
