import { recordedImage, type RecordedImage } from './recorded-engine';

const COMMANDS = 'org.nrg.commands';

/** A Command as a label has it: with a wrapper, inputs of each kind, an output and a secret. */
export const labelledCommand = (name: string) => ({
  name,
  label: 'Segment',
  description: 'Segments a scan.',
  version: '1.2',
  'schema-version': '1.0',
  type: 'docker',
  image: 'written/elsewhere:0.1',
  'command-line': 'segment #threads# /input /output',
  mounts: [
    { name: 'in', path: '/input', writable: false },
    { name: 'out', path: '/output', writable: true },
  ],
  inputs: [{ name: 'threads', type: 'number', 'default-value': '4', 'command-line-flag': '--threads' }],
  outputs: [{ name: 'masks', mount: 'out', path: 'masks', required: true }],
  xnat: [
    {
      name: `${name}-scan`,
      label: 'Segment scan',
      contexts: ['xnat:imageScanData'],
      'external-inputs': [{ name: 'scan', type: 'Scan', required: true }],
      'derived-inputs': [
        {
          name: 'dicom',
          type: 'Resource',
          'derived-from-wrapper-input': 'scan',
          matcher: "@.label == 'DICOM'",
          'provides-files-for-command-mount': 'in',
        },
      ],
      'output-handlers': [
        { name: 'keep', 'accepts-command-output': 'masks', 'as-a-child-of': 'scan', type: 'Resource', label: 'MASKS' },
      ],
    },
  ],
  secrets: [
    {
      source: { type: 'system-property', identifier: 'lab.token' },
      destination: { type: 'environment-variable', identifier: 'LAB_TOKEN' },
    },
  ],
});

export const labelOfCommands = (...commands: readonly object[]) => ({ [COMMANDS]: JSON.stringify(commands) });

/** More than 200 KB: a hundred Commands, of which the last has half of it. */
export const largeLabel = (): readonly object[] => {
  const text = 'A "long" \\ $text # é. ';
  return [
    ...Array.from({ length: 99 }, (_, index) => ({ name: `tool-${index}`, description: text.repeat(40) })),
    { name: 'tool-of-100-KB', description: text.repeat(4000) },
  ];
};

/** Images of a busy machine: of every 25 one has Commands and one has no name; the names are spread over 250 repositories. */
export function manyImages(count: number): readonly RecordedImage[] {
  const now = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, index) => {
    const repository = `site-${String(index % 10).padStart(2, '0')}/tool-${index % 250}`;
    const name = index % 25 === 7 ? undefined : `${repository}:1.${Math.floor(index / 250)}.${index}`;
    const created = now - index * 3_600;
    const others = { 'org.opencontainers.image.title': `Tool ${index}`, maintainer: 'lab@example.org' };
    const labels = index % 25 === 3 ? { ...labelOfCommands(labelledCommand(`segment-${index}`)), ...others } : others;
    return recordedImage(name, { labels, created, size: 1_000_000 + index * 100_000 });
  });
}

/** One image of each kind a person may meet. */
export const variedImages: readonly RecordedImage[] = [
  recordedImage('lab/segment:1.2', {
    labels: labelOfCommands(labelledCommand('segment')),
    tags: ['lab/segment:latest'],
  }),
  recordedImage('lab/lost-backslash:1.0', {
    labels: { [COMMANDS]: String.raw`[{"name":"grep","command-line":"grep \d+ /input"}]` },
  }),
  recordedImage('lab/no-list:1.0', { labels: { [COMMANDS]: JSON.stringify(labelledCommand('alone')) } }),
  recordedImage('lab/refused:1.0', {
    labels: labelOfCommands(labelledCommand('good'), { name: 'bad', inputs: [{ name: 'two words' }] }),
  }),
  recordedImage('debian:12', { labels: { maintainer: 'lab@example.org' }, size: 117_000_000 }),
  recordedImage('busybox:1.36', { size: 4_260_000 }),
  recordedImage(undefined, { labels: { stage: 'build' } }),
];
