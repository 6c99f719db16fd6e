import assert from 'node:assert/strict';
import { reportOn } from '../../../src/command/check-command';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { commandWith } from '../../support/problems';

/** A Command with as many inputs of unknown types, which are warnings, and an input whose name is an error at the end. */
function withUnknownTypes(count: number): string {
  const inputs = Array.from({ length: count }, (_, i) => `{"name": "i${i}", "type": "t"}`);
  return commandWith(`"inputs": [${inputs.join()}, {"name": "a b"}]`);
}

describe('the report on a Command with many problems', () => {
  it('shows the gravest, in the order of the text, behind a problem that says so', () => {
    const text = withUnknownTypes(1200);
    const { problems } = reportOn(createCommandDocument(text, 'create'));
    const [first, second] = problems;
    assert.equal(first?.code, 'problems-not-shown');
    assert.deepEqual([first.span, first.pointer], [{ start: 0, end: 1 }, '']);
    assert.equal(second?.code, 'command-input-type-unknown');
    assert.equal(problems.filter(({ severity }) => severity === 'warning').length, 999);
    assert.equal(problems.at(-1)?.code, 'input-name-chars');
  });

  it('says nothing where all are shown', () => {
    const { problems } = reportOn(createCommandDocument(withUnknownTypes(300), 'create'));
    assert.ok(problems.every(({ code }) => code !== 'problems-not-shown'));
    assert.equal(problems.filter(({ severity }) => severity === 'warning').length, 300);
  });

  it('says nothing where the settings leave few enough', () => {
    const rules = new Map([
      ['command-input-type-unknown', 'off'],
      ['input-unused', 'off'],
    ] as const);
    const { problems } = reportOn(createCommandDocument(withUnknownTypes(1200), 'create'), { rules });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['input-name-chars'],
    );
  });
});
