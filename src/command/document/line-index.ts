/** A place as editors count it: zero-based line, zero-based UTF-16 code unit in that line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The first offset of each line of a text. LF, CR LF and a lone CR end a line, as in the Language Server Protocol. */
export type LineIndex = readonly number[];

export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The place of an offset. `offset` is from 0 to the text's length, both included. */
export function positionAt(lines: LineIndex, offset: number): Position {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - (lines[low] ?? 0) };
}

/** The offset of a place; one beyond the end of its line or of the text is brought back to that end. */
export function offsetAt(text: string, lines: LineIndex, position: Position): number {
  const start = lines[Math.max(position.line, 0)];
  if (start === undefined) return text.length;
  if (position.line < 0) return 0;
  let end = lines[position.line + 1] ?? text.length;
  while (end > start && isLineEnd(text.charCodeAt(end - 1)) && position.line + 1 < lines.length) end--;
  return Math.min(start + Math.max(position.character, 0), end);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
