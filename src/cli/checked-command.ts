import { positionAt, type Position } from '../command/document/line-index';
import type { Problem } from '../command/problem';
import { reportOn, type CheckOptions, type CommandReport } from '../command/check-command';
import { linesOf, type CommandSource } from './command-sources';

/** A problem at its place in the file; lines and characters count from zero, as in the Language Server Protocol. */
export interface PlacedProblem extends Pick<Problem, 'code' | 'severity' | 'when' | 'message' | 'pointer'> {
  readonly range: { readonly start: Position; readonly end: Position };
  /** The line of the file that it starts in, without the line end. */
  readonly line: string;
}

/** What came of checking one Command, or one label's Commands. */
export interface CheckedCommand extends Pick<CommandReport, 'server' | 'refusedAt'> {
  readonly path: string;
  readonly problems: readonly PlacedProblem[];
}

/** Checks a Command and says where in its file each problem is. Plain data comes out, which another thread can be sent. */
export function checkSource(source: CommandSource, options: CheckOptions): CheckedCommand {
  const { server, refusedAt, problems } = reportOn(source.document, options);
  return { path: source.path, server, refusedAt, problems: problems.length === 0 ? [] : placed(problems, source) };
}

/** Lines are counted where there is something to place in them: most files are all right. */
function placed(problems: readonly Problem[], source: CommandSource): readonly PlacedProblem[] {
  const { fileText } = source;
  const lines = linesOf(source);
  return problems.map(({ code, severity, when, message, pointer, span }) => {
    const inFile = source.inFile(span);
    const start = positionAt(lines, inFile.start);
    const range = { start, end: positionAt(lines, inFile.end) };
    const line = fileText.slice(lines[start.line], lines[start.line + 1]).replace(/[\r\n]+$/, '');
    return { code, severity, when, message, pointer, range, line };
  });
}
