import { deepEqual, equal } from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { labelInstruction, labelOf } from '../../../../src/command/label/write-label';

describe('Writing an image label', () => {
  const labelIn = (text: string) => labelOf([createCommandDocument(text, 'create').root!]);

  it('makes a compact list of strict JSON', () => {
    equal(
      labelIn("# a comment\n{ 'name': 'it\\'s',\n  \"list\": [1.50, true, null, {}] }"),
      '[{"name":"it\'s","list":[1.50,true,null,{}]}]',
    );
  });

  it('keeps several Commands in order', () => {
    const { root } = createCommandDocument('[{"name": "a"}, {"name": "b"}]', 'label');
    deepEqual(labelOf(root?.kind === 'array' ? root.items : []), '[{"name":"a"},{"name":"b"}]');
  });

  it('escapes what Docker would take for its own', () => {
    equal(
      labelInstruction(labelIn(String.raw`{"matcher": "@.id =~ /\\d+\"$/", "line": "a\nb $HOME"}`)),
      String.raw`LABEL org.nrg.commands="[{\"matcher\":\"@.id =~ /\\\\d+\\\"\$/\",\"line\":\"a\\nb \$HOME\"}]"`,
    );
  });

  it('writes lists nested deeper than the call stack', () => {
    const deep = '['.repeat(300_000) + ']'.repeat(300_000);
    equal(labelIn(`{"xnat": ${deep}}`).length, '[{"xnat":}]'.length + deep.length);
  });
});
