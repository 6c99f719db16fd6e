import { positionAt, type LineIndex, type Position } from '../command/document/line-index';
import type { Problem } from '../command/problem';
import { reportOn, type CheckOptions, type CommandReport } from '../command/check-command';
import { linesOf, type CommandSource } from './command-sources';

/** A problem at its place in the file; lines and characters count from zero, as in the Language Server Protocol. */
export interface PlacedProblem extends Pick<Problem, 'code' | 'severity' | 'when' | 'message' | 'pointer'> {
  readonly range: { readonly start: Position; readonly end: Position };
}

/** What came of checking one Command, or one label's Commands. */
export interface CheckedCommand extends Pick<CommandReport, 'server' | 'refusedAt'> {
  readonly path: string;
  readonly problems: readonly PlacedProblem[];
  /** The lines of the file, for showing a problem in its line. */
  readonly line: (index: number) => string;
}

/** Checks a Command and says where in its file each problem is. */
export function checkSource(source: CommandSource, options: CheckOptions): CheckedCommand {
  const { server, refusedAt, problems } = reportOn(source.document, options);
  const lines = linesOf(source);
  const place = (offset: number) => positionAt(lines, offset);
  return {
    path: source.path,
    server,
    refusedAt,
    problems: problems.map(({ code, severity, when, message, pointer, span }) => {
      const { start, end } = source.inFile(span);
      return { code, severity, when, message, pointer, range: { start: place(start), end: place(end) } };
    }),
    line: lineReader(source.fileText, lines),
  };
}

/** Made apart from the source, whose tree it would otherwise keep alive until the report is written. */
function lineReader(fileText: string, lines: LineIndex): (index: number) => string {
  return (index) => fileText.slice(lines[index], lines[index + 1]).replace(/[\r\n]+$/, '');
}
