const ESCAPES: Readonly<Record<string, string>> = { r: '\r', f: '\f', t: '\t', n: '\n', b: '\b' };

/**
 * Resolves backslashes as the JSONPath library does in quoted texts and names: `\n` and its kin, `\uXXXX`, and any other
 * character for itself. A `\u` with fewer than four characters after it vanishes, a backslash at the very end stays.
 *
 * @returns undefined where the four characters after `\u` are no hexadecimal number, which the library throws on.
 */
export function unescapeText(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  let result = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const next = text[index + 1];
    if (character !== '\\' || next === undefined) {
      result += character;
      continue;
    }
    index++;
    if (next !== 'u') {
      result += ESCAPES[next] ?? next;
      continue;
    }
    const code = text.slice(index + 1, index + 5);
    index += 4;
    if (code.length < 4) break;
    if (!/^[0-9a-fA-F]{4}$/.test(code)) return undefined;
    result += String.fromCharCode(Number.parseInt(code, 16));
  }
  return result;
}
