import assert from 'node:assert/strict';
import { createCommandDocument, type CommandMode } from '../../../src/command/document/command-document';
import { occurrenceAt, occurrencesOf, symbolIndex } from '../../../src/language/symbol-index';
import { marked } from '../../support/marked-text';

/** What the cursor is on: the role and the names it stands for, each with its kind. */
function describeName(fixture: string, mode: CommandMode = 'create'): string {
  const { text, offsets } = marked(fixture);
  const occurrence = occurrenceAt(symbolIndex(createCommandDocument(text, mode)), offsets[0]!);
  if (occurrence === undefined) return 'nothing';
  const written = text.slice(occurrence.span.start, occurrence.span.end);
  return `${occurrence.role} ${written}: ${occurrence.symbols.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`;
}

function cases(list: readonly (readonly [fixture: string, expected: string])[]): void {
  for (const [fixture, expected] of list) it(fixture, () => assert.equal(describeName(fixture), expected));
}

/** A Command with one wrapper, from the text of the parts that matter. */
const withWrapper = (wrapper: string, rest = '') => `{${rest} "xnat": [{"name": "w", ${wrapper}}]}`;

describe('The symbol index', () => {
  describe('declarations', () => {
    cases([
      ['{"name": "dcm2|niix"}', 'declaration dcm2niix: command dcm2niix'],
      ['{"mounts": [{"name": "|in"}]}', 'declaration in: mount in'],
      ['{"inputs": [{"name": "a|"}]}', 'declaration a: command-input a'],
      ["{'inputs': [{'name': '|a'}]}", 'declaration a: command-input a'],
      ['{"outputs": [{"name": "o|"}]}', 'declaration o: output o'],
      ['{"xnat": [{"name": "w|"}]}', 'declaration w: wrapper w'],
      [withWrapper('"external-inputs": [{"name": "se|ssion"}]'), 'declaration session: external-input session'],
      [withWrapper('"derived-inputs": [{"name": "sc|an"}]'), 'declaration scan: derived-input scan'],
      [withWrapper('"output-handlers": [{"name": "h|"}]'), 'declaration h: output-handler h'],
      ['{"environment-variables": {"LA|NG": "C"}}', 'declaration LANG: environment-variable LANG'],
      ['{"secrets": [{"destination": {"identifier": "TO|KEN"}}]}', 'declaration TOKEN: secret TOKEN'],
      ['{"secrets": [{"source": {"identifier": "my.|token"}}]}', 'declaration my.token: system-property my.token'],
      ['{"inputs": [{"name": "a", "replacement-key": "[A|]"}]}', 'own-key [A]: command-input a'],
      ['{"inputs": [{"name": "|"}]}', 'nothing'],
      ['{"inputs": [{"name": 1|}]}', 'nothing'],
      ['{"inputs": [{"name": "a|', 'declaration a: command-input a'],
      [String.raw`{"mounts": [{"name": "a\"|b"}]}`, String.raw`declaration a\"b: mount a"b`],
    ]);
  });

  describe('references', () => {
    const inputs = '"external-inputs": [{"name": "session"}]';
    cases([
      ['{"mounts": [{"name": "m"}], "outputs": [{"mount": "m|"}]}', 'reference m: mount m'],
      ['{"outputs": [{"mount": "m|"}]}', 'nothing'],
      [
        withWrapper('"external-inputs": [{"provides-value-for-command-input": "a|"}]', '"inputs": [{"name": "a"}],'),
        'reference a: command-input a',
      ],
      [
        withWrapper('"derived-inputs": [{"provides-files-for-command-mount": "|m"}]', '"mounts": [{"name": "m"}],'),
        'reference m: mount m',
      ],
      [
        withWrapper(`${inputs}, "derived-inputs": [{"derived-from-wrapper-input": "sess|ion"}]`),
        'reference session: external-input session',
      ],
      [
        withWrapper('"derived-inputs": [{"name": "a", "derived-from-xnat-input": "b|"}, {"name": "b"}]'),
        'reference b: derived-input b',
      ],
      [
        withWrapper('"output-handlers": [{"accepts-command-output": "o|"}]', '"outputs": [{"name": "o"}],'),
        'reference o: output o',
      ],
      [
        withWrapper(`${inputs}, "output-handlers": [{"name": "session", "as-a-child-of": "|session"}]`),
        'reference session: external-input session',
      ],
      [withWrapper('"output-handlers": [{"name": "x"}, {"as-a-child-of": "x|"}]'), 'reference x: output-handler x'],
      [
        withWrapper(`${inputs}, "output-handlers": [{"as-a-child-of-wrapper-input": "session|"}]`),
        'reference session: external-input session',
      ],
    ]);

    it('to wrapper inputs and handlers stay in their wrapper', () => {
      const fixture = (cursor: string) =>
        `{"xnat": [{"external-inputs": [{"name": "a"}]}, {"output-handlers": [{"as-a-child-of": "a${cursor}"}]}]}`;
      assert.equal(describeName(fixture('|')), 'nothing');
    });

    it('lead to every entry of a name that is given twice', () => {
      const fixture = '{"mounts": [{"name": "m"}, {"name": "m"}], "outputs": [{"mount": "m|"}]}';
      assert.equal(describeName(fixture), 'reference m: mount m, mount m');
    });

    it('stay in their Command where a label holds several', () => {
      const fixture = '[{"mounts": [{"name": "m"}]}, {"mounts": [{"name": "m"}], "outputs": [{"mount": "m|"}]}]';
      const { text, offsets } = marked(fixture);
      const found = occurrenceAt(symbolIndex(createCommandDocument(text, 'label')), offsets[0]!);
      assert.deepEqual(
        found?.symbols.map(({ declaration }) => declaration.start),
        [text.lastIndexOf('"m"', text.indexOf('outputs'))],
      );
    });
  });

  describe('replacement keys', () => {
    const session = '"external-inputs": [{"name": "session"}]';
    cases([
      ['{"inputs": [{"name": "a"}], "command-line": "run #|a#"}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a", "replacement-key": "#A"}], "command-line": "#A|"}', 'key #A: command-input a'],
      ['{"inputs": [{"name": "a", "replacement-key": " "}], "command-line": "#a|#"}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a", "replacement-key": "A"}], "command-line": "#a|#"}', 'nothing'],
      ['{"inputs": [{"name": "a"}], "environment-variables": {"X_#a|#": ""}}', 'key #a#: command-input a'],
      [
        '{"inputs": [{"name": "a"}], "environment-variables": {"X|_#a#": ""}}',
        'declaration X_#a#: environment-variable X_#a#',
      ],
      ['{"inputs": [{"name": "a"}], "ports": {"#a|#": "80"}}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a"}], "container-labels": {"l": "#a|#"}}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a"}], "working-directory": "/#a|#"}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a"}], "container-name": "#a|#"}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a"}], "mounts": [{"path": "/#a|#"}]}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a"}], "outputs": [{"path": "/#a|#"}]}', 'key #a#: command-input a'],
      ['{"inputs": [{"name": "a"}], "image": "#a|#"}', 'nothing'],
      ['{"inputs": [{"name": "a"}, {"name": "b"}], "command-line": "#a#|#b#"}', 'key #b#: command-input b'],
      [
        '{"inputs": [{"name": "a", "replacement-key": "K"}, {"name": "b", "replacement-key": "K2"}], "command-line": "K|2"}',
        'key K2: command-input b',
      ],
      [withWrapper(session, '"environment-variables": {"S": "#se|ssion#"},'), 'key #session#: external-input session'],
      [withWrapper(session, '"command-line": "#sess|ion#",'), 'nothing'],
      [
        withWrapper(`${session}, "derived-inputs": [{"name": "b", "matcher": "@.id == '#sess|ion#'"}]`),
        'key #session#: external-input session',
      ],
      [
        withWrapper(`${session}, "output-handlers": [{"name": "b", "label": "#sess|ion#"}]`),
        'key #session#: external-input session',
      ],
      [
        withWrapper(`${session}, "output-handlers": [{"name": "b", "tags": ["x", "#sess|ion#"]}]`),
        'key #session#: external-input session',
      ],
    ]);

    it('are found through escapes', () => {
      const text = String.raw`{"inputs": [{"name": "a"}], "command-line": "\"\t#a|\u0023\""}`;
      assert.equal(describeName(text), String.raw`key #a\u0023: command-input a`);
    });

    it('serve every wrapper whose input fills them', () => {
      const fixture =
        '{"working-directory": "#s|#", "xnat": [{"external-inputs": [{"name": "s"}]}, {"derived-inputs": [{"name": "s"}]}]}';
      assert.equal(describeName(fixture), 'key #s#: external-input s, derived-input s');
    });

    it('of a command input hide those of the wrapper input that feeds it, save in matchers', () => {
      const fixture = (env: string, matcher: string) =>
        withWrapper(
          `"external-inputs": [{"name": "s"}], "derived-inputs": [{"name": "d", "matcher": "${matcher}"}]`,
          `"inputs": [{"name": "s"}], "environment-variables": {"S": "${env}"},`,
        );
      assert.equal(describeName(fixture('#s|#', '')), 'key #s#: command-input s');
      assert.equal(describeName(fixture('', '#s|#')), 'key #s#: external-input s');
    });
  });

  describe('names in JSONPaths', () => {
    const session = '"external-inputs": [{"name": "session", "default-value": "';
    cases([
      [
        withWrapper(`${session}^wrapper:$.external-inputs[?(@.name == 'sess|ion')].type^"}]`),
        'reference session: external-input session',
      ],
      [
        `{"inputs": [{"default-value": "^wrapper:$.derived-inputs[?(@.name=='|d')].type^"}], "xnat": [{"derived-inputs": [{"name": "d"}]}]}`,
        'reference d: derived-input d',
      ],
      [withWrapper(`${session}@.name == 'sess|ion'"}]`), 'nothing'],
      [withWrapper(`${session}^$.inputs[?(@.name == 'sess|ion')].type^"}]`), 'nothing'],
    ]);
  });

  describe('variables in the command line', () => {
    const env = '"environment-variables": {"HOME_DIR": "/h"}, "secrets": [{"destination": {"identifier": "TOKEN"}}]';
    cases([
      [`{${env}, "command-line": "ls $HOME|_DIR"}`, 'reference HOME_DIR: environment-variable HOME_DIR'],
      [`{${env}, "command-line": "ls \${HOME|_DIR}/x"}`, 'reference HOME_DIR: environment-variable HOME_DIR'],
      [`{${env}, "command-line": "run --token $TOK|EN"}`, 'reference TOKEN: secret TOKEN'],
      [`{${env}, "command-line": "run $HOME_DIR|X"}`, 'nothing'],
    ]);
  });

  describe('keys that nothing fills', () => {
    const unfilled = (text: string): readonly string[] =>
      symbolIndex(createCommandDocument(text, 'create')).unfilledKeys.map(({ start, end }) => text.slice(start, end));

    it('are told apart from those that something fills', () => {
      const inputs = '"inputs": [{"name": "a"}]';
      assert.deepEqual(unfilled(`{${inputs}, "command-line": "#a# #b# #c#d#"}`), ['#b#', '#c#']);
    });

    it('include those of wrapper inputs in the command line', () => {
      const session = '"external-inputs": [{"name": "session"}]';
      const text = withWrapper(session, '"command-line": "#session#", "working-directory": "#session#",');
      assert.deepEqual(unfilled(text), ['#session#']);
    });

    it('cannot be known in a setup or wrapup Command', () => {
      assert.deepEqual(unfilled('{"type": "docker-setup", "command-line": "#b#"}'), []);
    });
  });

  it('gives all places of a name in the order of the text', () => {
    const { text, offsets } = marked(
      '{"command-line": "|#a# |#a#", "inputs": [{"name": "|a"}, {"name": "b"}], "xnat": [{"external-inputs": [{"provides-value-for-command-input": "|a"}]}]}',
    );
    const index = symbolIndex(createCommandDocument(text, 'create'));
    const found = occurrencesOf(index, index.commands[0]!.inputs.slice(0, 1));
    assert.deepEqual(
      found.map(({ span }) => span.start),
      offsets,
    );
  });

  it('is built once for a document', () => {
    const document = createCommandDocument('{}', 'create');
    assert.equal(symbolIndex(document), symbolIndex(document));
  });
});
