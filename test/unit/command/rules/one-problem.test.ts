import { deepEqual } from 'node:assert/strict';
import { checkCommand } from '../../../../src/command/check-command';
import { createCommandDocument } from '../../../../src/command/document/command-document';

/** A Command without a problem, in which each case makes one mistake. */
const SOUND = {
  name: 'segment',
  version: '1.0',
  type: 'docker',
  image: 'example/segment:1.0',
  'command-line': 'segment /input /output #threshold#',
  mounts: [
    { name: 'input', path: '/input', writable: false },
    { name: 'output', path: '/output', writable: true },
  ],
  inputs: [{ name: 'threshold', type: 'number', 'default-value': '1' }],
  outputs: [{ name: 'mask', mount: 'output', path: 'mask.nii' }],
  xnat: [
    {
      name: 'segment-session',
      contexts: ['xnat:imageSessionData'],
      'external-inputs': [
        {
          name: 'session',
          type: 'Session',
          matcher: "'MR' in @.scans[*].scan-type",
        },
      ],
      'derived-inputs': [
        {
          name: 'scan',
          type: 'Scan',
          'derived-from-wrapper-input': 'session',
          matcher: "'DICOM' in @.resources[*].label",
        },
        {
          name: 'dicom',
          type: 'Resource',
          'derived-from-wrapper-input': 'scan',
          matcher: "@.label == 'DICOM'",
          'provides-files-for-command-mount': 'input',
        },
      ],
      'output-handlers': [
        {
          name: 'keep',
          'accepts-command-output': 'mask',
          'as-a-child-of': 'session',
          type: 'Resource',
          label: 'MASK',
        },
      ],
    },
  ],
};

const codesOf = (text: string) => checkCommand(createCommandDocument(text, 'create')).map(({ code }) => code);

describe('One mistake is one problem', () => {
  const text = JSON.stringify(SOUND, undefined, 2);

  it('in a Command that has none otherwise', () => deepEqual(codesOf(text), []));

  const cases: readonly (readonly [what: string, from: string, to: string, code: string])[] = [
    ['a number as a type', '"type": "number"', '"type": 5', 'command-input-type-unknown'],
    ['a number as the type of a Command', '"type": "docker"', '"type": 5', 'command-type-unknown'],
    [
      'a number as a parent',
      '"derived-from-wrapper-input": "session"',
      '"derived-from-wrapper-input": 5',
      'derived-from-unknown',
    ],
    ['a mistyped key', '#threshold#', '#treshold#', 'template-unknown-key'],
    [
      'a mistyped mount',
      '"provides-files-for-command-mount": "input"',
      '"provides-files-for-command-mount": "inptu"',
      'provides-files-unknown-mount',
    ],
    [
      'a mistyped type of an input with a matcher',
      '"type": "Session"',
      '"type": "Sesion"',
      'wrapper-input-type-unknown',
    ],
    [
      'a mistyped parent',
      '"derived-from-wrapper-input": "session"',
      '"derived-from-wrapper-input": "sesion"',
      'derived-from-unknown',
    ],
    ['an image with a blank in it', 'example/segment:1.0', 'example/segment: 1.0', 'image-invalid-reference'],
  ];
  for (const [what, from, to, code] of cases) {
    it(`for ${what}`, () => deepEqual(codesOf(text.replace(from, () => to)), [code]));
  }
});
