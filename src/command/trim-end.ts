/**
 * A text without those of its last characters that are among the given ones. Each character is looked at once; a pattern
 * such as `/x+$/` starts anew at every `x` of a run that is not at the end, which hostile text makes very long.
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
