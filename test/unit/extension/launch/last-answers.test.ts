import { deepEqual, equal, ok } from 'node:assert/strict';
import type * as vscode from 'vscode';
import { bindDocument } from '../../../../src/command/binding/bind-command';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { lastAnswers, lastWrapper, rememberAnswers } from '../../../../src/extension/launch/last-answers';
import type { LaunchInput } from '../../../../src/launch-file/launch-file';
import { memoryStorage } from '../../../support/memory-storage';

const COMMAND = {
  name: 'c',
  image: 'i:1',
  inputs: [{ name: 'title' }, { name: 'pin', sensitive: true }, { name: 'code', sensitive: true }, { name: 'fed' }],
  xnat: [
    {
      name: 'one',
      'external-inputs': [
        { name: 'given', 'provides-value-for-command-input': 'code' },
        { name: 'hidden', sensitive: true, 'provides-value-for-command-input': 'fed' },
      ],
    },
    { name: 'two' },
  ],
};

describe('The answers of the last launch', () => {
  const { command } = bindDocument(createCommandDocument(JSON.stringify(COMMAND), 'create')).commands[0]!;
  const uri = { toString: () => 'file:///c/command.json' };
  const storage = () => {
    const { names } = memoryStorage();
    return { memento: names as unknown as vscode.Memento, content: names.content };
  };
  const answers = new Map<string, LaunchInput>([
    ['title', { kind: 'text', text: 'x' }],
    ['session', { kind: 'folder', path: '/data', properties: {} }],
    ['pin', { kind: 'text', text: 'sesame' }],
    ['given', { kind: 'text', text: 'sesame' }],
    ['fed', { kind: 'text', text: 'sesame' }],
  ]);

  it('are kept by Command and wrapper', async () => {
    const { memento } = storage();
    equal(lastAnswers(memento, { uri, wrapper: 'one' }), undefined);
    await rememberAnswers(memento, { uri, wrapper: 'one' }, command, answers);
    deepEqual([...lastAnswers(memento, { uri, wrapper: 'one' })!.keys()], ['title', 'session']);
    deepEqual(lastAnswers(memento, { uri, wrapper: 'one' })!.get('session'), answers.get('session'));
    equal(lastAnswers(memento, { uri, wrapper: 'two' }), undefined);
  });

  it('leave out what is sensitive, and what hands a value on to what is or has it from there', async () => {
    const { memento, content } = storage();
    await rememberAnswers(memento, { uri, wrapper: 'one' }, command, answers);
    ok(!JSON.stringify([...content]).includes('sesame'));
  });

  it('tell which wrapper was launched last', async () => {
    const { memento } = storage();
    equal(lastWrapper(memento, uri), undefined);
    await rememberAnswers(memento, { uri, wrapper: 'one' }, command, new Map());
    await rememberAnswers(memento, { uri, wrapper: 'two' }, command, new Map());
    equal(lastWrapper(memento, uri), 'two');
  });
});
