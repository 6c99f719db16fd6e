/** How a character of a command line is quoted. */
export type Quoting = 'none' | 'single' | 'double';

/** A word of a command line; offsets are UTF-16 code units into the line, quotes included. */
export interface CommandWord {
  /** The word as the program gets it, quotes and backslashes resolved. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A command line taken apart as the service does where no shell does. */
export interface CommandLine {
  readonly words: readonly CommandWord[];
  /** Where a quote opens that nothing closes. */
  readonly openQuote: number | undefined;
  /** The places of characters that neither a backslash nor single quotes take the meaning from, in order. */
  readonly live: readonly LiveCharacter[];
}

/** A character that would mean something to a shell. */
export interface LiveCharacter {
  readonly offset: number;
  readonly quoting: 'none' | 'double';
}

/** White space to a regular expression, which is asked only where it may be some. */
const isWhiteSpace = (char: string): boolean => (char <= ' ' || char > '~') && /\s/.test(char);

const MEANINGFUL = new Set(['|', '<', '>', '&', ';', '*', '$', '`']);

/**
 * Splits a command line into words the way the service does without `override-entrypoint`: white space separates, single
 * and double quotes hold together, a backslash outside single quotes takes the next character as it is, an unclosed quote
 * takes the rest, and empty words vanish. Nothing is expanded.
 */
export function readCommandLine(line: string): CommandLine {
  const words: CommandWord[] = [];
  const live: LiveCharacter[] = [];
  let quoting: Quoting = 'none';
  let quoteStart = 0;
  let text = '';
  let start: number | undefined;

  const endWord = (end: number): void => {
    if (text !== '' && start !== undefined) words.push({ text, start, end });
    text = '';
    start = undefined;
  };

  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (quoting === 'none' && isWhiteSpace(char)) {
      endWord(i);
      continue;
    }
    start ??= i;
    if (char === '\\' && quoting !== 'single') {
      text += line.charAt(++i);
    } else if (quoting === 'none' && (char === "'" || char === '"')) {
      quoting = char === "'" ? 'single' : 'double';
      quoteStart = i;
    } else if ((quoting === 'single' && char === "'") || (quoting === 'double' && char === '"')) {
      quoting = 'none';
    } else {
      text += char;
      if (quoting !== 'single' && MEANINGFUL.has(char)) live.push({ offset: i, quoting });
    }
  }
  endWord(line.length);
  return { words, openQuote: quoting === 'none' ? undefined : quoteStart, live };
}
