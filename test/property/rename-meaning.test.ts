import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolveCase } from '../../src/cli/resolve-cases';
import { createCommandDocument } from '../../src/command/document/command-document';
import { renameAt, renameTargetAt } from '../../src/language/rename/rename';
import { symbolIndex } from '../../src/language/symbol-index';
import { applyTextEdits } from '../support/apply-text-edits';
import { needsSharedData, readSharedLines } from '../support/shared-data';

interface ResolveCase {
  readonly id: string;
  readonly command: object;
  readonly wrapper: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** The server's system properties. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A name that stands nowhere in the data, so that it can be told in an answer. */
const FRESH = 'QZ9X';

/** The case after a rename: what launch and server say of the old name they say of the new one too. */
function renamedCase(each: ResolveCase, command: object, oldName: string): ResolveCase {
  const alsoFresh = <T>(values: Readonly<Record<string, T>> = {}) =>
    oldName in values ? { ...values, [FRESH]: values[oldName] } : values;
  return {
    ...each,
    command,
    inputs: alsoFresh(each.inputs),
    secrets: alsoFresh(each.secrets) as Record<string, string>,
  };
}

/** Whether what one input brings into the command line besides its value has the own key of another in it. */
function aFlagHoldsAKey(command: string): boolean {
  const valuesOf = (property: string) =>
    [...command.matchAll(new RegExp(`"${property}":"([^"]+)"`, 'g'))].map(([, value = '']) => value);
  const keys = valuesOf('replacement-key');
  return valuesOf('command-line-flag').some((flag) => keys.some((key) => flag.includes(key)));
}

describe('Rename', () => {
  needsSharedData();

  it('leaves what a launch comes to as it was', function () {
    this.timeout(60_000);
    const cases = (readSharedLines('cases/resolve.jsonl') as readonly ResolveCase[]).filter(
      // In which order keys are replaced hangs on their text, and shows where a value holds another key.
      ({ inputs, command }) =>
        !JSON.stringify(inputs ?? {}).includes('#') &&
        !/"default-value": ?"[^"]*#/.test(JSON.stringify(command)) &&
        !aFlagHoldsAKey(JSON.stringify(command)),
    );
    assert.ok(cases.length > 300);
    let done = 0;
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.nat(), (each, pick) => {
        const text = JSON.stringify(each.command, undefined, 1);
        const document = createCommandDocument(text, 'create');
        const { occurrences } = symbolIndex(document);
        const occurrence = occurrences[pick % Math.max(occurrences.length, 1)];
        if (occurrence === undefined) return;
        const offset = occurrence.span.start + 1;
        // A value that has a secret's name in it stops the launch: the name is more than a name there.
        const isSecret = occurrence.symbols.some(({ kind }) => kind === 'secret');
        if (isSecret && resolveCase(JSON.stringify(each)).includes('secret destination')) return;
        const oldName = renameTargetAt(document, offset)?.text ?? '';
        const result = renameAt(document, offset, FRESH);
        if (result.kind === 'refused') {
          assert.match(result.reason, / clash|made from replacement keys|stand for something else/);
          return;
        }
        done++;
        const command = JSON.parse(applyTextEdits(text, result.edits)) as object;
        const isWrapper = occurrence.symbols.some(({ kind, name }) => kind === 'wrapper' && name === each.wrapper);
        const after = { ...renamedCase(each, command, oldName), ...(isWrapper && { wrapper: FRESH }) };
        assert.deepEqual(
          JSON.parse(resolveCase(JSON.stringify(after)).replaceAll(FRESH, oldName)),
          JSON.parse(resolveCase(JSON.stringify(each))),
          `${each.id}: ${oldName}`,
        );
      }),
      { numRuns: 400 },
    );
    assert.ok(done > 300);
  });
});
