import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, tokenize } from '../../support/tokenize';

const FIXTURES = join(import.meta.dirname, '../../fixtures/grammar');

/** Each line of a text, and under it the scopes of its tokens; the scopes of brackets and structure are left out. */
function snapshot(grammar: IGrammar, text: string): string {
  const lines = tokenize(grammar, text).flatMap((tokens) => [
    `> ${tokens.map(({ text: part }) => part).join('')}`,
    ...tokens.flatMap(({ text: part, scopes }) => {
      const telling = scopes.filter((scope) => !/^meta\.structure|\.(?:dictionary|array)\./.test(scope));
      return part.trim() === '' || telling.length === 0 ? [] : [`    ${part.trim()}  ${telling.join(' ')}`];
    }),
  ]);
  return `${lines.join('\n')}\n`;
}

describe('The grammar', () => {
  let grammar: IGrammar;
  let launchGrammar: IGrammar;

  before(async () => {
    grammar = await loadGrammar('source.json.xnat-command');
    launchGrammar = await loadGrammar('source.json.xnat-launch');
  });

  for (const name of ['whole', 'half-typed', 'launch-file']) {
    it(`colours ${name}.json as before (UPDATE_SNAPSHOTS=1 writes what it does now)`, () => {
      const text = readFileSync(join(FIXTURES, `${name}.json`), 'utf8');
      const actual = snapshot(name === 'launch-file' ? launchGrammar : grammar, text);
      const path = join(FIXTURES, `${name}.snap`);
      if (process.env.UPDATE_SNAPSHOTS === '1') writeFileSync(path, actual);
      assert.equal(actual, readFileSync(path, 'utf8'));
    });
  }

  /** The text of all tokens of a scope. */
  const withScope = (text: string, scope: string): readonly string[] =>
    tokenize(grammar, text).flatMap((tokens) =>
      tokens.filter(({ scopes }) => scopes.some((own) => own.startsWith(scope))).map((token) => token.text),
    );

  it('colours keys in templates alone', () => {
    const key = 'variable.parameter.replacement-key';
    assert.deepEqual(withScope('{"command-line": "#a#"}', key), ['#', 'a', '#']);
    assert.deepEqual(withScope('{"image": "#a#"}', key), []);
    assert.deepEqual(withScope('{"description": "#a#"}', key), []);
    assert.deepEqual(withScope('{"output-handlers": [{"description": "#a#"}]}', key), ['#', 'a', '#']);
  });

  it('goes on behind a string that is not closed', () => {
    assert.deepEqual(withScope('{"command-line": "run\n"type": true}', 'constant.language'), ['true']);
    assert.deepEqual(withScope('{"matcher": "@.a == \'\n"type": true}', 'constant.language'), ['true']);
    assert.deepEqual(withScope('{"default-value": "^wrapper:$.a\n"type": true}', 'constant.language'), ['true']);
  });

  it('keeps what is in strings a string, so that the editor pairs no brackets there', () => {
    const text = '{"command-line": "a (b", "matcher": "(@.x", "environment-variables": {"A{": "{"}}';
    const brackets = tokenize(grammar, text)
      .flat()
      .filter(({ text: part, scopes }) => /[({]/.test(part) && !scopes.at(-1)?.startsWith('punctuation'));
    assert.ok(brackets.length >= 4);
    for (const { scopes } of brackets) assert.ok(scopes.some((scope) => /^string\b/.test(scope)));
  });
});
