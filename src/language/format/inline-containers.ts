import type { Token } from './json-tokens';

/**
 * Objects and lists that stay on one line, by the places of both their brackets among the tokens; `spaced` ones have a
 * space inside each bracket.
 */
export type InlineContainers = ReadonlyMap<number, 'spaced' | 'tight'>;

/** The widest object or list that may stay on one line, in columns, brackets included. */
const WIDTH = 80;

/** Finds the containers that stand on one line, hold nothing but scalars and `{}` and `[]`, and are short enough. */
export function inlineContainers(text: string, tokens: readonly Token[]): InlineContainers {
  const inline = new Map<number, 'spaced' | 'tight'>();
  let open: number | undefined;
  let width = 0;
  for (const [index, token] of tokens.entries()) {
    const length = token.end - token.start;
    width += token.kind === 'comma' || token.kind === 'colon' ? length + 1 : length;
    if (token.kind === 'comment' || token.kind === 'block-comment') open = undefined;
    if (token.kind === 'open' && tokens[index + 1]?.kind !== 'close') {
      open = index;
      width = length;
    }
    if (token.kind !== 'close' || tokens[index - 1]?.kind === 'open') continue;
    const first = open === undefined ? undefined : tokens[open];
    if (open !== undefined && first !== undefined && isOnOneLine(text, first, token)) {
      const padding = /\s/.test(text.charAt(first.end)) ? 'spaced' : 'tight';
      if (width + (padding === 'spaced' ? 2 : 0) <= WIDTH) inline.set(open, padding).set(index, padding);
    }
    open = undefined;
  }
  return inline;
}

function isOnOneLine(text: string, first: Token, last: Token): boolean {
  return !/[\n\r]/.test(text.slice(first.start, last.end));
}
