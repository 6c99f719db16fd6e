import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCommandDocument, type CommandMode } from '../../src/command/document/command-document';
import { hoverAt } from '../../src/language/hover/hover-at';
import { previewCommandLine } from '../../src/resolution/preview-command-line';
import { arbitraryBrokenText, arbitraryCommandText } from '../support/arbitrary-command';

describe('Hover', function () {
  this.timeout(60_000);

  it('is about a span that holds the cursor, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(arbitraryCommandText, arbitraryBrokenText),
        fc.constantFrom<CommandMode[]>('create', 'label'),
        fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
        (text, mode, places) => {
          const document = createCommandDocument(text, mode);
          for (const at of places) {
            const offset = at % (text.length + 1);
            const hover = hoverAt(document, offset, { previewCommandLine, storedSecrets: new Map() });
            if (hover === undefined) continue;
            assert.ok(hover.span.start <= offset && offset <= hover.span.end && hover.span.end <= text.length);
            assert.notEqual(hover.markdown.trim(), '');
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
