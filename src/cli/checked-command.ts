import { reportOn, type CheckOptions, type CommandReport } from '../command/check-command';
import type { CommandDocument, CommandMode } from '../command/document/command-document';
import { indexLines, positionAt, type LineIndex, type Position } from '../command/document/line-index';
import { checkDockerfile } from '../command/label/check-dockerfile';
import { imageLabelOf, readLabelledDockerfile } from '../command/label/labelled-dockerfile';
import type { Problem } from '../command/problem';
import { commandIn } from './command-sources';
import { isDockerfile, readBytes, type FoundFile } from './found-files';

/** A problem at its place in the file; lines and characters count from zero, as in the Language Server Protocol. */
export interface PlacedProblem extends Pick<Problem, 'code' | 'severity' | 'when' | 'message' | 'pointer'> {
  readonly range: { readonly start: Position; readonly end: Position };
  /** The line of the file that it starts in, without the line end. */
  readonly line: string;
}

/** What came of checking one Command, or the Commands in the labels of a Dockerfile. */
export interface CheckedCommand extends Pick<CommandReport, 'server' | 'refusedAt'> {
  /** As the person named it, or below a folder they named; `-` is standard input. */
  readonly path: string;
  readonly problems: readonly PlacedProblem[];
}

/**
 * Checks the Commands in a file: the whole file, or the labels of a Dockerfile, and how that treats secrets. Undefined where
 * the file has nothing to do with Commands and was only found in a folder.
 *
 * @throws UnreadableError
 */
export function checkFile(file: FoundFile, mode: CommandMode, options: CheckOptions): CheckedCommand | undefined {
  const bytes = readBytes(file);
  if (isDockerfile(file.path)) return checkDockerfileText(file, new TextDecoder().decode(bytes), options);
  const document = commandIn(file, bytes, mode);
  return document && checkSource(file.path, document, options);
}

/** Checks a Command and says where in its file each problem is. Plain data comes out, which another thread can be sent. */
export function checkSource(path: string, document: CommandDocument, options: CheckOptions): CheckedCommand {
  const { server, refusedAt, problems } = reportOn(document, options);
  return { path, server, refusedAt, problems: problems.length === 0 ? [] : placed(problems, document) };
}

/** The verdict is that on the label which the image gets. */
function checkDockerfileText(
  { path, how }: FoundFile,
  text: string,
  options: CheckOptions,
): CheckedCommand | undefined {
  const dockerfile = readLabelledDockerfile(text);
  const deciding = imageLabelOf(dockerfile) ?? dockerfile.labels.at(-1);
  if (deciding === undefined && how === 'found') return undefined;
  const problems = placed(checkDockerfile(dockerfile, options), { text, lines: indexLines(text) });
  if (deciding !== undefined) {
    const { server, refusedAt } = reportOn(deciding.document, options);
    return { path, server, refusedAt, problems };
  }
  return problems.length === 0 ? undefined : { path, server: 'accepts', refusedAt: null, problems };
}

/** Lines are counted where there is something to place in them: most files are all right. */
function placed(
  problems: readonly Problem[],
  source: { readonly text: string; readonly lines: LineIndex },
): readonly PlacedProblem[] {
  const { text, lines } = source;
  return problems.map(({ code, severity, when, message, pointer, span }) => {
    const start = positionAt(lines, span.start);
    const range = { start, end: positionAt(lines, span.end) };
    const line = text.slice(lines[start.line], lines[start.line + 1]).replace(/[\r\n]+$/, '');
    return { code, severity, when, message, pointer, range, line };
  });
}
