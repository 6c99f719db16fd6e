import { deepEqual } from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { codeLenses } from '../../../src/language/code-lenses';

describe('Code lenses', () => {
  const lensesIn = (text: string, mode: 'create' | 'label' = 'create') =>
    codeLenses(createCommandDocument(text, mode)).map(({ span, title, wrapper }) => [title, wrapper, span.start]);

  it('stand on the Command and on each wrapper with a name', () => {
    const text = '{"xnat": [{"name": "a"}, {"label": "no name"}, {"name": "b"}]}';
    deepEqual(lensesIn(text), [
      ['Launch', undefined, 0],
      ['Launch', 'a', text.indexOf('{"name": "a"')],
      ['Launch', 'b', text.indexOf('{"name": "b"')],
    ]);
  });

  it('stand on each Command of a label', () => {
    deepEqual(lensesIn('[{}, {}]', 'label'), [
      ['Launch', undefined, 1],
      ['Launch', undefined, 5],
    ]);
  });

  it('are absent where there is no Command', () => {
    deepEqual(lensesIn(''), []);
    deepEqual(lensesIn('[]'), []);
  });
});
