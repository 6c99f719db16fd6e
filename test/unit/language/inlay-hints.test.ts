import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { inlayHints } from '../../../src/language/inlay-hints';
import { defaultForms } from '../../../src/resolution/default-forms';

/** The text with its hints in angle brackets. */
function withHints(text: string, range = { start: 0, end: text.length }): string {
  return inlayHints(createCommandDocument(text, 'create'), range, defaultForms)
    .toReversed()
    .reduce((shown, { offset, label }) => `${shown.slice(0, offset)}⟨${label}⟩${shown.slice(offset)}`, text);
}

describe('Inlay hints', () => {
  const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
    [
      'show a default behind its key, as it is there',
      '{"command-line": "run #n#", "working-directory": "/#n#", "inputs": [{"name": "n", "default-value": 4, "command-line-flag": "-n"}]}',
      '{"command-line": "run #n#⟨= -n 4⟩", "working-directory": "/#n#⟨= 4⟩", "inputs": [{"name": "n", "default-value": 4⟨→ -n 4⟩, "command-line-flag": "-n"}]}',
    ],
    [
      'show what a boolean comes to',
      '{"command-line": "#v# #q#", "inputs": [{"name": "v", "type": "boolean", "default-value": "true", "true-value": "-v"}, {"name": "q", "type": "boolean", "default-value": "false", "false-value": ""}]}',
      '{"command-line": "#v#⟨= -v⟩ #q#⟨= nothing⟩", "inputs": [{"name": "v", "type": "boolean", "default-value": "true"⟨→ -v⟩, "true-value": "-v"}, {"name": "q", "type": "boolean", "default-value": "false"⟨→ nothing⟩, "false-value": ""}]}',
    ],
    [
      'show where a wrapper input has its value from',
      '{"container-name": "#s#-#l#-#d#", "xnat": [{"external-inputs": [{"name": "s", "type": "Session"}], "derived-inputs": [{"name": "l", "type": "string", "derived-from-wrapper-input": "s", "derived-from-xnat-object-property": "label"}, {"name": "d", "type": "Scan", "derived-from-wrapper-input": "s"}]}]}',
      '{"container-name": "#s#⟨← Session⟩-#l#⟨← s.label⟩-#d#⟨← Scan of s⟩", "xnat": [{"external-inputs": [{"name": "s", "type": "Session"}], "derived-inputs": [{"name": "l", "type": "string", "derived-from-wrapper-input": "s", "derived-from-xnat-object-property": "label"}, {"name": "d", "type": "Scan", "derived-from-wrapper-input": "s"}]}]}',
    ],
    [
      'show what feeds a Command input rather than its default',
      '{"command-line": "#a#", "inputs": [{"name": "a", "default-value": "x"}], "xnat": [{"external-inputs": [{"name": "s", "type": "Session", "provides-value-for-command-input": "a"}]}]}',
      '{"command-line": "#a#⟨← Session⟩", "inputs": [{"name": "a", "default-value": "x"}], "xnat": [{"external-inputs": [{"name": "s", "type": "Session", "provides-value-for-command-input": "a"}]}]}',
    ],
    [
      'cut what is long',
      '{"command-line": "#a#", "inputs": [{"name": "a", "default-value": "0123456789 0123456789 0123456789"}]}',
      '{"command-line": "#a#⟨= 0123456789 0123456789 01234…⟩", "inputs": [{"name": "a", "default-value": "0123456789 0123456789 0123456789"}]}',
    ],
    [
      'say nothing where only a launch can tell, nor of what is sensitive',
      '{"command-line": "#a# #b# #c#", "inputs": [{"name": "a"}, {"name": "b", "default-value": "^wrapper:$.name^"}, {"name": "c", "sensitive": true, "default-value": "x", "command-line-flag": "-p"}]}',
      '{"command-line": "#a# #b# #c#", "inputs": [{"name": "a"}, {"name": "b", "default-value": "^wrapper:$.name^"}, {"name": "c", "sensitive": true, "default-value": "x", "command-line-flag": "-p"}]}',
    ],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.equal(withHints(text), expected));

  it('say nothing where the inputs of two wrappers come to different things', () => {
    const text =
      '{"container-name": "#s#", "xnat": [{"external-inputs": [{"name": "s", "type": "Session"}]}, {"external-inputs": [{"name": "s", "type": "Scan"}]}]}';
    assert.equal(withHints(text), text);
  });

  it('are given for the lines in sight alone', () => {
    const text = '{"command-line": "#a#", "inputs": [{"name": "a", "default-value": "x"}], "container-name": "#a#"}';
    const start = text.indexOf('"container-name"');
    assert.equal(withHints(text, { start, end: text.length }), text.replace(/#a#"}$/, '#a#⟨= x⟩"}'));
  });

  it('keep the whole of what they cut', () => {
    const text = `{"command-line": "#a#", "inputs": [{"name": "a", "default-value": "${'x'.repeat(40)}"}]}`;
    const [hint] = inlayHints(createCommandDocument(text, 'create'), { start: 0, end: text.length }, defaultForms);
    assert.equal(hint?.tooltip, `= ${'x'.repeat(40)}`);
  });
});
