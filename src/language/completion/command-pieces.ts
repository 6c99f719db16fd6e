import type { Candidate } from './completion';
import { hole } from './snippet-text';
import { asHole, asText, mountPart, outputPart, inputPart } from '../pieces/parts';
import { wrapperPart } from '../pieces/wrapper-part';

/** Whole Commands, for a text that has none yet. */
export function commandPieces(): readonly Candidate[] {
  return [
    {
      label: 'Command',
      kind: 'snippet',
      documentation: 'A Command that runs on a session and stores what it writes as a resource.',
      value: {
        name: hole(1, 'my-tool'),
        description: hole(2, 'What the tool does'),
        version: '1.0',
        'schema-version': '1.0',
        image: hole(3, 'organisation/my-tool:1.0'),
        type: 'docker',
        'command-line': hole(4, 'my-tool #threshold# /input /output'),
        mounts: [mountPart('input', '/input', 'read'), mountPart('output', '/output', 'write')],
        inputs: [inputPart('number', 'threshold', asText)],
        outputs: [outputPart('result', 'output', asText)],
        xnat: [
          wrapperPart('Session', { commandName: 'my-tool', outputs: ['result'], mount: 'input', taken: [] }, asText),
        ],
      },
    },
    special('docker-setup', 'Setup Command', 'A Command that prepares the files of a mount before another starts.'),
    special('docker-wrapup', 'Wrapup Command', 'A Command that works on an output after another has ended.'),
  ];
}

function special(type: string, label: string, documentation: string): Candidate {
  return {
    label,
    kind: 'snippet',
    documentation,
    value: {
      name: asHole(1, type.replace('docker', 'my')),
      description: hole(2, documentation),
      version: '1.0',
      'schema-version': '1.0',
      image: hole(3, 'organisation/my-tool:1.0'),
      type,
      'command-line': hole(4, 'cp -r /input/. /output'),
    },
  };
}
