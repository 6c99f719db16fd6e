import assert from 'node:assert/strict';
import { checkCommand } from '../../src/command/check-command';
import { type CommandMode, createCommandDocument } from '../../src/command/document/command-document';
import { fixesFor } from '../../src/command/fixes/fixes-for';
import { applyEdits } from '../../src/command/document/text-edits';
import type { Problem } from '../../src/command/problem';

/** What a fixture's mode and rule are, where they are not those of creating a Command. */
interface Expectation {
  readonly mode?: CommandMode;
  readonly severity?: Problem['severity'];
}

/** A whole Command with the given properties besides those that every Command of the tests has. */
export function commandWith(properties: string): string {
  return `{"name": "tool", "version": "1", "image": "org/tool:1", "command-line": "run"${properties && `, ${properties}`}}`;
}

/**
 * Checks that a rule finds the spans that a fixture marks with « and », and no others.
 *
 * @returns the problems of that rule
 */
export function expectProblems(
  code: string,
  fixture: string,
  { mode, severity }: Expectation = {},
): readonly Problem[] {
  const { text, spans } = readMarks(fixture);
  const problems = checkText(text, mode).filter((problem) => problem.code === code);
  const found = problems.map(({ span }) => text.slice(0, span.start) + '«' + text.slice(span.start, span.end) + '»');
  const expected = spans.map(([start, end]) => text.slice(0, start) + '«' + text.slice(start, end) + '»');
  assert.deepEqual(found, expected, `${code} in ${fixture}`);
  if (severity !== undefined) for (const problem of problems) assert.equal(problem.severity, severity);
  return problems;
}

/** Checks that a rule finds nothing in any of the texts. */
export function expectNone(code: string, ...texts: readonly string[]): void {
  for (const text of texts) expectProblems(code, text);
}

export function checkText(text: string, mode: CommandMode = 'create'): readonly Problem[] {
  return checkCommand(createCommandDocument(text, mode));
}

/** What the fixes of the first problem of a rule make of a text, by title. */
export function fixedTexts(code: string, text: string, mode: CommandMode = 'create'): Readonly<Record<string, string>> {
  const document = createCommandDocument(text, mode);
  const problem = checkCommand(document).find((candidate) => candidate.code === code);
  assert.ok(problem, `${code} is not found in ${text}`);
  return Object.fromEntries(fixesFor(document, problem).map((fix) => [fix.title, applyEdits(text, fix.edits)]));
}

function readMarks(fixture: string): { text: string; spans: readonly (readonly [number, number])[] } {
  let text = '';
  const open: number[] = [];
  const spans: [number, number][] = [];
  for (const char of fixture) {
    if (char === '«') open.push(text.length);
    else if (char === '»') spans.push([open.pop() ?? assert.fail('» without «'), text.length]);
    else text += char;
  }
  return { text, spans: spans.sort((a, b) => a[0] - b[0]) };
}
