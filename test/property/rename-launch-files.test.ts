import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCommandDocument } from '../../src/command/document/command-document';
import { launchOccurrences } from '../../src/language/launch-file/launch-occurrences';
import { renameInFilesAt } from '../../src/language/rename/rename-with-launch-files';
import { occurrenceAt, symbolIndex } from '../../src/language/symbol-index';
import { applyTextEdits } from '../support/apply-text-edits';
import { arbitraryCommandText } from '../support/arbitrary-command';

const COMMAND = 'file:///c/command.json';
const LAUNCH = 'file:///c/a.launch.json';
const documentOf = (text: string) => createCommandDocument(text, 'create');

/** A launch file with names of the Command, and with some that it may not have. */
const launchFileOf = (command: string) => {
  const names = symbolIndex(documentOf(command)).occurrences.flatMap(({ symbols }) => symbols.map(({ name }) => name));
  const name = fc.constantFrom('a', 'b', 'scan', ...names);
  return fc
    .record({
      wrapper: fc.option(name, { nil: undefined }),
      inputs: fc.dictionary(name, fc.constant('1')),
      environment: fc.dictionary(name, fc.constant('1')),
      secrets: fc.array(name),
      expect: fc.record({ outputs: fc.dictionary(name, fc.constant(1)) }),
    })
    .map((file) => JSON.stringify({ command: 'command.json', ...file }));
};

describe('Rename in a Command and its launch files', () => {
  it('and rename back give the same texts', function () {
    this.timeout(30_000);
    let changedBoth = 0;
    const cases = arbitraryCommandText.chain((text) => fc.tuple(fc.constant(text), launchFileOf(text), fc.nat()));
    const newNames = fc.constantFrom('fresh', 'a', 'b', 'scan', 'x_1');
    fc.assert(
      fc.property(cases, newNames, ([command, launch, pick], newName) => {
        const rename = (commandText: string, launchText: string, offset: number, name: string) => {
          const document = documentOf(commandText);
          const files = [{ uri: LAUNCH, document: documentOf(launchText) }];
          const result = renameInFilesAt({ uri: COMMAND, document }, offset, name, files);
          if (result.kind === 'refused') return undefined;
          const applied = (uri: string, text: string) => applyTextEdits(text, result.edits.get(uri) ?? []);
          return {
            command: applied(COMMAND, commandText),
            launch: applied(LAUNCH, launchText),
            own: result.edits.get(COMMAND) ?? [],
          };
        };
        const index = symbolIndex(documentOf(command));
        const declarations = index.occurrences.filter(({ role }) => role === 'declaration');
        const declared = declarations[pick % Math.max(declarations.length, 1)];
        const [symbol] = declared?.symbols ?? [];
        // The name of a variable may begin with the key of an input, which is what a rename there is about.
        if (declared === undefined || symbol === undefined || occurrenceAt(index, declared.span.start) !== declared)
          return;
        const { start } = declared.span;
        const there = rename(command, launch, start, newName);
        if (there === undefined) return;
        const links = (commandText: string, launchText: string) =>
          launchOccurrences(documentOf(launchText), { uri: COMMAND, document: documentOf(commandText) }).length;
        assert.equal(links(there.command, there.launch), links(command, launch));
        const moved = there.own
          .filter(({ span }) => span.end <= start)
          .reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), start);
        const back = rename(there.command, there.launch, moved, symbol.name);
        // The Command was at odds with itself before, and the rename mended it.
        if (back === undefined) return;
        if (there.launch !== launch && there.command !== command) changedBoth++;
        assert.deepEqual([back.command, back.launch], [command, launch]);
      }),
      { numRuns: 400 },
    );
    assert.ok(changedBoth > 10, `only ${changedBoth} renames changed both and came back`);
  });
});
