import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { ContainerExit } from '../../../../src/launch/engine';
import type { LeakReport } from '../../../../src/launch/leaks/leak-report';
import type { OutputReport } from '../../../../src/launch/outputs/output-report';
import type { LaunchReport } from '../../../../src/launch/run/launch-report';
import { describeVerdict } from '../../../../src/launch/verdict/describe-verdict';
import { exitCodeMeaning } from '../../../../src/launch/verdict/exit-codes';
import { describeBytes, describeDuration } from '../../../../src/launch/verdict/quantities';

const NO_LEAKS: LeakReport = { leaks: [], more: 0, short: [], gaps: [], files: 1, bytes: 10 };

const OUTPUT: OutputReport = {
  name: 'report:pdf',
  output: 'report',
  handler: 'pdf',
  type: 'Resource',
  required: true,
  target: { kind: 'object', input: 'session', uri: '/archive/experiments/XNAT_E1' },
  label: 'REPORT',
  format: 'PDF',
  description: undefined,
  content: undefined,
  tags: ['qc', 'auto'],
  result: { kind: 'upload', from: '/b/out', files: [{ path: 'a.pdf', size: 1500 }], more: 0, bytes: 1500 },
  notes: [],
};

function reportOf(exit: ContainerExit | undefined, given: Partial<LaunchReport> = {}): LaunchReport {
  const container = { containerId: 'c', image: 'i', exit, peakMemory: 14_000_000 };
  const step = { kind: 'main', id: 'main', title: 'Run tool' } as const;
  return {
    run: 'r',
    status: exit?.exitCode === 0 ? 'Complete' : 'Failed',
    ending: { kind: 'ran' },
    message: 'as the launch has it',
    steps: [{ step, result: 'done', message: undefined, durationMs: 1, container }],
    checks: { uploads: { outputs: [OUTPUT], faults: [] }, leaks: NO_LEAKS },
    durationMs: 1,
    unmaskedVariables: [],
    seenSecrets: [],
    notes: [],
    logFault: undefined,
    kept: [],
    leftBehind: [],
    ...given,
  };
}

const exitOf = (exitCode: number, outOfMemory = false): ContainerExit => ({
  exitCode,
  outOfMemory,
  durationMs: 12_300,
});

describe('the verdict', () => {
  it('says state, exit code, duration, memory, what would be uploaded and whether a secret leaked', () => {
    const { kind, message, details } = describeVerdict(reportOf(exitOf(0)), 'tool', 1);
    equal(kind, 'success');
    equal(
      message,
      'Complete: tool ended with exit code 0 after 12 s, with up to 14 MB of memory. 1 file (1.5 KB) would be uploaded. No secret leaked.',
    );
    deepEqual(details, [
      'report:pdf: 1 file, 1.5 KB → /archive/experiments/XNAT_E1, resource REPORT (format PDF; tags qc, auto)',
      '  a.pdf, 1.5 KB',
    ]);
  });

  it('says nothing of leaks where there is no secret', () => {
    ok(!describeVerdict(reportOf(exitOf(0)), 'tool', 0).message.includes('secret'));
  });

  it('puts exit codes into words', () => {
    match(
      describeVerdict(reportOf(exitOf(137)), 'tool', 0).message,
      /^Failed: tool ended with exit code 137 \(it was killed/,
    );
    const words = [0, 1, 3, 126, 127, 134, 137, 139, 143, 190, 255].map((code) => exitCodeMeaning(exitOf(code)));
    deepEqual(
      words.map((each) => each?.split(/[ (:]/).slice(0, 4).join(' ')),
      [
        undefined,
        'a general error',
        undefined,
        'the program was found,',
        'the program was not',
        'it gave up on',
        'it was killed ',
        'it touched memory that',
        'it was asked to',
        'it was ended by',
        undefined,
      ],
    );
    equal(exitCodeMeaning(exitOf(137, true)), 'it ran out of memory');
  });

  it('is trouble when a secret leaked, and names where, but not the value', () => {
    const place = { kind: 'file', path: 'build/a.tar', inside: ['x.txt'] } as const;
    const leaks: LeakReport = {
      ...NO_LEAKS,
      leaks: [{ place, secret: 'TOKEN', encoding: 'base64', offset: 16, count: 3 }],
      short: [{ secret: 'PIN', reach: 'not at all' }],
      gaps: [{ path: 'closed.txt', reason: 'it belongs to root' }],
    };
    const { kind, message, details } = describeVerdict(
      reportOf(exitOf(0), { checks: { uploads: undefined, leaks } }),
      'tool',
      2,
    );
    equal(kind, 'trouble');
    match(
      message,
      /The value of TOKEN leaked to 1 place\. PIN is too short to be looked for\. 1 place could not be searched\.$/,
    );
    deepEqual(details, [
      'The value of TOKEN is in base64 in build/a.tar › x.txt, 3 times, first at byte 16.',
      'PIN is too short to be looked for: it would be found by chance.',
      'closed.txt was not searched: it belongs to root.',
    ]);
  });

  it('does not say that no secret leaked where one was not looked for', () => {
    const messageOf = (...secrets: readonly string[]) => {
      const short = secrets.map((secret) => ({ secret, reach: 'not at all' }) as const);
      const leaks: LeakReport = { ...NO_LEAKS, short: [{ secret: 'KEY', reach: 'as it is' }, ...short] };
      return describeVerdict(reportOf(exitOf(0), { checks: { uploads: undefined, leaks } }), 'tool', 3).message;
    };
    match(messageOf(), / No secret leaked\.$/);
    match(messageOf('PIN'), / No secret leaked that was looked for\. PIN is too short to be looked for\.$/);
    match(messageOf('PIN', 'PUK'), / PIN, PUK are too short to be looked for\.$/);
  });

  it('names what was not uploaded: a required output fails the launch, another one does not', () => {
    const result = { kind: 'failure', message: 'Unable to find x', explanation: 'There is no x.' } as const;
    const failed = reportOf(exitOf(0), {
      status: 'Failed (Upload)',
      checks: { uploads: { outputs: [{ ...OUTPUT, result }], faults: ['Unable to find x'] }, leaks: NO_LEAKS },
    });
    match(
      describeVerdict(failed, 'tool', 0).message,
      /^Failed \(Upload\): tool ended .* required outputs\. Unable to find x$/,
    );
    const optional = reportOf(exitOf(0), {
      checks: { uploads: { outputs: [{ ...OUTPUT, result, required: false }], faults: [] }, leaks: NO_LEAKS },
    });
    match(
      describeVerdict(optional, 'tool', 0).message,
      /0 files .* Nothing to upload for report:pdf, which is not required/,
    );
  });

  it('takes the words of the launch when the container did not run, and adds what is left behind', () => {
    const report = reportOf(undefined, {
      status: 'Failed (Container launch)',
      ending: { kind: 'failed', failure: undefined },
      checks: undefined,
      leftBehind: ['A container may be left.'],
      unmaskedVariables: ['PIN'],
    });
    const { kind, message } = describeVerdict(report, 'tool', 1);
    equal(kind, 'failure');
    equal(
      message,
      'Failed (Container launch): as the launch has it A container may be left. Too short to be masked in the log: PIN.',
    );
  });

  it('measures as people do', () => {
    deepEqual([40, 1500, 9960, 12_400, 59_700, 185_000, 7_800_000].map(describeDuration), [
      '40 ms',
      '1.5 s',
      '10 s',
      '12 s',
      '1 min 0 s',
      '3 min 5 s',
      '2 h 10 min',
    ]);
    deepEqual([0, 1, 999, 1500, 999_600, 12_000_000, 3e9].map(describeBytes), [
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1.5 KB',
      '1.0 MB',
      '12 MB',
      '3.0 GB',
    ]);
  });
});
