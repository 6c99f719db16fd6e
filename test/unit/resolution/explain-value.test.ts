import assert from 'node:assert/strict';
import { whyValue } from '../../../src/resolution/explain-value';
import { resolved, SESSION } from '../../support/launches';

describe('whyValue', () => {
  const derived = (name: string, properties: object) => ({
    name,
    'derived-from-wrapper-input': 'session',
    required: false,
    ...properties,
  });
  const { inputs } = resolved({
    command: {
      'command-line': 'run',
      inputs: [
        { name: 'a' },
        { name: 'b', 'default-value': '1' },
        { name: 'c' },
        { name: 'd' },
        { name: 'e' },
        { name: 'f' },
      ],
    },
    wrapper: {
      'external-inputs': [{ name: 'session', type: 'Session' }],
      'derived-inputs': [
        derived('label', { 'derived-from-xnat-object-property': 'label', 'provides-value-for-command-input': 'd' }),
        derived('none', { type: 'Scan', matcher: "@.id == '9'", 'provides-value-for-command-input': 'e' }),
        derived('all', {
          type: 'Scan',
          multiple: true,
          'derived-from-xnat-object-property': 'id',
          'provides-value-for-command-input': 'f',
        }),
      ],
    },
    inputs: { session: SESSION, a: 'x' },
  });

  it('says what is given, what is a default and what is nothing', () => {
    assert.equal(whyValue('a', inputs), 'a is given');
    assert.equal(whyValue('b', inputs), 'it is the default of b');
    assert.equal(whyValue('c', inputs), 'nothing is given for c, and it has no default');
  });

  it('goes back to what a value is from', () => {
    assert.equal(
      whyValue('d', inputs),
      'label provides it, label is the property "label" of session, and session is given',
    );
    assert.equal(whyValue('f', inputs), '3 values fit all');
    assert.equal(whyValue('none', inputs), 'nothing fits none');
    assert.equal(whyValue('e', inputs), 'the input that provides e has no value');
  });
});
