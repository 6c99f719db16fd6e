import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Severity } from '../command/problem';
import { LAUNCH_FILE_PAGE } from '../launch-file/launch-file-page';
import { RULES_PAGE } from '../command/rules/rules-page';
import type { CheckedFile, PlacedProblem } from './checked-command';

/** The verdicts and problems as one JSON document. */
export function jsonReport(commands: readonly CheckedFile[]): string {
  const plain = commands.map(({ problems, ...verdict }) => ({
    ...verdict,
    problems: problems.map(({ code, severity, when, message, pointer, range }) => {
      return { code, severity, when, message, pointer, range };
    }),
  }));
  return `${JSON.stringify({ commands: plain })}\n`;
}

const SARIF_LEVELS: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The problems as SARIF 2.1.0, as code scanning takes them. Its lines and columns count from one. */
export function sarifReport(commands: readonly CheckedFile[]): string {
  const problems = commands.flatMap((command) => command.problems.map((problem) => ({ path: command.path, problem })));
  const codes = [...new Set(problems.map(({ problem }) => problem.code))].sort();
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'xnat-command',
            rules: codes.map((id) => ({ id, helpUri: pageOf(id) })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map(({ path, problem }) => ({
          ruleId: problem.code,
          level: SARIF_LEVELS[problem.severity],
          message: { text: problem.message },
          locations: [{ physicalLocation: { artifactLocation: artifactOf(path), region: regionOf(problem) } }],
        })),
      },
    ],
  };
  return `${JSON.stringify(sarif, undefined, 2)}\n`;
}

/** What can be wrong with a launch file has no rules of its own that could be turned off. */
const pageOf = (code: string) => (code.startsWith('launch-') ? LAUNCH_FILE_PAGE : `${RULES_PAGE}#${code}`);

/** Standard input has no address, so it is told in words. */
const artifactOf = (path: string) =>
  path === '-' ? { description: { text: 'standard input' } } : { uri: uriOf(path) };

const uriOf = (path: string) =>
  isAbsolute(path) ? pathToFileURL(path).href : path.split(/[\\/]/).map(encodeURIComponent).join('/');

const regionOf = ({ range: { start, end } }: PlacedProblem) => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});

const GITHUB_LEVELS: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** The problems as workflow commands, which GitHub Actions shows beside the changed lines. */
export function githubReport(commands: readonly CheckedFile[]): string {
  return commands
    .flatMap(({ path, problems }) =>
      problems.map((problem) => {
        const { startLine, startColumn, endLine, endColumn } = regionOf(problem);
        const places = `file=${githubValue(path)},line=${startLine},endLine=${endLine},col=${startColumn},endColumn=${endColumn}`;
        const title = githubValue(`xnat: ${problem.code}`);
        return `::${GITHUB_LEVELS[problem.severity]} ${places},title=${title}::${githubText(problem.message)}\n`;
      }),
    )
    .join('');
}

const githubText = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const githubValue = (text: string) => githubText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
