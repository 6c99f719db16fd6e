import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCommandDocument, type CommandMode } from '../../src/command/document/command-document';
import { completionsAt } from '../../src/language/completion/complete';
import { accept } from '../support/accept-completion';
import { arbitraryBrokenText, arbitraryCommandText } from '../support/arbitrary-command';

const arbitraryText = fc.oneof(
  arbitraryCommandText,
  arbitraryBrokenText,
  fc.tuple(arbitraryCommandText, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
);
const arbitraryMode = fc.constantFrom<CommandMode[]>('create', 'create', 'label');
const knowledge = { imageNames: ['busybox:1.36'], secretNames: ['a.b'], specialCommands: [] };

/** Where a text first stops being JSON as the server reads it; Infinity where it never does. */
function firstFault(text: string, mode: CommandMode): number {
  const [fault] = createCommandDocument(text, mode).syntaxFaults;
  if (fault === undefined || fault.kind === 'empty') return Infinity;
  const isOpenToTheEnd =
    fault.kind.startsWith('unclosed') && /^[{[]$/.test(text.slice(fault.span.start, fault.span.end));
  return isOpenToTheEnd ? text.length : fault.span.start;
}

describe('Completion', function () {
  this.timeout(60_000);

  it('leaves a text that is JSON no less far than before, whatever stands around the cursor', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryMode, fc.nat(), (text, mode, at) => {
        const offset = at % (text.length + 1);
        const before = firstFault(text, mode);
        for (const completion of completionsAt(createCommandDocument(text, mode), offset, knowledge)) {
          const after = accept(text, offset, completion);
          const fault = firstFault(after, mode);
          // What stood behind the cursor may have moved to the left, with the fault in it.
          const isNoSooner = fault >= before || after.length - fault <= text.length - before;
          assert.ok(isNoSooner, `${completion.label} at ${offset} makes of ${text}\n${after}`);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('leaves JSON that is JSON', () => {
    fc.assert(
      fc.property(arbitraryCommandText, fc.nat(), (text, at) => {
        const offset = at % (text.length + 1);
        for (const completion of completionsAt(createCommandDocument(text, 'create'), offset, knowledge)) {
          JSON.parse(accept(text, offset, completion));
        }
      }),
      { numRuns: 400 },
    );
  });
});
