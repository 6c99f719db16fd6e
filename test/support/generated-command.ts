/** Builds a Command without faults of about this many bytes: one of many inputs and of wrappers that feed them. */
export function generateCommandText(size: number): string {
  const parts: Parts = { inputs: [], wrappers: [] };
  let text = write(parts);
  // A first guess from one part of each kind, then the rest one by one.
  add(parts, 0);
  const step = write(parts).length - text.length;
  for (let i = 1; i < (size - text.length) / step; i++) add(parts, i);
  for (text = write(parts); text.length < size; text = write(parts)) add(parts, parts.inputs.length);
  return text;
}

interface Parts {
  readonly inputs: object[];
  readonly wrappers: object[];
}

function add(parts: Parts, i: number): void {
  parts.inputs.push({
    name: `threshold-${i}`,
    label: `Threshold ${i}`,
    description: `The intensity above which a voxel of channel ${i} counts as tissue. The default suits most scanners.`,
    type: 'string',
    required: false,
    'default-value': `${i / 10}`,
    'replacement-key': `[THRESHOLD_${i}]`,
    'command-line-flag': `--threshold-${i}`,
    'command-line-separator': '=',
  });
  parts.wrappers.push({
    name: `segment-${i}`,
    label: `Segment channel ${i}`,
    description: `Segments the images of one session by channel ${i}.`,
    contexts: ['xnat:imageSessionData'],
    'external-inputs': [{ name: 'session', description: 'The session', type: 'Session', required: true }],
    'derived-inputs': [
      {
        name: 'scan',
        type: 'Scan',
        matcher: "@.scan-type == 'T1'",
        'derived-from-wrapper-input': 'session',
        required: true,
      },
      {
        name: 'files',
        type: 'Resource',
        matcher: "@.label == 'DICOM'",
        'derived-from-wrapper-input': 'scan',
        'provides-files-for-command-mount': 'in',
      },
    ],
    'output-handlers': [
      {
        name: 'store',
        'accepts-command-output': 'mask',
        'as-a-child-of': 'session',
        type: 'Resource',
        label: `MASK_${i}`,
      },
    ],
  });
}

function write({ inputs, wrappers }: Parts): string {
  const keys = inputs.map((_, i) => `[THRESHOLD_${i}]`).join(' ');
  const command = {
    name: 'segment',
    label: 'Segment',
    description: 'Segments tissue.',
    version: '1.0',
    'schema-version': '1.0',
    image: 'example/segment:1.0',
    type: 'docker',
    'command-line': `segment /input /output ${keys}`,
    mounts: [
      { name: 'in', path: '/input', writable: false },
      { name: 'out', path: '/output', writable: true },
    ],
    'environment-variables': { OMP_NUM_THREADS: '4' },
    inputs,
    outputs: [{ name: 'mask', description: 'The mask', required: true, mount: 'out', path: 'mask.nii.gz' }],
    xnat: wrappers,
  };
  return JSON.stringify(command, undefined, 2);
}
