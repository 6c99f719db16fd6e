import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { linkedRangesAt } from '../../../src/language/rename/linked-ranges';
import { marked } from '../../support/marked-text';

/** The document with brackets around the ranges that change together with the one at the `|`. */
function linked(fixture: string): string {
  const { text, offsets } = marked(fixture);
  return linkedRangesAt(createCommandDocument(text, 'create'), offsets[0]!)
    .toReversed()
    .reduce((drawn, { start, end }) => `${drawn.slice(0, start)}[${drawn.slice(start, end)}]${drawn.slice(end)}`, text);
}

describe('Linked editing', () => {
  const input = '"inputs": [{"name": "a"}]';
  const cases: readonly (readonly [what: string, fixture: string, expected: string])[] = [
    [
      'links a name to its keys and references',
      '{"command-line": "#a|# #a#", "inputs": [{"name": "a"}], "xnat": [{"external-inputs": [{"provides-value-for-command-input": "a"}]}]}',
      '{"command-line": "#[a]# #[a]#", "inputs": [{"name": "[a]"}], "xnat": [{"external-inputs": [{"provides-value-for-command-input": "[a]"}]}]}',
    ],
    ['links nothing where a name stands once', '{"inputs": [{"name": "a|"}]}', '{"inputs": [{"name": "a"}]}'],
    [
      'links nothing from the hash signs of a key',
      `{"command-line": "|#a#", ${input}}`,
      `{"command-line": "#a#", ${input}}`,
    ],
    [
      'links nothing where a place is written in another way',
      String.raw`{"command-line": "#\u0061#", "inputs": [{"name": "a|"}]}`,
      String.raw`{"command-line": "#\u0061#", "inputs": [{"name": "a"}]}`,
    ],
    [
      'links no own keys',
      '{"command-line": "A|", "inputs": [{"name": "a", "replacement-key": "A"}]}',
      '{"command-line": "A", "inputs": [{"name": "a", "replacement-key": "A"}]}',
    ],
    ['links nothing where there is no name', '{"image": "a|"}', '{"image": "a"}'],
  ];
  for (const [what, fixture, expected] of cases) it(what, () => assert.equal(linked(fixture), expected));
});
