import assert from 'node:assert/strict';
import { renderPreview } from '../../../src/resolution/render-preview';
import type { LaunchOutcome } from '../../../src/resolution/resolved-launch';
import { launch, SESSION } from '../../support/launches';
import type { LaunchCase } from '../../support/launches';

const CASE: LaunchCase = {
  command: {
    'command-line': 'run #who# #scan-id# "a b"',
    inputs: [
      { name: 'who', sensitive: true },
      { name: 'scan-id', 'command-line-flag': '--scan' },
    ],
    'environment-variables': { WHO: 'is #who#' },
    mounts: [
      { name: 'in', path: '/in' },
      { name: 'out', path: '/out' },
    ],
    outputs: [{ name: 'o', mount: 'out', required: true }],
    secrets: [
      {
        source: { type: 'system-property', identifier: 'site.token' },
        destination: { type: 'environment-variable', identifier: 'TOKEN' },
      },
    ],
    ports: { '80': '8080' },
    'limit-memory': 512,
  },
  wrapper: {
    'external-inputs': [{ name: 'session', type: 'Session', 'provides-files-for-command-mount': 'in' }],
    'derived-inputs': [
      {
        name: 'scan',
        type: 'Scan',
        'derived-from-wrapper-input': 'session',
        matcher: "@.scan-type == 'T2'",
        'derived-from-xnat-object-property': 'id',
        'provides-value-for-command-input': 'scan-id',
      },
    ],
    'output-handlers': [
      {
        name: 'h',
        'accepts-command-output': 'o',
        'as-a-child-of': 'session',
        label: 'RESULT',
        'via-wrapup-command': 'wu:1',
      },
    ],
  },
  inputs: { session: SESSION, who: 'somebody' },
  secrets: ['site.token'],
  specials: { 'wu:1': { type: 'docker-wrapup', 'command-line': 'wrapup #who#' } },
};

const render = (outcome: LaunchOutcome, notes: readonly string[] = []): string =>
  renderPreview(outcome, { notes, environment: new Map(), placeOf: (pointer) => `the file at ${pointer}` });

describe('renderPreview', () => {
  const text = render(launch(CASE), ['A note.']);
  const shows = (...lines: readonly string[]): void => {
    for (const line of lines) assert.ok(text.includes(line), `${line}\n\nis not in\n\n${text}`);
  };

  it('shows the command line argument by argument, and what replaced its keys', () => {
    shows('run ••• --scan 2 "a b"', '0  run\n', '4  "a b"\n');
    shows('#who# is •••, because who is given\n');
    shows(
      '#scan-id# is "--scan 2", because scan provides it, and scan is the property "id" of "2 - T2", chosen among the 3 scans of session by the matcher @.scan-type == \'T2\'',
    );
  });

  it('says what becomes of the entrypoint of the image', () => {
    const says = (command: object, expected: string) => {
      const preview = render(launch({ command }));
      assert.ok(preview.includes(`\n\n${expected}\n`), preview);
    };
    says({ 'command-line': 'a b' }, "Arguments of the image's entrypoint, or a program where it has none\n  0  a");
    says({ 'command-line': '' }, "The image's own entrypoint and command run.\n");
    says(
      { 'command-line': 'a b', 'override-entrypoint': true },
      `The image's entrypoint is cleared; the container runs\n  0  /bin/sh\n  1  -c\n  2  "a b"`,
    );
  });

  it('says where values came from', () => {
    shows(
      'session (external Session) = /archive/experiments/XNAT_E1 ("MR1")\n    It was given at launch.',
      'scan (derived Scan) = 2 ("2 - T2")',
      `It is the property "id" of one of the scans of "session", chosen among 3 by the matcher @.scan-type == 'T2'.`,
      'It is provided by wrapper input "scan".',
    );
  });

  it('shows environment, mounts, ports, limits, outputs and what runs after', () => {
    shows(
      'WHO=is •••  (of who)',
      'TOKEN=•••  (secret: system property site.token)',
      'XNAT_HOST  (added by the service',
      '/archive/P1/arc001/MR1 → /in ro  (in: the directory of session as it is, 4 files)',
      '/build/d1 → /out rw  (out: a new, empty folder)',
      '80 in the container → 8080 on the host',
      'memory at most: 512 MiB',
      'everything in mount out → resource RESULT of session, /archive/experiments/XNAT_E1',
      'required: without it the launch fails; by wrapup Command wu:1',
      'Wrapup of output "o:h", after: wu:1',
      'A note.',
    );
  });

  it('never shows what is sensitive', () => {
    assert.ok(!text.includes('somebody'));
  });

  it('puts warnings first', () => {
    const warned = render(
      launch({
        command: { 'command-line': 'run #a#', inputs: [{ name: 'a', type: 'file' }, { name: 'b' }] },
        inputs: { b: 'x' },
      }),
    );
    assert.match(warned, /^Wrapper "w" of Command "c"\n\nWarnings\n {2}The service leaves #a# as it is/);
  });

  it('tells of a failure in the words of the service, why, and where to look', () => {
    const failure = render(launch({ ...CASE, inputs: { ...CASE.inputs, who: 'a;b' } }));
    assert.match(
      failure,
      /^The launch fails: Input "who" has a value containing illegal string ";"\.\n\nWhy\n {2}The value of "who" was given at launch/,
    );
    assert.match(failure, /Look at the file at \/inputs\/0\./);
    assert.match(failure, /Failed \(Command resolution\)/);
    assert.match(failure, /session \(external Session\) = /);
  });
});
