/** Whether the service takes a text for none: null, absent, empty, or nothing but white space. */
export function isBlank(text: string | undefined): text is undefined | '' {
  if (text === undefined) return true;
  for (let i = 0; i < text.length; i++) if (!isJavaWhitespace(text.charCodeAt(i))) return false;
  return true;
}

/**
 * Java's white space (`Character.isWhitespace`), by which the service tells what is blank. It is without the three spaces
 * that do not break lines (U+00A0, U+2007, U+202F), so `String.prototype.trim` removes more.
 */
export function isJavaWhitespace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a && code !== 0x2007) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x205f ||
    code === 0x3000
  );
}
