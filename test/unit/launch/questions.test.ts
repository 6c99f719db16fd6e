import { deepEqual } from 'node:assert/strict';
import { bindDocument } from '../../../src/command/binding/bind-command';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { questionsFor } from '../../../src/launch/questions';

describe('The questions before a launch', () => {
  const questionsIn = (inputs: readonly object[], externalInputs: readonly object[] = [], derived: object[] = []) => {
    const wrapper = { name: 'w', 'external-inputs': externalInputs, 'derived-inputs': derived };
    const text = JSON.stringify({ name: 'c', image: 'i:1', inputs, xnat: [wrapper] });
    const { command } = bindDocument(createCommandDocument(text, 'create')).commands[0]!;
    return questionsFor(command, command.wrappers[0]!);
  };
  const kindsIn = (...parameters: Parameters<typeof questionsIn>) =>
    questionsIn(...parameters).map(({ name, kind }) => `${name}: ${kind}`);

  it('are asked for what is required and has no default', () => {
    const inputs = [
      { name: 'needed', required: true },
      { name: 'optional' },
      { name: 'settled', required: true, 'default-value': '' },
    ];
    deepEqual(kindsIn(inputs), ['needed: text']);
  });

  it('fit the type of the input', () => {
    const inputs = [
      { name: 'flag', type: 'boolean', required: true },
      { name: 'one', type: 'select-one', required: true, 'select-values': ['a', 'b'] },
      { name: 'many', type: 'select-many', required: true, 'select-values': ['a', 'b'] },
      { name: 'count', type: 'number', required: true },
    ];
    deepEqual(kindsIn(inputs), ['flag: yes-no', 'one: choice', 'many: choices', 'count: text']);
  });

  it('ask for a folder where an XNAT object is due, external inputs first', () => {
    const external = [{ name: 'session', type: 'Session' }, { name: 'note' }];
    deepEqual(kindsIn([{ name: 'x', required: true }], external), ['session: object', 'note: text', 'x: text']);
  });

  it('leave out what a wrapper input provides', () => {
    const external = [{ name: 'session', type: 'Session', 'provides-value-for-command-input': 'a' }];
    const derived = [{ name: 'd', 'derived-from-wrapper-input': 'session', 'provides-value-for-command-input': 'b' }];
    const inputs = [
      { name: 'a', required: true },
      { name: 'b', required: true },
    ];
    deepEqual(kindsIn(inputs, external, derived), ['session: object']);
  });

  it('are masked for what provides the value of a sensitive input', () => {
    const external = [
      { name: 'given', type: 'string', required: true, 'provides-value-for-command-input': 'pin' },
      { name: 'other', type: 'string', required: true },
    ];
    deepEqual(
      questionsIn([{ name: 'pin', sensitive: true }], external).map((each) => each.kind === 'text' && each.masked),
      [true, false],
    );
  });

  it('are masked for what is sensitive, and named by the label', () => {
    deepEqual(
      questionsIn([{ name: 'pin', label: 'PIN', description: 'Four digits', required: true, sensitive: true }]),
      [{ kind: 'text', name: 'pin', label: 'PIN', description: 'Four digits', type: 'string', masked: true }],
    );
  });
});
