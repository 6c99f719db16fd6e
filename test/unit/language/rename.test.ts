import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { renameAt, renameTargetAt } from '../../../src/language/rename/rename';
import { applyTextEdits } from '../../support/apply-text-edits';
import { marked } from '../../support/marked-text';

/** The text after a rename at the `|`, or the reason why there is none. */
function renamed(fixture: string, newName: string): string {
  const { text, offsets } = marked(fixture);
  const result = renameAt(createCommandDocument(text, 'create'), offsets[0]!, newName);
  return result.kind === 'edits' ? applyTextEdits(text, result.edits) : result.reason;
}

/** The text that a rename at the `|` offers for change, between brackets in the document. */
function target(fixture: string): string {
  const { text, offsets } = marked(fixture);
  const found = renameTargetAt(createCommandDocument(text, 'create'), offsets[0]!);
  if (found === undefined) return 'nothing';
  const { start, end } = found.span;
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)} ${found.text}`;
}

describe('Rename', () => {
  it('changes an input in its declaration, its keys and its references', () => {
    const fixture = (name: string, cursor = '') => `{
      "command-line": "run #${name}# --x #${name}#",
      "environment-variables": {"IN_#${name}#": "#${name}#"},
      "inputs": [{"name": "${name}${cursor}"}, {"name": "scans"}],
      "xnat": [{"name": "scan", "label": "scan", "derived-inputs": [{"name": "d", "provides-value-for-command-input": "${name}"}]}]
    }`;
    assert.equal(renamed(fixture('scan', '|'), 'scan-id'), fixture('scan-id'));
  });

  it('starts from a key, a reference or the declaration alike', () => {
    const after = '{"command-line": "#b#", "inputs": [{"name": "b"}]}';
    assert.equal(renamed('{"command-line": "#a|#", "inputs": [{"name": "a"}]}', 'b'), after);
    assert.equal(renamed('{"command-line": "|#a#", "inputs": [{"name": "a"}]}', 'b'), after);
    assert.equal(renamed('{"command-line": "#a#", "inputs": [{"name": "|a"}]}', 'b'), after);
  });

  it('leaves an own replacement key as it is', () => {
    assert.equal(
      renamed('{"command-line": "A", "inputs": [{"name": "a|", "replacement-key": "A"}]}', 'b'),
      '{"command-line": "A", "inputs": [{"name": "b", "replacement-key": "A"}]}',
    );
  });

  it('changes an own replacement key where the cursor is on one', () => {
    const after = '{"command-line": "[B] [B]", "inputs": [{"name": "a", "replacement-key": "[B]"}]}';
    assert.equal(
      renamed('{"command-line": "[A] [A|]", "inputs": [{"name": "a", "replacement-key": "[A]"}]}', '[B]'),
      after,
    );
    assert.equal(
      renamed('{"command-line": "[A] [A]", "inputs": [{"name": "a", "replacement-key": "[A|]"}]}', '[B]'),
      after,
    );
  });

  it('keeps to one wrapper', () => {
    const wrapper = (name: string) =>
      `{"external-inputs": [{"name": "${name}"}], "output-handlers": [{"name": "h", "as-a-child-of": "${name}", "label": "#${name}#"}]}`;
    assert.equal(
      renamed(`{"xnat": [${wrapper('s').replace('"s"', '"s|"')}, ${wrapper('s')}]}`, 'session'),
      `{"xnat": [${wrapper('session')}, ${wrapper('s')}]}`,
    );
  });

  it('changes inputs of several wrappers together where one key stands for all of them', () => {
    const fixture = (name: string, cursor = '') =>
      `{"container-name": "#${name}${cursor}#", "xnat": [{"external-inputs": [{"name": "${name}"}]}, {"external-inputs": [{"name": "${name}"}]}]}`;
    assert.equal(renamed(fixture('s', '|'), 'session'), fixture('session'));
    assert.equal(renamed(fixture('s').replace('"name": "s"', '"name": "s|"'), 'session'), fixture('session'));
  });

  it('changes an own key along with a default key of the same text', () => {
    const fixture = (name: string, cursor = '') =>
      `{"container-name": "#${name}${cursor}#", "xnat": [{"external-inputs": [{"name": "${name}"}]}, {"external-inputs": [{"name": "x", "replacement-key": "#${name}#"}]}]}`;
    assert.equal(renamed(fixture('s', '|'), 'session'), fixture('session'));
  });

  it('changes mounts, outputs, handlers, wrappers and variables', () => {
    assert.equal(
      renamed('{"mounts": [{"name": "in"}], "outputs": [{"mount": "i|n"}]}', 'data in'),
      '{"mounts": [{"name": "data in"}], "outputs": [{"mount": "data in"}]}',
    );
    assert.equal(
      renamed('{"outputs": [{"name": "o"}], "xnat": [{"output-handlers": [{"accepts-command-output": "|o"}]}]}', 'p'),
      '{"outputs": [{"name": "p"}], "xnat": [{"output-handlers": [{"accepts-command-output": "p"}]}]}',
    );
    assert.equal(
      renamed('{"xnat": [{"output-handlers": [{"name": "h|"}, {"as-a-child-of": "h"}]}]}', 'g'),
      '{"xnat": [{"output-handlers": [{"name": "g"}, {"as-a-child-of": "g"}]}]}',
    );
    assert.equal(renamed('{"xnat": [{"name": "w|"}]}', 'v'), '{"xnat": [{"name": "v"}]}');
    assert.equal(
      renamed('{"command-line": "$T ${T}/x $TT", "secrets": [{"destination": {"identifier": "T|"}}]}', 'TOKEN'),
      '{"command-line": "$TOKEN ${TOKEN}/x $TT", "secrets": [{"destination": {"identifier": "TOKEN"}}]}',
    );
    assert.equal(
      renamed('{"secrets": [{"source": {"identifier": "a.b|"}}]}', 'my.token'),
      '{"secrets": [{"source": {"identifier": "my.token"}}]}',
    );
  });

  it('writes the new name with the escapes its quotes ask for', () => {
    assert.equal(renamed('{"mounts": [{"name": "a|"}]}', `it's "b"`), String.raw`{"mounts": [{"name": "it's \"b\""}]}`);
    assert.equal(renamed("{'mounts': [{'name': 'a|'}]}", `it's "b"`), String.raw`{'mounts': [{'name': 'it\'s "b"'}]}`);
  });

  it('leaves hash signs that are written as escapes', () => {
    assert.equal(
      renamed(String.raw`{"command-line": "\"\u0023a\u0023\"", "inputs": [{"name": "a|"}]}`, 'b'),
      String.raw`{"command-line": "\"\u0023b\u0023\"", "inputs": [{"name": "b"}]}`,
    );
  });

  it('works in half-typed text', () => {
    assert.equal(
      renamed('{"command-line": "#a#", "inputs": [{"name": "a|', 'b'),
      '{"command-line": "#b#", "inputs": [{"name": "b',
    );
  });

  describe('offers', () => {
    const cases: readonly (readonly [fixture: string, expected: string])[] = [
      ['{"mounts": [{"name": "i|n"}]}', '{"mounts": [{"name": "[in]"}]} in'],
      ['{"command-line": "#a|#", "inputs": [{"name": "a"}]}', '{"command-line": "#[a]#", "inputs": [{"name": "a"}]} a'],
      [
        '{"command-line": "#A|#", "inputs": [{"name": "a", "replacement-key": "#A#"}]}',
        '{"command-line": "[#A#]", "inputs": [{"name": "a", "replacement-key": "#A#"}]} #A#',
      ],
      ['{"na|me": "a"}', 'nothing'],
      ['{"command-line": "#b|#"}', 'nothing'],
      ['{"image": "a|"}', 'nothing'],
    ];
    for (const [fixture, expected] of cases) it(fixture, () => assert.equal(target(fixture), expected));
  });

  describe('refuses', () => {
    const inWrapper = (inputs: string, rest = '') =>
      `{${rest} "xnat": [{"name": "w", "external-inputs": [${inputs}]}]}`;
    const cases: readonly (readonly [what: string, fixture: string, newName: string, reason: string])[] = [
      [
        'what the server refuses in a name',
        '{"inputs": [{"name": "a|"}]}',
        'a b',
        'The name of a command input can have only letters, digits, "_" and "-".',
      ],
      ['a blank name', '{"mounts": [{"name": "a|"}]}', ' ', 'The name of a mount must not be blank.'],
      [
        'a blank key',
        '{"inputs": [{"name": "a", "replacement-key": "A|"}]}',
        '',
        'A replacement key must not be blank.',
      ],
      [
        'a name that is taken',
        '{"inputs": [{"name": "a|"}, {"name": "b"}]}',
        'b',
        '"b" is already the name of another command input.',
      ],
      [
        'a name that a derived input has',
        '{"xnat": [{"external-inputs": [{"name": "a|"}], "derived-inputs": [{"name": "b"}]}]}',
        'b',
        '"b" is already the name of another derived input.',
      ],
      [
        'a variable that a secret has',
        '{"environment-variables": {"A|": ""}, "secrets": [{"destination": {"identifier": "B"}}]}',
        'B',
        '"B" is already the name of another secret.',
      ],
      [
        'a variable that XNAT sets',
        '{"environment-variables": {"A|": ""}}',
        'XNAT_HOST',
        '"XNAT_HOST" is a variable that XNAT itself sets in the container.',
      ],
      [
        'a secret that no shell can name',
        '{"secrets": [{"destination": {"identifier": "A|"}}]}',
        '$A',
        'The variable of a secret can have only letters, digits and "_", and no digit first.',
      ],
      [
        'the entry that launch requests have beside the inputs',
        '{"inputs": [{"name": "a|"}]}',
        'swarm-constraints',
        '"swarm-constraints" is taken: launch requests have their placement constraints under this name.',
      ],
      [
        'a variable whose name is made from keys',
        '{"environment-variables": {"X|_#a#": ""}, "inputs": [{"name": "a"}]}',
        'Y',
        'The name of this variable is made from replacement keys: change it by hand.',
      ],
      [
        'a key that another one contains',
        '{"inputs": [{"name": "a|"}, {"name": "b", "replacement-key": "c"}]}',
        'cat',
        'The replacement key "#cat#" would clash with "c", the key of command input "b": no key may contain another.',
      ],
      [
        'a name whose key clashes with another one already',
        '{"inputs": [{"name": "a|"}, {"name": "b", "replacement-key": "a"}]}',
        'c',
        'The replacement key "#a#" clashes with "a", the key of command input "b": give one of them another key first.',
      ],
      [
        'the name of a wrapper input that feeds another command input',
        inWrapper('{"name": "b"}', '"inputs": [{"name": "a|"}],'),
        'b',
        '"b" would be the name of a command input and of an input of wrapper "w" with none there that feeds the command input: XNAT cannot launch that.',
      ],
      [
        'a name that would fill a text which nothing filled',
        '{"command-line": "#a# #b#", "inputs": [{"name": "a|"}]}',
        'b',
        '"b" cannot be used: another text of this Command would then stand for something else.',
      ],
      [
        'a name that would take a key from another input',
        inWrapper(
          '{"name": "b", "provides-value-for-command-input": "a"}',
          '"working-directory": "/#b#", "inputs": [{"name": "a|"}],',
        ),
        'b',
        '"b" cannot be used: another text of this Command would then stand for something else.',
      ],
      [
        'a name that would take a reference from a handler',
        '{"xnat": [{"external-inputs": [{"name": "a|"}], "output-handlers": [{"name": "h"}, {"as-a-child-of": "h"}]}]}',
        'h',
        '"h" cannot be used: another text of this Command would then stand for something else.',
      ],
    ];
    for (const [what, fixture, newName, reason] of cases) {
      it(what, () => assert.equal(renamed(fixture, newName), reason));
    }
  });

  it('takes the name of the wrapper input that feeds the command input', () => {
    const fixture = (name: string, cursor = '') =>
      `{"command-line": "#${name}#", "inputs": [{"name": "${name}${cursor}"}], "xnat": [{"external-inputs": [{"name": "scan", "provides-value-for-command-input": "${name}"}]}]}`;
    assert.equal(renamed(fixture('a', '|'), 'scan'), fixture('scan'));
  });
});
