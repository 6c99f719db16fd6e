import { escapePointerStep } from '../../command/document/navigation';
import type { FileCount, LaunchExpectations } from '../../launch-file/launch-file';
import type { OutputReport, UploadVerdict } from '../outputs/output-report';
import type { FinalStatus } from '../run/launch-event';
import type { ExpectationResult } from './expectation-result';

/** What is known of a launch that is over. None of its texts holds a secret's value. */
export interface FinishedFacts {
  readonly status: FinalStatus;
  /** What came of it: a sentence. */
  readonly message: string;
  /** Of the main container; undefined when it did not come to an end of its own. */
  readonly exitCode: number | undefined;
  /** Undefined where the service would not come to uploading. */
  readonly uploads: UploadVerdict | undefined;
  /** Names of the outputs that the Command has. */
  readonly outputs: readonly string[];
  /** Those of the expected texts that were in the log. */
  readonly foundTexts: ReadonlySet<string>;
  /** The end of the log. */
  readonly logTail: string;
  /** Where values of secrets were found, a sentence each; undefined when the launch had none, or nobody looked. */
  readonly leaks: readonly string[] | undefined;
}

const EXPECT = '/expect';

/**
 * Compares what a launch came to with what was expected of it. What is not written is expected all the same: exit code 0 and,
 * with that, nothing that the Container Service would fail on, and that no secret's value shows.
 */
export function evaluateExpectations(
  expect: LaunchExpectations | undefined,
  facts: FinishedFacts,
): readonly ExpectationResult[] {
  const results = [exitCodeResult(expect, facts)];
  if (facts.exitCode === 0 && results[0]?.result === 'met') results.push(statusResult(facts));
  for (const [name, count] of expect?.outputs ?? []) results.push(outputResult(name, count, facts));
  for (const [index, text] of (expect?.log ?? []).entries()) results.push(logResult(index, text, facts));
  if (facts.leaks !== undefined) results.push(secrecyResult(facts.leaks));
  return results;
}

function exitCodeResult(expect: LaunchExpectations | undefined, facts: FinishedFacts): ExpectationResult {
  const expected = expect?.exitCode ?? 0;
  const { exitCode, message } = facts;
  return {
    subject: { kind: 'exit-code' },
    pointer: `${EXPECT}/exit-code`,
    result: exitCode === expected ? 'met' : 'not met',
    message:
      exitCode === expected
        ? `The exit code is ${expected}.`
        : exitCode === undefined
          ? `Expected exit code ${expected}, but the container did not end by itself. ${message}`
          : `Expected exit code ${expected}, but it is ${exitCode}. ${message}`,
    expected: `exit code ${expected}`,
    actual: exitCode === undefined ? `no exit code: ${message}` : `exit code ${exitCode}`,
  };
}

function statusResult({ status, message }: FinishedFacts): ExpectationResult {
  const isWell = status === 'Complete';
  return {
    subject: { kind: 'status' },
    pointer: EXPECT,
    result: isWell ? 'met' : 'not met',
    message: isWell
      ? 'The launch would be Complete on a server.'
      : `The launch would be ${status} on a server. ${message}`,
    expected: 'Complete',
    actual: isWell ? 'Complete' : `${status}\n${message}`,
  };
}

function outputResult(name: string, count: FileCount, facts: FinishedFacts): ExpectationResult {
  const { uploads, outputs } = facts;
  const expected = describeCount(count);
  const fixed = {
    subject: { kind: 'output', output: name },
    pointer: `${EXPECT}/outputs/${escapePointerStep(name)}`,
    expected,
  } as const;
  const notMet = (message: string, actual: string): ExpectationResult => ({
    ...fixed,
    result: 'not met',
    message,
    actual,
  });
  if (!outputs.includes(name)) {
    const known = outputs.length === 0 ? 'none' : outputs.map((output) => `“${output}”`).join(', ');
    return notMet(`There is no output “${name}”: the Command has ${known}.`, 'no such output');
  }
  const report = uploads?.outputs.find(({ output, result }) => output === name && result.kind === 'upload');
  const failed = uploads?.outputs.find(({ output }) => output === name);
  const files = report === undefined ? 0 : filesOf(report);
  const isMet = count.least <= files && files <= count.most;
  const seen = describeFiles(report, failed, uploads === undefined);
  if (!isMet) return notMet(`Expected ${expected} of output “${name}”, but there ${seen.sentence}`, seen.list);
  return { ...fixed, result: 'met', message: `Output “${name}” has ${countFiles(files)}.`, actual: expected };
}

function logResult(index: number, text: string, { foundTexts, logTail }: FinishedFacts): ExpectationResult {
  const isMet = foundTexts.has(text);
  return {
    subject: { kind: 'log' },
    pointer: `${EXPECT}/log/${index}`,
    result: isMet ? 'met' : 'not met',
    message: isMet ? `The log has “${text}”.` : `The log has no “${text}”.`,
    expected: text,
    actual: isMet ? text : logTail === '' ? 'an empty log' : logTail,
  };
}

function secrecyResult(leaks: readonly string[]): ExpectationResult {
  const isMet = leaks.length === 0;
  return {
    subject: { kind: 'secrecy' },
    pointer: EXPECT,
    result: isMet ? 'met' : 'not met',
    message: isMet ? 'No secret leaked.' : leaks.join(' '),
    expected: 'no secret leaks',
    actual: isMet ? 'no secret leaks' : leaks.join('\n'),
  };
}

const countFiles = (count: number) => (count === 1 ? '1 file' : `${count} files`);

function describeCount({ least, most }: FileCount): string {
  if (least === most) return countFiles(least);
  if (most === Infinity) return `at least ${countFiles(least)}`;
  return least === 0 ? `at most ${countFiles(most)}` : `${least} to ${countFiles(most)}`;
}

const filesOf = ({ result }: OutputReport) => (result.kind === 'upload' ? result.files.length + result.more : 0);

/** So many files are named. */
const NAMED_FILES = 20;

interface SeenFiles {
  /** Goes on after “there”. */
  readonly sentence: string;
  readonly list: string;
}

function describeFiles(
  report: OutputReport | undefined,
  failed: OutputReport | undefined,
  isNotUploaded: boolean,
): SeenFiles {
  if (report?.result.kind === 'upload') {
    const { files, more } = report.result;
    const count = filesOf(report);
    const named = files.slice(0, NAMED_FILES).map(({ path }) => path);
    const unnamed = files.length + more - named.length;
    const list = [countFiles(count), ...named, ...(unnamed > 0 ? [`and ${unnamed} more`] : [])].join('\n');
    return { sentence: `${count === 1 ? 'is' : 'are'} ${count === 0 ? 'none' : countFiles(count)}.`, list };
  }
  if (isNotUploaded) return { sentence: 'are none: a launch that fails uploads nothing.', list: countFiles(0) };
  if (failed?.result.kind === 'failure') {
    const { message, explanation } = failed.result;
    return { sentence: `are none. ${explanation}`, list: `${countFiles(0)}\n${message}` };
  }
  return { sentence: 'are none.', list: countFiles(0) };
}
