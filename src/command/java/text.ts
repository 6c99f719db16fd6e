/** Like `String.trim`: cuts every character up to U+0020 from both ends, and no other. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** Like `String.split` with a one-character separator: empty parts at the end are dropped. */
export function split(text: string, separator: string): readonly string[] {
  const parts = text.split(separator);
  if (parts.length === 1) return parts;
  while (parts.at(-1) === '') parts.pop();
  return parts;
}
