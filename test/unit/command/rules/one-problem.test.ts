import { deepEqual, notEqual } from 'node:assert/strict';
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
  secrets: [
    {
      source: { type: 'system-property', identifier: 'lab.token' },
      destination: { type: 'environment-variable', identifier: 'LAB_TOKEN' },
    },
  ],
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
    ['a number as an image', '"example/segment:1.0"', '7', 'image-tag-implicit'],
    ['a number as the type of a Command', '"type": "docker"', '"type": 5', 'command-type-unknown'],
    [
      'a number as a parent',
      '"derived-from-wrapper-input": "session"',
      '"derived-from-wrapper-input": 5',
      'derived-from-unknown',
    ],
    ['a value without its first quotation mark', '"type": "number"', '"type": number"', 'json-syntax'],
    ['a name without its last quotation mark', '"type": "number"', '"type: "number"', 'json-syntax'],
    ['an escape that there is not', '"default-value": "1"', '"default-value": "\\d"', 'json-syntax'],
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
  const misspelt: typeof cases = [
    ['a misspelt name of an input', '"name": "threshold"', '"NAME": "threshold"', 'input-name-missing'],
    ['a misspelt name of a Command', '"name": "segment"', '"Name": "segment"', 'command-name-blank'],
    ['a misspelt image', '"image"', '"Image"', 'image-blank'],
    ['a misspelt path', '"path": "/output"', '"Path": "/output"', 'mount-path-blank'],
    ['a misspelt mount of an output', '"mount": "output"', '"Mount": "output"', 'output-mount-blank'],
    ['a misspelt target', '"as-a-child-of"', '"as-a-child"', 'handler-target-blank'],
    ['a misspelt label', '"label": "MASK"', '"Label": "MASK"', 'handler-label-blank'],
    ['a misspelt parent', '"derived-from-wrapper-input": "s', '"derived-from-wraper-input": "s', 'derived-from-blank'],
    ['a misspelt type', '"type": "Session"', '"Type": "Session"', 'unknown-property'],
    ['a misspelt type of a derived input', '"type": "Scan"', '"Type": "Scan"', 'unknown-property'],
    ['misspelt contexts', '"contexts"', '"Contexts"', 'unknown-property'],
    ['a misspelt command line', '"command-line"', '"commandLine"', 'unknown-property'],
    ['misspelt inputs', '"inputs"', '"input"', 'unknown-property'],
    ['misspelt derived inputs', '"derived-inputs"', '"derived-input"', 'unknown-property'],
    ['a misspelt type of a secret’s source', '"type": "system', '"Type": "system', 'secret-type-missing'],
    ['a misspelt type of a secret’s destination', '"type": "env', '"tpye": "env', 'secret-type-missing'],
    ['a misspelt feed', '"provides-files-for', '"provides-file-for', 'unknown-property'],
    ['a misspelt matcher', '"matcher": "@.label', '"Matcher": "@.label', 'unknown-property'],
    ['a mount of an output in the plural', '"mount": "output"', '"mounts": "output"', 'output-mount-blank'],
    [
      'a misspelt override',
      '"command-line": "segment /input /output #threshold#"',
      '"command-line": "segment #threshold# > x", "overrideEntrypoint": true',
      'unknown-property',
    ],
  ];
  const followed: typeof cases = [
    ['a name of an input that is blank', '"name": "threshold"', '"name": ""', 'input-name-blank'],
    ['an illegal name of an input', '"name": "threshold"', '"name": "thresh old"', 'input-name-chars'],
    ['an output from a mount that is not there', '"mount": "output"', '"mount": "elsewhere"', 'output-mount-unknown'],
    [
      'files for a mount that is not there',
      '"provides-files-for-command-mount": "input"',
      '"provides-files-for-command-mount": "elsewhere"',
      'provides-files-unknown-mount',
    ],
    [
      'a setup Command whose files go nowhere',
      '"provides-files-for-command-mount": "input"',
      '"via-setup-command": "example/prepare:1.0"',
      'via-setup-without-mount',
    ],
    ['a blank that none sees in a path', '"path": "/output"', '"path": "\u00a0/output"', 'invisible-character'],
    ['an output from a blank mount', '"mount": "output"', '"mount": ""', 'output-mount-blank'],
    ['a mount without a name', '"name": "input"', '"name": ""', 'mount-name-blank'],
    [
      'a file by its old name',
      '"type": "Resource",\n          "derived',
      '"type": "file",\n          "derived',
      'wrapper-type-file-lowercase',
    ],
    [
      'a type that never resolves',
      '"type": "Resource",\n          "derived',
      '"type": "Config",\n          "derived',
      'derived-type-never-resolves',
    ],
    [
      'a type that has another parent',
      '"type": "Resource",\n          "derived',
      '"type": "Subject",\n          "derived',
      'derived-type-incompatible',
    ],
    [
      'an input that is its own parent',
      '"derived-from-wrapper-input": "session"',
      '"derived-from-wrapper-input": "scan"',
      'derived-from-self',
    ],
    ['a type of a derived input in the wrong case', '"type": "Scan"', '"type": "scan"', 'wrapper-input-type-unknown'],
  ];
  for (const [what, from, to, code] of [...cases, ...misspelt, ...followed]) {
    it(`for ${what}`, () => {
      const faulty = text.replace(from, () => to);
      notEqual(faulty, text);
      deepEqual(codesOf(faulty), [code]);
    });
  }

  it('save that the server says of a mount what does not know the list, too', () => {
    const faulty = text.replace('"mounts"', '"mount"');
    deepEqual(codesOf(faulty), ['unknown-property', 'output-mount-unknown']);
  });

  it('save that the server says of a name what does not know it, too', () => {
    const faulty = text.replace('"name": "output"', '"Name": "output"');
    deepEqual(codesOf(faulty), ['mount-name-blank', 'output-mount-unknown']);
  });

  it('for what a misspelt type, path or XSI type of an assessor leads to, save what the server says', () => {
    const [wrapper] = SOUND.xnat;
    const [handler] = wrapper?.['output-handlers'] ?? [];
    const store = { ...handler, type: 'Assessor', 'xsi-type': 'xnat:qcAssessmentData', label: undefined };
    const below = { ...handler, name: 'below', 'as-a-child-of': 'keep' };
    const found = (stored: object, output: object = { path: 'mask.xml' }) =>
      codesOf(
        JSON.stringify({
          ...SOUND,
          outputs: [{ ...SOUND.outputs[0], path: undefined, ...output }],
          xnat: [{ ...wrapper, 'output-handlers': [stored, below] }],
        }),
      );
    deepEqual(found(store), []);
    deepEqual(found({ ...store, 'xsi-type': undefined, xsiType: 'xnat:qcAssessmentData' }), ['unknown-property']);
    deepEqual(found(store, { paths: 'mask.xml' }), ['unknown-property']);
    deepEqual(found({ ...store, type: undefined, Type: 'Assessor' }), ['handler-label-blank', 'unknown-property']);
  });

  it('for what a misspelt type of an input leads to, save what the server says', () => {
    const found = (input: object) => codesOf(JSON.stringify({ ...SOUND, inputs: [{ name: 'threshold', ...input }] }));
    deepEqual(found({ Type: 'boolean', 'true-value': '-t' }), ['unknown-property']);
    const choices = { 'select-values': ['a'], 'default-value': 'a', 'multiple-delimiter': 'comma' };
    deepEqual(found({ type: 'select-many', ...choices }), []);
    deepEqual(found({ Type: 'select-many', ...choices }), ['unknown-property', 'select-values-not-select']);
  });

  it('for what leads to more in other places', () => {
    const [wrapper] = SOUND.xnat;
    const [scan, dicom] = wrapper?.['derived-inputs'] ?? [];
    const label = {
      name: 'label',
      type: 'string',
      'derived-from-wrapper-input': 'session',
      'derived-from-xnat-object-property': 'label',
    };
    const found = (command: object, derived: object = {}, more: object = {}) =>
      codesOf(
        JSON.stringify({
          ...SOUND,
          'command-line': 'segment > /output/log',
          'override-entrypoint': true,
          inputs: [{ name: 'label' }],
          'environment-variables': { LABEL: '#label#' },
          ...command,
          xnat: [{ ...wrapper, 'derived-inputs': [scan, dicom, { ...label, ...derived }], ...more }],
        }),
      );
    const fed = { 'provides-value-for-command-input': 'label' };
    deepEqual(found({}, fed), []);
    deepEqual(found({ type: 'Docker', ulimits: { nofile: '1:2:3' } }, fed), [
      'command-type-unknown',
      'backend-specific',
    ]);
    deepEqual(found({}, { 'provides-value-to-command-input': 'label' }), ['unknown-property']);
    deepEqual(found({ 'command-line': undefined, inputs: [{ name: 'other' }, { name: 'label' }] }, fed), [
      'command-line-missing',
    ]);
    deepEqual(found({ outputs: [] }, fed), ['handler-output-unknown']);
    const externals = [...(wrapper?.['external-inputs'] ?? []), ...(wrapper?.['external-inputs'] ?? [])];
    deepEqual(found({}, fed, { 'external-inputs': externals }), ['wrapper-input-name-duplicate']);
    deepEqual(codesOf(JSON.stringify({ ...SOUND, xnat: [] })), ['output-no-wrapper']);
    const many = [{ name: 'label', 'multiple-delimiter': 'comma' }];
    deepEqual(found({ inputs: many }, { ...fed, multiple: true }), []);
    deepEqual(found({ inputs: many }, { ...fed, Multiple: true }), ['unknown-property']);
    const flagged = { name: 'label', Flag: '-l', 'command-line-separator': '=' };
    deepEqual(found({ inputs: [{ ...flagged, 'command-line-flags': '-l', Flag: undefined }] }, fed), [
      'unknown-property',
    ]);
  });

  it('in the wrapper it is in: of the others all is said', () => {
    const [wrapper] = SOUND.xnat;
    const other = { ...wrapper, name: 'other', Contexts: [], contexts: undefined };
    const second = { ...wrapper, name: 'second', contexts: [] };
    deepEqual(codesOf(JSON.stringify({ ...SOUND, xnat: [other, second] })), ['unknown-property', 'contexts-empty']);
  });
});
