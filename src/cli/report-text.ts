import type { Severity } from '../command/problem';
import type { CheckedFile, PlacedProblem } from './checked-command';
import { displayWidth } from './display-width';
import { printable } from './printable';

/** Whether the text goes to a terminal that shows colours. */
export type TextStyle = 'coloured' | 'plain';

const COLOURS: Record<Severity | 'faint' | 'strong', string> = {
  error: '31',
  warning: '33',
  information: '34',
  hint: '36',
  faint: '2',
  strong: '1',
};

/** The most of a long line that is shown, in UTF-16 code units. */
const WIDTH = 120;

/** The problems for people to read, each with its line and the place marked, and a last line that counts them. */
export function textReport(commands: readonly CheckedFile[], style: TextStyle): string {
  const paint = (text: string, colour: keyof typeof COLOURS) =>
    style === 'plain' ? text : `\u001b[${COLOURS[colour]}m${text}\u001b[0m`;
  const problems = commands.flatMap((command) =>
    command.problems.map((problem) => {
      const { line, character } = problem.range.start;
      const place = paint(`${printable(command.path)}:${line + 1}:${character + 1}`, 'strong');
      const head = `${place}: ${paint(problem.severity, problem.severity)}: ${printable(problem.message)} ${paint(`(${problem.code})`, 'faint')}`;
      const { shown, mark } = markedLine(problem);
      return `${head}\n    ${shown}\n    ${paint(mark, problem.severity)}\n`;
    }),
  );
  return [...problems, `${summary(commands)}\n`].join('\n');
}

/** The line of a problem and a line of carets below its place; of a long line the part around the place. */
function markedLine({ range, line }: PlacedProblem): { readonly shown: string; readonly mark: string } {
  const from = range.start.character < WIDTH - 40 ? 0 : edgeNear(line, range.start.character - 40);
  const to = edgeNear(line, from + WIDTH);
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  // Where a terminal would obey a character or take it for several, as a tab, a blank stands.
  const drawn = (start: number, before: number) =>
    line.slice(start, before).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
  const length = Math.max(1, displayWidth(drawn(range.start.character, Math.min(end, to))));
  const indent = displayWidth(drawn(from, range.start.character));
  return { shown: drawn(from, to), mark: ' '.repeat(indent) + '^'.repeat(length) };
}

/** The offset, or the one before, where it would take a character apart. */
function edgeNear(line: string, offset: number): number {
  return (line.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset;
}

function summary(commands: readonly CheckedFile[]): string {
  const count = (severity: Severity) =>
    commands.flatMap(({ problems }) => problems).filter((problem) => problem.severity === severity).length;
  const words = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const others = count('information') + count('hint');
  const launchFiles = commands.filter(({ kind }) => kind === 'launch file').length;
  const checked = [
    ...(launchFiles === commands.length && launchFiles > 0 ? [] : [words(commands.length - launchFiles, 'Command')]),
    ...(launchFiles === 0 ? [] : [words(launchFiles, 'launch file')]),
  ];
  return [
    `${checked.join(' and ')} checked: ${words(count('error'), 'error')}`,
    words(count('warning'), 'warning'),
    words(others, 'note'),
  ].join(', ');
}
