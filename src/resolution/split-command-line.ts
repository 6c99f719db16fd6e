import { isJavaWhitespace } from '../command/model/blank';

/**
 * Splits a command line as the service does before it hands it to Docker. It looks like a shell and is none: no variables,
 * patterns, pipes or redirects; an empty pair of quotes vanishes, and a quote left open takes the rest.
 */
export function splitCommandLine(line: string): readonly string[] {
  const tokens: string[] = [];
  let token = '';
  let quote = '';
  let escaped = false;
  for (const character of line) {
    if (escaped) {
      token += character;
      escaped = false;
    } else if (character === '\\' && quote !== "'") {
      escaped = true;
    } else if (quote !== '' ? character === quote : character === '"' || character === "'") {
      quote = quote === '' ? character : '';
    } else if (quote === '' && isJavaWhitespace(character.charCodeAt(0))) {
      if (token !== '') tokens.push(token);
      token = '';
    } else {
      token += character;
    }
  }
  if (token !== '') tokens.push(token);
  return tokens;
}
