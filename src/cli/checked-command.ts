import { reportOn, type CheckOptions, type CommandReport } from '../command/check-command';
import type { CommandDocument } from '../command/document/command-document';
import { positionAt, type LineIndex, type Position } from '../command/document/line-index';
import type { Problem } from '../command/problem';
import { trimEndOf } from '../command/trim-end';

type ProblemToPlace = Pick<Problem, 'code' | 'severity' | 'when' | 'message' | 'pointer'>;

/** A problem at its place in the file; lines and characters count from zero, as in the Language Server Protocol. */
export interface PlacedProblem extends ProblemToPlace {
  readonly range: { readonly start: Position; readonly end: Position };
  /** The line of the file that it starts in, without the line end. */
  readonly line: string;
}

/** What came of checking a file. */
export type CheckedFile = CheckedCommand | CheckedLaunchFile;

/** What came of checking one Command, or the Commands in the labels of a Dockerfile. */
export interface CheckedCommand extends Pick<CommandReport, 'server' | 'refusedAt'> {
  /** As the person named it, or below a folder they named; `-` is standard input. */
  readonly path: string;
  readonly kind: 'Command';
  readonly problems: readonly PlacedProblem[];
}

/** What came of checking a launch file, which no server is ever given. */
export interface CheckedLaunchFile {
  readonly path: string;
  readonly kind: 'launch file';
  readonly problems: readonly PlacedProblem[];
}

/** Checks a Command and says where in its file each problem is. Plain data comes out, which another thread can be sent. */
export function checkSource(path: string, document: CommandDocument, options: CheckOptions): CheckedCommand {
  const { server, refusedAt, problems } = reportOn(document, options);
  return { path, kind: 'Command', server, refusedAt, problems: placed(problems, document) };
}

/** Says where problems are in a text. Its lines are counted where there is a problem: most files are all right. */
export function placed(
  problems: readonly (ProblemToPlace & Pick<Problem, 'span'>)[],
  source: { readonly text: string; readonly lines: LineIndex },
): readonly PlacedProblem[] {
  if (problems.length === 0) return [];
  const { text, lines } = source;
  return problems.map(({ code, severity, when, message, pointer, span }) => {
    const start = positionAt(lines, span.start);
    const range = { start, end: positionAt(lines, span.end) };
    const line = trimEndOf(text.slice(lines[start.line], lines[start.line + 1]), '\r\n');
    return { code, severity, when, message, pointer, range, line };
  });
}
