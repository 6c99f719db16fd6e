import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { selectionRangesAt } from '../../../src/language/selection-ranges';
import { marked } from '../../support/marked-text';

function steps(fixture: string): readonly string[] {
  const { text, offsets } = marked(fixture);
  return selectionRangesAt(createCommandDocument(text, 'create'), offsets[0]!).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('Expand selection', () => {
  it('goes from a word in a command line out to the Command', () => {
    assert.deepEqual(steps('{"command-line": "run --x #sc|an-id#", "inputs": [{"name": "scan-id"}]}'), [
      'scan-id',
      '#scan-id#',
      'run --x #scan-id#',
      '"run --x #scan-id#"',
      '"command-line": "run --x #scan-id#"',
      '"command-line": "run --x #scan-id#", "inputs": [{"name": "scan-id"}]',
      '{"command-line": "run --x #scan-id#", "inputs": [{"name": "scan-id"}]}',
    ]);
  });

  it('takes a key that is smaller than a word first', () => {
    assert.deepEqual(
      steps('{"command-line": "preKEY|post", "inputs": [{"name": "a", "replacement-key": "KEY"}]}').slice(0, 2),
      ['KEY', 'preKEYpost'],
    );
  });

  it('goes through lists and objects', () => {
    assert.deepEqual(steps('{"inputs": [ {"a": 1|2}, {} ]}'), [
      '12',
      '"a": 12',
      '{"a": 12}',
      '{"a": 12}, {}',
      '[ {"a": 12}, {} ]',
      '"inputs": [ {"a": 12}, {} ]',
      '{"inputs": [ {"a": 12}, {} ]}',
    ]);
  });

  it('works on keys, in half-typed text and where there is nothing', () => {
    assert.deepEqual(steps('{"na|me": "a"}'), ['name', '"name"', '"name": "a"', '{"name": "a"}']);
    assert.deepEqual(steps('{"name": "a|'), ['a', '"a', '"name": "a', '{"name": "a']);
    assert.deepEqual(steps('|'), []);
    assert.deepEqual(steps('# no|te\n{}'), ['# note\n{}']);
  });
});
