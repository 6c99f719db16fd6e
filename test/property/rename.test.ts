import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCommandDocument } from '../../src/command/document/command-document';
import { renameAt, renameTargetAt } from '../../src/language/rename/rename';
import { symbolIndex } from '../../src/language/symbol-index';
import { applyTextEdits } from '../support/apply-text-edits';
import { arbitraryBrokenText, arbitraryCommandText } from '../support/arbitrary-command';

const newNames = fc.constantFrom('fresh', 'a', 'b', 'scan', 'scan-id', 'x_1', 'D', '#a#', '[B]', 'a b', '', '"');

describe('Rename', () => {
  it('and rename back give the same text', function () {
    this.timeout(20_000);
    let done = 0;
    fc.assert(
      fc.property(arbitraryCommandText, fc.nat(), newNames, (text, pick, newName) => {
        const document = createCommandDocument(text, 'create');
        const { occurrences } = symbolIndex(document);
        const occurrence = occurrences[pick % Math.max(occurrences.length, 1)];
        if (occurrence === undefined) return;
        const offset = occurrence.span.start + 1;
        const target = renameTargetAt(document, offset);
        const there = renameAt(document, offset, newName);
        if (there.kind === 'refused') {
          assert.match(there.reason, /^[A-Z"].*\.$/s);
          return;
        }
        assert.ok(target !== undefined);
        const after = applyTextEdits(text, there.edits);
        const moved = there.edits
          .filter(({ span }) => span.start < target.span.start)
          .reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), target.span.start);
        const back = renameAt(createCommandDocument(after, 'create'), moved, target.text);
        if (back.kind === 'refused') {
          // The text was at odds with itself before, and the rename mended it.
          assert.doesNotMatch(back.reason, /stand for something else|There is no name/);
          return;
        }
        done++;
        assert.equal(applyTextEdits(after, back.edits), text);
      }),
      { numRuns: 500 },
    );
    assert.ok(done > 60, `only ${done} renames went there and back`);
  });

  it('changes nothing but whole names and keys', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(arbitraryCommandText, fc.nat(), (text, at) => {
        const offset = at % (text.length + 1);
        const document = createCommandDocument(text, 'create');
        const target = renameTargetAt(document, offset);
        const result = renameAt(document, offset, 'fresh-name-1');
        assert.equal(target === undefined, result.kind === 'refused' && /no name|by hand/.test(result.reason));
        if (target === undefined || result.kind === 'refused') return;
        const written = text.slice(target.span.start, target.span.end);
        for (const { span } of result.edits) {
          assert.equal(text.slice(span.start, span.end).replace(/^#|#$/g, ''), written.replace(/^#|#$/g, ''));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever the text', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(arbitraryBrokenText, fc.nat(), newNames, (text, at, newName) => {
        const offset = at % (text.length + 1);
        const document = createCommandDocument(text, at % 2 === 0 ? 'create' : 'label');
        const target = renameTargetAt(document, offset);
        renameAt(document, offset, newName);
        if (target === undefined) return;
        assert.ok(0 <= target.span.start && target.span.start <= target.span.end && target.span.end <= text.length);
      }),
      { numRuns: 500 },
    );
  });
});
