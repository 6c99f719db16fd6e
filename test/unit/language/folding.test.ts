import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { foldingRanges } from '../../../src/language/folding';

const folds = (...lines: readonly string[]): readonly string[] =>
  foldingRanges(createCommandDocument(lines.join('\n'), 'create')).map(
    ({ startLine, endLine, kind }) => `${kind} ${startLine}-${endLine}`,
  );

describe('Folding', () => {
  it('hides objects and lists, but for their last line', () => {
    assert.deepEqual(folds('{', ' "inputs": [', '  {', '   "name": "a"', '  }', ' ]', '}'), [
      'code 0-5',
      'code 1-4',
      'code 2-3',
    ]);
  });

  it('hides nothing that stands on one or two lines', () => {
    assert.deepEqual(folds('{"inputs": [{}, {}]}'), []);
    assert.deepEqual(folds('{"a": 1', '}'), []);
  });

  it('gives a line one range, the outermost', () => {
    assert.deepEqual(folds('{"xnat": [{', ' "name": "a",', ' "label": "b"', '}], "a": 1', '}'), ['code 0-3']);
  });

  it('hides blocks of comments', () => {
    assert.deepEqual(folds('# one', '# two', '', '# three', '{', ' # four', ' "a": 1', '}'), [
      'comment 0-3',
      'code 4-6',
    ]);
  });

  it('works in half-typed text', () => {
    assert.deepEqual(folds('{', ' "inputs": [', '  {', '   "name": "a"'), ['code 0-2', 'code 1-2']);
    assert.deepEqual(folds(''), []);
  });
});
