import assert from 'node:assert/strict';
import type { CommandMode } from '../../../../src/command/document/command-document';
import { needsSharedData, readShared } from '../../../support/shared-data';
import { checkText } from '../../../support/problems';

/** A small Command with the codes that must and must not be found in it. */
interface WorkedCase {
  readonly name: string;
  readonly command?: unknown;
  readonly text?: string;
  readonly mode?: CommandMode;
  readonly rules: readonly string[];
  readonly absent?: readonly string[];
}

describe('the worked Commands', () => {
  needsSharedData();
  let cases: readonly WorkedCase[] = [];
  before(() => {
    cases = JSON.parse(readShared('cases/validation-worked.json')) as readonly WorkedCase[];
  });

  const problemsOf = ({ command, text, mode = 'create' }: WorkedCase) =>
    checkText(text ?? JSON.stringify(command), mode);

  it('have every problem that is said of them, and none that is not', () => {
    const wrong = cases.flatMap((one) => {
      const found = new Set(problemsOf(one).map(({ code }) => code));
      const missing = one.rules.filter((code) => !found.has(code)).map((code) => `${one.name}: no ${code}`);
      const surplus = (one.absent ?? []).filter((code) => found.has(code)).map((code) => `${one.name}: ${code}`);
      return [...missing, ...surplus];
    });
    assert.ok(cases.length > 480);
    assert.deepEqual(wrong, []);
  });

  it('have no error and no warning where all is well', () => {
    const full = cases.find(({ name }) => name === 'full-example');
    assert.ok(full);
    const severe = problemsOf(full).filter(({ severity }) => severity === 'error' || severity === 'warning');
    assert.deepEqual(severe, []);
  });
});
