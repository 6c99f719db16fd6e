import assert from 'node:assert/strict';
import { createCommandDocument } from '../../src/command/document/command-document';
import type { Completion } from '../../src/language/completion/completion';
import {
  launchCompletionsAt,
  type LaunchCompletionKnowledge,
} from '../../src/language/launch-file/complete-launch-file';
import type { LaunchSurroundings, PathKind } from '../../src/language/launch-file/launch-surroundings';
import { accept, isShown } from './accept-completion';
import { marked } from './marked-text';

/** A Command with inputs of every kind, which the launch files of the tests launch. */
export const LAUNCHED = JSON.stringify({
  name: 'report',
  version: '1.0',
  image: 'example/report:1.0',
  type: 'docker',
  'command-line': 'report #title# #depth# #quick# #plane# #parts# #table#',
  'environment-variables': { MODE: 'full' },
  mounts: [{ name: 'out', path: '/out', writable: true }],
  inputs: [
    { name: 'title', type: 'string', 'default-value': 'Files by scan', description: 'First line' },
    { name: 'depth', type: 'number', 'default-value': '3' },
    { name: 'quick', type: 'boolean', 'default-value': 'false' },
    { name: 'plane', type: 'select-one', 'select-values': ['axial', 'sagittal'], 'default-value': 'axial' },
    { name: 'parts', type: 'select-many', 'select-values': ['left', 'right'], 'default-value': '["left"]' },
    { name: 'table', type: 'file', required: true },
    { name: 'fed', type: 'string' },
  ],
  outputs: [{ name: 'result', mount: 'out', path: 'result.txt' }],
  secrets: [
    {
      source: { type: 'system-property', identifier: 'report.token' },
      destination: { type: 'environment-variable', identifier: 'TOKEN' },
    },
  ],
  xnat: [
    {
      name: 'on-session',
      label: 'Report on a session',
      contexts: ['xnat:imageSessionData'],
      'external-inputs': [{ name: 'session', type: 'Session', required: true }],
      'derived-inputs': [
        {
          name: 'label',
          type: 'string',
          'derived-from-wrapper-input': 'session',
          'provides-value-for-command-input': 'fed',
        },
      ],
      'output-handlers': [{ name: 'h', 'accepts-command-output': 'result', 'as-a-child-of': 'session', label: 'R' }],
    },
    {
      name: 'on-project',
      'external-inputs': [{ name: 'project', type: 'Project' }],
      'output-handlers': [{ name: 'h', 'accepts-command-output': 'result', 'as-a-child-of': 'project', label: 'R' }],
    },
  ],
});

interface Around {
  /** The text of the launched Command; `LAUNCHED` when absent. */
  readonly command?: string;
  readonly paths?: Readonly<Record<string, PathKind>>;
}

/** A Command around a launch file, and files at the given paths. */
export function around({ command = LAUNCHED, paths = {} }: Around = {}): LaunchSurroundings {
  return {
    command: { uri: 'file:///commands/command.json', document: createCommandDocument(command, 'create') },
    kindOf: (path) => paths[path] ?? 'unknown',
  };
}

/** The completions at the `|` of a launch file that an editor would show. */
export function offeredInLaunchFile(
  fixture: string,
  knowledge: LaunchCompletionKnowledge = {},
  surroundings = around(),
): readonly Completion[] {
  const { text, offsets } = marked(fixture);
  const document = createCommandDocument(text, 'create');
  return launchCompletionsAt(document, offsets[0]!, surroundings, knowledge).filter((completion) =>
    isShown(text, offsets[0]!, completion),
  );
}

/** The text after a completion is accepted, with `|` where the cursor is then. */
export function acceptedInLaunchFile(fixture: string, label: string, knowledge?: LaunchCompletionKnowledge): string {
  const { text, offsets } = marked(fixture);
  const all = offeredInLaunchFile(fixture, knowledge);
  const completion = all.find((one) => one.label === label);
  assert.ok(completion, `"${label}" is not offered, but: ${all.map((one) => one.label).join(', ')}`);
  return accept(text, offsets[0]!, completion, '|');
}
