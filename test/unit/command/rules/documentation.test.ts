import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_CHAPTERS } from '../../../../src/command/rules/documentation/rule-chapters';
import { rulesPage } from '../../../../src/command/rules/documentation/rules-page';
import { RULES } from '../../../../src/command/rules/registry';

describe("the rules' documentation", () => {
  const documented = RULE_CHAPTERS.flatMap(({ rules }) => Object.entries(rules));

  it('has every rule once', () => {
    assert.deepEqual(documented.map(([code]) => code).sort(), Object.keys(RULES).sort());
  });

  it('says something of each', () => {
    for (const [code, { title, text, wrong, right }] of documented) {
      assert.match(title, /^[A-Z].*[^.]$/, code);
      assert.match(text, /\.$/, code);
      assert.notEqual(wrong, right, code);
    }
  });

  it('is what docs/rules.md says', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/rules.md'), 'utf8');
    assert.equal(page, rulesPage(), 'Run `npm run rules-page`');
  });
});
