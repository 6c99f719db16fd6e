import type { Severity } from '../command/problem';
import type { CheckedFile, PlacedProblem } from './checked-command';
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
  const from = range.start.character < WIDTH - 40 ? 0 : range.start.character - 40;
  // Control characters, which a terminal would obey, and tabs take one column each.
  const shown = line.slice(from, from + WIDTH).replaceAll(/\p{Cc}/gu, ' ');
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  const length = Math.max(1, Math.min(end, from + WIDTH) - range.start.character);
  return { shown, mark: ' '.repeat(range.start.character - from) + '^'.repeat(length) };
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
