import type { ExpectationResult } from '../launch/expectations/expectation-result';
import type { OutputReport } from '../launch/outputs/output-report';
import { describeResult, describeTarget } from '../launch/verdict/output-words';
import type { WeighedLaunch } from '../launch/unattended/unattended-outcome';
import { lineOf, placeOf, resultOf, type LaunchOutcome, type LaunchResult, type LaunchVerdict } from './launch-verdict';
import { printable } from './printable';
import type { TextStyle } from './report-text';

const WORDS: Record<LaunchResult, string> = {
  passed: 'PASS',
  failed: 'FAIL',
  error: 'ERROR',
  stopped: 'STOPPED',
  skipped: 'NOT RUN',
};
const COLOURS: Record<LaunchResult, string> = {
  passed: '32',
  failed: '31',
  error: '31',
  stopped: '33',
  skipped: '33',
};

/** The verdict for people to read. */
export function textVerdicts(verdicts: readonly LaunchVerdict[], style: TextStyle): string {
  const paint = (text: string, code: string) => (style === 'plain' ? text : `\u001b[${code}m${text}\u001b[0m`);
  const blocks = verdicts.map((verdict) => {
    const result = resultOf(verdict.outcome);
    const head = `${paint(WORDS[result], COLOURS[result])} ${printable(verdict.path)}${timeOf(verdict.outcome)}`;
    return [head, ...linesOf(verdict).map((line) => (line === '' ? '' : `  ${printable(line)}`)), ''].join('\n');
  });
  return [...blocks, ...(verdicts.length === 1 ? [] : [`${summaryOf(verdicts)}\n`])].join('\n');
}

function linesOf(verdict: LaunchVerdict): readonly string[] {
  const { outcome } = verdict;
  if (outcome.kind === 'left-out') return [outcome.message];
  if (outcome.kind === 'stopped') return [outcome.message, ...outcome.leftBehind];
  if (outcome.kind === 'not-run') {
    return [`${placeOf(verdict, outcome.pointer)}: ${outcome.message}`, ...outcome.leftBehind];
  }
  const unmet = outcome.expectations.filter(({ result }) => result === 'not met');
  return [
    outcome.message,
    ...(outcome.uploads?.outputs ?? []).map(outputLine),
    ...outcome.remarks,
    ...unmet.flatMap((each) => [`${placeOf(verdict, each.pointer)}: ${each.message}`, ...difference(each)]),
  ];
}

/** Shown where the message does not say it already. */
function difference({ subject, expected, actual }: ExpectationResult): readonly string[] {
  if (subject.kind === 'exit-code' || subject.kind === 'status') return [];
  return [...indented('expected', expected), ...indented('actual', actual)];
}

const indented = (name: string, text: string) =>
  text.split('\n').map((line, index) => `  ${(index === 0 ? `${name}:` : '').padEnd(10)}${line}`);

function outputLine(output: OutputReport): string {
  const head = `${output.name}: ${describeResult(output)}`;
  return output.result.kind === 'failure' ? `${head}. ${output.result.message}` : `${head} → ${describeTarget(output)}`;
}

const timeOf = (outcome: LaunchOutcome) =>
  outcome.kind === 'weighed' ? ` (${(outcome.durationMs / 1000).toFixed(1)} s)` : '';

function counts(verdicts: readonly LaunchVerdict[]) {
  const count = (result: LaunchResult) => verdicts.filter(({ outcome }) => resultOf(outcome) === result).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    errors: count('error'),
    stopped: count('stopped'),
    skipped: count('skipped'),
  };
}

function summaryOf(verdicts: readonly LaunchVerdict[]): string {
  const { passed, failed, errors, stopped, skipped } = counts(verdicts);
  return [
    `${verdicts.length} launches: ${passed} passed, ${failed} failed`,
    ...(errors > 0 ? [`${errors} could not be run`] : []),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
    ...(skipped > 0 ? [`${skipped} not run`] : []),
  ].join(', ');
}

/** The verdict for programs, as `docs/ci.md` describes it. */
export function jsonVerdicts(verdicts: readonly LaunchVerdict[]): string {
  const launches = verdicts.map((verdict) => {
    const { path, outcome, text } = verdict;
    const result = resultOf(outcome);
    if (outcome.kind === 'left-out') return { path, result, message: outcome.message };
    if (outcome.kind === 'stopped') return { path, result, message: outcome.message, leftBehind: outcome.leftBehind };
    if (outcome.kind === 'not-run') {
      const { message, why: reason, leftBehind } = outcome;
      return { path, result, message, reason, line: lineOf(text, outcome.pointer), leftBehind };
    }
    const { title, status, message, exitCode, durationMs, uploads, remarks, logTail } = outcome;
    const expectations = outcome.expectations.map(({ subject, pointer, result: weighed, ...rest }) => ({
      ...subject,
      result: weighed,
      ...rest,
      line: lineOf(text, pointer),
    }));
    const outputs = uploads?.outputs ?? [];
    const all = { path, result, command: title, status, message, exitCode, durationMs };
    return { ...all, expectations, outputs, remarks, logTail };
  });
  return `${JSON.stringify({ launches, ...counts(verdicts) }, undefined, 2)}\n`;
}

/** The verdict as JUnit XML, which build servers read: a test case a launch. */
export function junitVerdicts(verdicts: readonly LaunchVerdict[]): string {
  const { failed, errors, stopped, skipped } = counts(verdicts);
  const seconds = verdicts.reduce((sum, { outcome }) => sum + secondsOf(outcome), 0);
  const total = `tests="${verdicts.length}" failures="${failed}" errors="${errors}" skipped="${stopped + skipped}" time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${total}>`,
    `  <testsuite name="xnat-command" ${total}>`,
    ...verdicts.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const secondsOf = (outcome: LaunchOutcome) => (outcome.kind === 'weighed' ? outcome.durationMs / 1000 : 0);

function testCase(verdict: LaunchVerdict): string {
  const { path, text, outcome } = verdict;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const head = `    <testcase classname="${escape(folder)}" name="${escape(name)}" file="${escape(path)}" time="${secondsOf(outcome).toFixed(3)}">`;
  return [head, ...childrenOf(outcome, text).map((child) => `      ${child}`), '    </testcase>'].join('\n');
}

function childrenOf(outcome: LaunchOutcome, text: string | undefined): readonly string[] {
  if (outcome.kind === 'stopped' || outcome.kind === 'left-out') {
    return [`<skipped message="${escape(outcome.message)}"/>`];
  }
  if (outcome.kind === 'not-run') {
    return [`<error type="${outcome.why}" message="${escape(outcome.message)}"/>`];
  }
  return [
    ...failureOf(outcome, text),
    ...(outcome.logTail === '' ? [] : [`<system-out>${escape(outcome.logTail)}</system-out>`]),
  ];
}

/** One for all: readers of the format know no more in a test case. */
function failureOf({ expectations }: WeighedLaunch, text: string | undefined): readonly string[] {
  const unmet = expectations.filter(({ result }) => result === 'not met');
  const [first] = unmet;
  if (first === undefined) return [];
  const details = unmet.map(({ message, pointer, expected, actual }) => {
    const line = lineOf(text, pointer);
    const place = line === undefined ? '' : ` (line ${line})`;
    return `${message}${place}\nexpected: ${expected}\nactual: ${actual}`;
  });
  const message = unmet.map((each) => each.message).join(' ');
  return [
    `<failure type="${first.subject.kind}" message="${escape(message)}">${escape(details.join('\n\n'))}</failure>`,
  ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Characters that XML 1.0 has no way to write become U+FFFD. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
}
