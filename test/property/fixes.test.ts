import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkCommand } from '../../src/command/check-command';
import { createCommandDocument } from '../../src/command/document/command-document';
import { applyEdits } from '../../src/command/document/text-edits';
import { fixAll } from '../../src/command/fixes/fix-all';
import { fixesFor } from '../../src/command/fixes/fixes-for';
import type { Problem, QuickFix } from '../../src/command/problem';
import { arbitraryCleanCommand } from '../support/arbitrary-clean-command';
import { arbitraryDamage, arbitraryTextDamage, damagedText, damagedValue } from '../support/damage';

/** Where one of these is, more cannot be told: what depends on it comes to light when it is mended. */
const VEILS = new Set([
  'input-name-blank',
  'input-name-chars',
  'output-name-blank',
  'output-name-chars',
  'wrapper-input-name-blank',
  'wrapper-input-name-chars',
  'command-input-type-unknown',
  'command-type-unknown',
  'derived-from-blank',
  'derived-from-self',
  'derived-from-unknown',
  'duplicate-key',
  'handler-type-unknown',
  'input-name-missing',
  'mount-name-blank',
  'json-root',
  'json-syntax',
  'null-element',
  'null-map-value',
  'provides-files-unknown-mount',
  'secret-type-missing',
  'secret-type-unknown',
  'no-external-input',
  'unknown-property',
  'wrapper-input-type-unknown',
  'wrong-type',
]);

const indent = fc.constantFrom(0, 2, '\t');
const damagedTexts = fc
  .tuple(arbitraryCleanCommand, arbitraryDamage, arbitraryTextDamage, fc.boolean(), indent)
  .map(([command, damage, textDamage, isTextDamaged, indentation]) => {
    const text = JSON.stringify(damagedValue(command, damage), undefined, indentation);
    return isTextDamaged ? damagedText(text, textDamage) : text;
  });

function check(text: string): readonly Problem[] {
  return checkCommand(createCommandDocument(text, 'create'));
}

function countByCode(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** The problems that a fix brings, of the kinds that count: for what is done unasked all, else errors and warnings. */
function broughtBy(fix: QuickFix, before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const counts = countByCode(before);
  const seen = new Map<string, number>();
  return after.filter(({ code, severity }) => {
    seen.set(code, (seen.get(code) ?? 0) + 1);
    const isNew = (seen.get(code) ?? 0) > (counts.get(code) ?? 0);
    return isNew && (fix.kind === 'safe' || severity === 'error' || severity === 'warning');
  });
}

describe('quick fixes', function () {
  this.timeout(0);

  it('have nothing to do on a Command with which nothing is wrong', () => {
    fc.assert(
      fc.property(arbitraryCleanCommand, indent, (command, indentation) => {
        assert.deepEqual(check(JSON.stringify(command, undefined, indentation)), []);
      }),
      { numRuns: 200 },
    );
  });

  it('make their problem go away and bring no other', () => {
    let fixes = 0;
    fc.assert(
      fc.property(damagedTexts, (text) => {
        const document = createCommandDocument(text, 'create');
        const before = checkCommand(document);
        for (const problem of before) {
          for (const fix of fixesFor(document, problem)) {
            fixes++;
            const fixed = applyEdits(text, fix.edits);
            const after = check(fixed);
            const left = countByCode(after).get(problem.code) ?? 0;
            const what = `${problem.code}: ${fix.title}\n${text}\n${fixed}`;
            // Behind a fault of syntax there may be the next.
            const isFewer = left < (countByCode(before).get(problem.code) ?? 0);
            const isSame = (other: Problem): boolean =>
              other.code === problem.code && other.pointer === problem.pointer && other.message === problem.message;
            const isGone = isFewer || (VEILS.has(problem.code) && !after.some(isSame));
            assert.ok(isGone || problem.code === 'json-syntax', what);
            // A name that is put right lets the server see the property for the first time.
            if (VEILS.has(problem.code) || fix.title.startsWith('Rename "')) continue;
            assert.deepEqual(
              broughtBy(fix, before, after).map(({ code, message }) => `${code}: ${message}`),
              [],
              what,
            );
          }
        }
      }),
      { numRuns: 1500 },
    );
    assert.ok(fixes > 1000, `Only ${fixes} fixes were tried`);
  });

  it('leave nothing that is safe to fix when all are applied', () => {
    fc.assert(
      fc.property(damagedTexts, (text) => {
        const document = createCommandDocument(text, 'create');
        const edits = fixAll(document, checkCommand(document));
        const fixed = createCommandDocument(applyEdits(text, edits), 'create');
        const safe = checkCommand(fixed).flatMap((problem) =>
          fixesFor(fixed, problem).flatMap(({ kind, title }) => (kind === 'safe' ? [`${problem.code}: ${title}`] : [])),
        );
        assert.deepEqual(safe, [], `${text}\n${fixed.text}`);
      }),
      { numRuns: 500 },
    );
  });
});
