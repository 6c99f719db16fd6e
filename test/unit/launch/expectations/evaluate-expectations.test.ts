import assert from 'node:assert/strict';
import { areAllMet } from '../../../../src/launch/expectations/expectation-result';
import { evaluateExpectations, type FinishedFacts } from '../../../../src/launch/expectations/evaluate-expectations';
import type { LaunchExpectations } from '../../../../src/launch-file/launch-file';
import type { OutputReport } from '../../../../src/launch/outputs/output-report';

const report = (output: string, files: readonly string[] | 'failed'): OutputReport => ({
  name: `${output}:handler`,
  output,
  handler: 'handler',
  type: 'Resource',
  required: false,
  target: { kind: 'object', input: 'session', uri: '/archive/experiments/E1' },
  label: 'L',
  format: undefined,
  description: undefined,
  content: undefined,
  tags: [],
  notes: [],
  result:
    files === 'failed'
      ? { kind: 'failure', message: 'Unable to find', explanation: 'There is no “out” in the mount “m”.' }
      : { kind: 'upload', from: '/out', files: files.map((path) => ({ path, size: 1 })), more: 0, bytes: files.length },
});

const facts = (given: Partial<FinishedFacts>): FinishedFacts => ({
  status: 'Complete',
  message: 'tool ended with exit code 0 after 1 s.',
  exitCode: 0,
  uploads: { outputs: [], faults: [] },
  outputs: [],
  foundTexts: new Set(),
  logTail: '',
  leaks: undefined,
  ...given,
});

const expecting = (given: Partial<LaunchExpectations>): LaunchExpectations => ({
  exitCode: undefined,
  outputs: new Map(),
  log: [],
  ...given,
});

/** Pointer and message of each expectation that is not met. */
const unmet = (expect: LaunchExpectations | undefined, given: Partial<FinishedFacts>) =>
  evaluateExpectations(expect, facts(given))
    .filter(({ result }) => result === 'not met')
    .map(({ pointer, message }) => `${pointer}: ${message}`);

describe('evaluateExpectations', () => {
  it('expects a launch that the server would call Complete where nothing is written', () => {
    assert.deepEqual(unmet(undefined, {}), []);
    const failed = { status: 'Failed', exitCode: 3, message: 'It ended.' } as const;
    assert.deepEqual(unmet(undefined, failed), ['/expect/exit-code: Expected exit code 0, but it is 3. It ended.']);
    assert.deepEqual(unmet(undefined, { status: 'Failed (Upload)', message: 'No files.' }), [
      '/expect: The launch would be Failed (Upload) on a server. No files.',
    ]);
  });

  it('takes an exit code that was expected for good, whatever it is', () => {
    const failed = { status: 'Failed', exitCode: 3, uploads: undefined } as const;
    assert.ok(areAllMet(evaluateExpectations(expecting({ exitCode: 3 }), facts(failed))));
    assert.deepEqual(unmet(expecting({ exitCode: 3 }), { message: 'Fine.' }), [
      '/expect/exit-code: Expected exit code 3, but it is 0. Fine.',
    ]);
  });

  it('does not take a container that never ended for one that ended well', () => {
    const killed = { status: 'Failed (Setup)', exitCode: undefined, message: 'Set up failed.' } as const;
    assert.deepEqual(unmet(undefined, killed), [
      '/expect/exit-code: Expected exit code 0, but the container did not end by itself. Set up failed.',
    ]);
  });

  it('counts the files that would be uploaded', () => {
    const uploads = { outputs: [report('images', ['a', 'b', 'c']), report('gone', 'failed')], faults: [] };
    const given = { uploads, outputs: ['images', 'gone'] };
    const images = (least: number, most: number) =>
      unmet(expecting({ outputs: new Map([['images', { least, most }]]) }), given);
    assert.deepEqual([images(3, 3), images(1, Infinity), images(0, 3)], [[], [], []]);
    assert.deepEqual(images(4, 4), [
      '/expect/outputs/images: Expected 4 files of output “images”, but there are 3 files.',
    ]);
    assert.match(images(4, Infinity)[0] ?? '', /Expected at least 4 files of/);
    assert.match(images(0, 2)[0] ?? '', /Expected at most 2 files of/);
    assert.match(images(4, 5)[0] ?? '', /Expected 4 to 5 files of/);
    const gone = (least: number) =>
      unmet(expecting({ outputs: new Map([['gone', { least, most: Infinity }]]) }), given);
    assert.deepEqual(gone(0), []);
    assert.match(gone(1)[0] ?? '', /but there are none\. There is no “out” in the mount/);
  });

  it('counts no files of a launch that uploads none, and says that there is no such output', () => {
    const one = new Map([['a/b', { least: 1, most: 1 }]]);
    assert.deepEqual(
      unmet(expecting({ exitCode: 1, outputs: one }), { exitCode: 1, uploads: undefined, outputs: ['a/b'] }),
      [
        '/expect/outputs/a~1b: Expected 1 file of output “a/b”, but there are none: a launch that fails uploads nothing.',
      ],
    );
    assert.deepEqual(unmet(expecting({ outputs: one }), { outputs: ['report'] }), [
      '/expect/outputs/a~1b: There is no output “a/b”: the Command has “report”.',
    ]);
  });

  it('looks for texts in the log, and shows its end beside what is missing', () => {
    const expect = expecting({ log: ['ready', 'done'] });
    const given = { foundTexts: new Set(['ready']), logTail: 'ready\nfailed' };
    assert.deepEqual(unmet(expect, given), ['/expect/log/1: The log has no “done”.']);
    const missing = evaluateExpectations(expect, facts(given)).find(({ pointer }) => pointer === '/expect/log/1');
    assert.deepEqual([missing?.expected, missing?.actual], ['done', 'ready\nfailed']);
  });

  it('lets no secret leak', () => {
    assert.deepEqual(unmet(undefined, { leaks: [] }), []);
    assert.deepEqual(unmet(undefined, { leaks: ['It is in a file.'] }), ['/expect: It is in a file.']);
  });
});
