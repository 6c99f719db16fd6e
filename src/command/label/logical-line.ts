import { trimEndOf } from '../trim-end';

/** The character that escapes in a Dockerfile: `\`, or what its `# escape=` directive says. */
export type EscapeCharacter = '\\' | '`';

/** An instruction as the builder reads it: on one line, though it may be continued over several in the file. */
export interface LogicalLine {
  readonly text: string;
  /** For each code unit of the text its offset in the file; one more for the end. */
  readonly offsets: readonly number[];
}

/**
 * Joins the lines of an instruction as Docker does: a line whose last character but blanks is the escape character goes on
 * in the next, and so do empty lines and comments behind it, which vanish. Blanks ahead of a continued line stay.
 *
 * @param start offset of the instruction's first character in the file
 */
export function logicalLine(file: string, start: number, escape: EscapeCharacter): LogicalLine {
  const pieces: string[] = [];
  const offsets: number[] = [];
  const continued = CONTINUED[escape];
  let end = start;
  for (let at = start; ;) {
    const lineFeed = file.indexOf('\n', at);
    const line = trimEndOf(file.slice(at, lineFeed === -1 ? file.length : lineFeed), '\r');
    const isPassedOver = at !== start && /^\s*(?:#|$)/.test(line);
    const match = isPassedOver ? null : continued.exec(line);
    if (!isPassedOver) {
      const length = match === null ? line.length : match.index + (match[1] ?? '').length;
      pieces.push(line.slice(0, length));
      for (let unit = 0; unit < length; unit++) offsets.push(at + unit);
      end = at + length;
    }
    if (lineFeed === -1 || (!isPassedOver && match === null)) break;
    at = lineFeed + 1;
  }
  offsets.push(end);
  return { text: pieces.join(''), offsets };
}

/** An escape character that is itself escaped does not continue the line. */
const CONTINUED: Readonly<Record<EscapeCharacter, RegExp>> = {
  '\\': /(^|[^\\])\\[ \t]*$/,
  '`': /(^|[^`])`[ \t]*$/,
};
