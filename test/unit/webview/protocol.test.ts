import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { readFormState, readPageMessage, type FieldValues, type PageMessage } from '../../../src/webview/protocol';

const VALUES: FieldValues = {
  title: { kind: 'text', text: 'x' },
  many: { kind: 'list', texts: ['a', 'b'] },
  session: { kind: 'object', source: 'folder', text: '/data' },
};

describe('What the launch form’s page says', () => {
  const messages: readonly PageMessage[] = [
    { type: 'ready' },
    { type: 'change', revision: 3, values: VALUES },
    { type: 'browse', field: 'session' },
    { type: 'drop', field: 'session', items: ['file:///data'] },
    { type: 'launch' },
    { type: 'save' },
    { type: 'reset' },
    { type: 'choose-delivery' },
    { type: 'set-secret', name: 'report.token' },
  ];
  for (const message of messages) {
    it(`is understood: ${message.type}`, () => deepEqual(readPageMessage({ ...message, more: 1 }), message));
  }

  const foreign: readonly unknown[] = [
    undefined,
    null,
    'launch',
    [],
    { type: 'run' },
    { type: 'browse' },
    { type: 'browse', field: 1 },
    { type: 'drop', field: 'x', items: [1] },
    { type: 'change', revision: '3', values: {} },
    { type: 'change', revision: 3, values: { a: { kind: 'text', text: 1 } } },
    { type: 'change', revision: 3, values: { a: { kind: 'object', source: 'url', text: '' } } },
    { type: 'set-secret', name: 3 },
  ];
  foreign.forEach((value, index) => {
    it(`is passed over where it is nothing of ours (${index + 1})`, () => equal(readPageMessage(value), undefined));
  });

  it('is read without harm whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readPageMessage(value);
        readFormState(value);
      }),
    );
  });

  it('keeps as its state what it can be filled from again', () => {
    const state = { target: { uri: 'file:///c/command.json', wrapper: 'w' }, values: VALUES };
    deepEqual(readFormState(JSON.parse(JSON.stringify(state))), state);
    equal(readFormState({ values: VALUES }), undefined);
    equal(readFormState({ ...state, values: { a: 1 } }), undefined);
  });
});
