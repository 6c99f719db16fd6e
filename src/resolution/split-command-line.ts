import { isJavaWhitespace } from '../command/model/blank';

/** One argument, and the part of the line that it was made of. */
interface PlacedArgument {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a command line as the service does before it hands it to Docker. It looks like a shell and is none: no variables,
 * patterns, pipes or redirects; an empty pair of quotes vanishes, and a quote left open takes the rest.
 */
export function splitCommandLine(line: string): readonly string[] {
  return placeArguments(line).map(({ text }) => text);
}

/** Splits a command line just as {@link splitCommandLine} does, and tells where each argument stands in it. */
export function placeArguments(line: string): readonly PlacedArgument[] {
  const placed: PlacedArgument[] = [];
  let text = '';
  let quote = '';
  let escaped = false;
  let start = 0;
  let at = 0;
  const end = (): void => {
    if (text !== '') placed.push({ text, start, end: at });
    text = '';
  };
  for (const character of line) {
    if (escaped) {
      text += character;
      escaped = false;
    } else if (character === '\\' && quote !== "'") {
      escaped = true;
    } else if (quote !== '' ? character === quote : character === '"' || character === "'") {
      quote = quote === '' ? character : '';
    } else if (quote === '' && isJavaWhitespace(character.charCodeAt(0))) {
      end();
      start = at + character.length;
    } else {
      text += character;
    }
    at += character.length;
  }
  end();
  return placed;
}
