import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { nodeAtPointer, valueOf } from '../../../../src/command/document/navigation';
import { accepted, labels } from '../../../support/accept-completion';

const COMMAND = {
  name: 'denoise',
  image: 'org/denoise:1.0',
  'command-line': 'denoise $TOKEN',
  mounts: [
    { name: 'input', path: '/input' },
    { name: 'output', path: '/output', writable: true },
  ],
  inputs: [{ name: 'text' }],
  outputs: [{ name: 'result', mount: 'output' }],
  xnat: [
    {
      name: 'on-scan',
      'external-inputs': [{ name: 'scan', type: 'Scan', 'provides-files-for-command-mount': 'input' }],
      'derived-inputs': [{ name: 'dicom', type: 'Resource', 'derived-from-wrapper-input': 'scan' }],
      'output-handlers': [{ name: 'keep', 'accepts-command-output': 'result', 'as-a-child-of': 'scan', label: 'R' }],
    },
  ],
  secrets: [],
};

/** The Command as text, with the cursor at the end of one of its lists. */
function withCursorIn(list: string): string {
  const text = JSON.stringify(COMMAND, undefined, 2);
  const empty = `"${list}": []`;
  if (text.includes(empty)) return text.replace(empty, `"${list}": [|]`);
  const start = text.indexOf(`"${list}": [`);
  const indent = /\n( *)$/.exec(text.slice(0, text.lastIndexOf('"', start)).slice(0, start))?.[1] ?? '  ';
  const lineIndent = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const end = text.indexOf(`\n${lineIndent}]`, start);
  return `${text.slice(0, end)},\n${lineIndent}${indent === '' ? '' : '  '}|${text.slice(end)}`;
}

/** The Command after a piece is accepted, as data; fails where the text is no JSON. */
function commandWith(list: string, label: string): typeof COMMAND {
  return JSON.parse(accepted(withCursorIn(list), label).replace('|', '')) as typeof COMMAND;
}

describe('Pieces of a Command', () => {
  it('stand alone in a text that has nothing yet', () => {
    assert.deepEqual(labels('|'), ['Command', 'Setup Command', 'Wrapup Command']);
    assert.deepEqual(labels('comm|'), ['Command', 'Setup Command', 'Wrapup Command']);
    assert.deepEqual(labels('[|]', { mode: 'label' }), ['Command', 'Setup Command', 'Wrapup Command']);
    for (const label of labels('|')) JSON.parse(accepted('|', label).replace('|', ''));
  });

  it('are laid out as the file is', () => {
    assert.equal(
      accepted('{\n\t"mounts": [\n\t\t|\n\t]\n}', 'Mount for input'),
      '{\n\t"mounts": [\n\t\t{\n\t\t\t"name": "|input",\n\t\t\t"path": "/input",\n\t\t\t"writable": false\n\t\t}\n\t]\n}',
    );
    assert.equal(
      accepted('{"mounts": [|]}', 'Mount for output'),
      '{"mounts": [{ "name": "|output", "path": "/output", "writable": true }]}',
    );
  });

  it('are JSON wherever they are offered, with names that are free', () => {
    for (const list of [
      'mounts',
      'inputs',
      'outputs',
      'xnat',
      'secrets',
      'external-inputs',
      'derived-inputs',
      'output-handlers',
    ]) {
      const known = labels(withCursorIn(list));
      assert.ok(known.length > 0, list);
      for (const label of known) {
        const document = createCommandDocument(JSON.stringify(commandWith(list, label)), 'create');
        const owner = valueOf(document.root, list) ?? valueOf(nodeAtPointer(document.root, '/xnat/0'), list);
        assert.equal(owner?.kind, 'array');
        const names = owner.items
          .map((item) => valueOf(item, 'name'))
          .flatMap((name) => (name?.kind === 'string' ? [name.value] : []));
        assert.deepEqual(names, [...new Set(names)], `${list}: ${label}`);
      }
    }
  });

  it('offer an input of every type', () => {
    assert.deepEqual(
      labels(withCursorIn('inputs')),
      ['string', 'boolean', 'number', 'select-one', 'select-many', 'file'].map((type) => `Input: ${type}`),
    );
    assert.equal(commandWith('inputs', 'Input: string').inputs[1]!.name, 'text-2');
  });

  it('feed a mount with a resource of the first wrapper', () => {
    const { mounts, xnat } = commandWith('mounts', 'Mount with its resource');
    assert.deepEqual(mounts[2], { name: 'files', path: '/files', writable: false });
    assert.deepEqual(xnat[0]!['derived-inputs'][1], {
      name: 'files-resource',
      description: 'Resource with the files for files',
      type: 'Resource',
      'derived-from-wrapper-input': 'scan',
      matcher: "@.label == 'DICOM'",
      required: true,
      'provides-files-for-command-mount': 'files',
    });
  });

  it('store an output in every wrapper', () => {
    const { outputs, xnat } = commandWith('outputs', 'Output with its handler');
    assert.equal(outputs[1]!.name, 'result-2');
    assert.equal(outputs[1]!.mount, 'output');
    assert.deepEqual(xnat[0]!['output-handlers'][1], {
      name: 'result-2-resource',
      'accepts-command-output': 'result-2',
      'as-a-child-of': 'scan',
      type: 'Resource',
      label: 'RESULT-2',
    });
  });

  it('store nothing where a wrapper has nothing to store it under', () => {
    const text = '{"outputs": [|], "xnat": [{"external-inputs": [{"name": "t"}]}]}';
    assert.deepEqual(labels(text), ['Output']);
  });

  it('handle every output in a new wrapper', () => {
    const [, wrapper] = commandWith('xnat', 'Wrapper on a session').xnat as unknown as Record<string, unknown>[];
    assert.deepEqual(wrapper, {
      name: 'denoise-session',
      label: 'denoise',
      description: 'Run denoise on a session',
      contexts: ['xnat:imageSessionData'],
      'external-inputs': [
        {
          name: 'session',
          description: 'The session to run on',
          type: 'Session',
          required: true,
          'provides-files-for-command-mount': 'input',
        },
      ],
      'output-handlers': [
        {
          name: 'result-resource',
          'accepts-command-output': 'result',
          'as-a-child-of': 'session',
          type: 'Resource',
          label: 'RESULT',
        },
      ],
    });
    assert.ok(
      !labels(withCursorIn('xnat')).includes('Wrapper on the site'),
      'a site has nothing to store outputs under',
    );
  });

  it('derive from every input what can be derived from it', () => {
    const known = labels(withCursorIn('derived-inputs'));
    assert.ok(known.includes('Derived input: Resource of scan') && known.includes('Derived input: property of dicom'));
    assert.ok(!known.includes('Derived input: File of scan'));
    const inputs = '"external-inputs": [{"name": "scan", "type": "Scan"}, {"name": "resource", "type": "Scan"}]';
    const text = `{"xnat": [{${inputs}, "derived-inputs": [{"name": "resource-2", "type": "Resource"}, |]}]}`;
    for (const parent of ['scan', 'resource']) {
      assert.match(accepted(text, `Derived input: Resource of ${parent}`), /"name": "\|resource-3"/);
    }
  });

  it('name a secret after the variable that the command line reads', () => {
    assert.deepEqual(commandWith('secrets', 'Secret').secrets, [
      {
        source: { type: 'system-property', identifier: 'token' },
        destination: { type: 'environment-variable', identifier: 'TOKEN' },
      },
    ]);
  });
});
