import { deepEqual } from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { codeLenses } from '../../../src/language/code-lenses';

describe('Code lenses', () => {
  const lensesIn = (text: string, mode: 'create' | 'label' = 'create') =>
    codeLenses(createCommandDocument(text, mode)).map(({ span, action, pointer, wrapper }) =>
      [action, pointer, wrapper ?? '-', span.start].join(' '),
    );

  it('stand on the Command and on each wrapper with a name', () => {
    const text = '{"xnat": [{"name": "a"}, {"label": "no name"}, {"name": "b"}]}';
    deepEqual(lensesIn(text), [
      'launch  - 1',
      'preview  - 1',
      'copy-label  - 1',
      `launch  a ${text.indexOf('{"name": "a"')}`,
      `launch-with-inputs  a ${text.indexOf('{"name": "a"')}`,
      `preview  a ${text.indexOf('{"name": "a"')}`,
      `launch  b ${text.indexOf('{"name": "b"')}`,
      `launch-with-inputs  b ${text.indexOf('{"name": "b"')}`,
      `preview  b ${text.indexOf('{"name": "b"')}`,
    ]);
    deepEqual(
      lensesIn('{"xnat": [{"name": "a"}]}').filter((lens) => lens.startsWith('preview')),
      ['preview  - 1'],
    );
  });

  it('stand on each Command of a label, which is one already', () => {
    deepEqual(lensesIn('[{}, {}]', 'label'), ['launch /0 - 1', 'preview /0 - 1', 'launch /1 - 5', 'preview /1 - 5']);
  });

  it('do not offer to launch what serves other Commands', () => {
    deepEqual(lensesIn('{"type": "docker-setup", "xnat": [{"name": "a"}]}'), ['copy-label  - 1']);
    deepEqual(lensesIn('{"type": "docker-wrapup"}'), ['copy-label  - 1']);
  });

  it('are absent where there is no Command', () => {
    deepEqual(lensesIn(''), []);
    deepEqual(lensesIn('[]'), []);
  });
});
