import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCommandDocument, type CommandDocument } from '../../src/command/document/command-document';
import { nodeAt } from '../../src/command/document/navigation';
import type { Span } from '../../src/command/document/syntax-tree';
import { codeLenses } from '../../src/language/code-lenses';
import type { Occurrence } from '../../src/language/collect-occurrences';
import { documentLinks } from '../../src/language/document-links';
import { foldingRanges } from '../../src/language/folding';
import { inlayHints } from '../../src/language/inlay-hints';
import { definitionsAt, highlightsAt, referencesAt } from '../../src/language/navigate';
import { outline, type OutlineItem } from '../../src/language/outline';
import { linkedRangesAt } from '../../src/language/rename/linked-ranges';
import { selectionRangesAt } from '../../src/language/selection-ranges';
import { semanticTokens } from '../../src/language/semantic-tokens';
import { symbolIndex, symbolsWithin } from '../../src/language/symbol-index';
import { defaultForms } from '../../src/resolution/default-forms';
import { arbitraryBrokenText, arbitraryCommandText } from '../support/arbitrary-command';

/** Every span that some feature gives for a document or for a place in it. */
function allSpans(document: CommandDocument, offset: number): readonly Span[] {
  const everywhere = { start: 0, end: document.text.length };
  const items = (list: readonly OutlineItem[]): readonly OutlineItem[] =>
    list.flatMap((item) => [item, ...items(item.children)]);
  return [
    ...symbolIndex(document).occurrences.map(({ span }) => span),
    ...symbolIndex(document).unfilledKeys,
    ...definitionsAt(document, offset).flatMap(({ origin, target, targetName }) => [origin, target, targetName]),
    ...highlightsAt(document, offset).map(({ span }) => span),
    ...referencesAt(document, offset, 'with declarations'),
    ...linkedRangesAt(document, offset),
    ...selectionRangesAt(document, offset),
    ...semanticTokens(document).map(({ span }) => span),
    ...codeLenses(document).map(({ span }) => span),
    ...documentLinks(document, () => 'file:///x').map(({ span }) => span),
    ...inlayHints(document, everywhere, defaultForms).map(({ offset: end }) => ({ start: end, end })),
    ...items(outline(document)).flatMap(({ span, selection }) => [span, selection]),
  ];
}

describe('The language features', () => {
  it('answer for any text, with places inside it', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(arbitraryBrokenText, fc.nat(), fc.constantFrom('create', 'label'), (text, at, mode) => {
        const document = createCommandDocument(text, mode);
        for (const { start, end } of allSpans(document, at % (text.length + 1))) {
          assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
        }
        for (const { startLine, endLine } of foldingRanges(document)) {
          assert.ok(startLine < endLine && endLine < document.lines.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('know of a part of a text what they know of it in the whole', function () {
    this.timeout(20_000);
    const touches = (part: Span) => (place: Span) => place.start <= part.end && part.start <= place.end;
    fc.assert(
      fc.property(arbitraryCommandText, fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (text, places) => {
        for (const at of places) {
          const part = nodeAt(createCommandDocument(text, 'create').root, at % (text.length + 1))?.node;
          if (part?.kind !== 'string') continue;
          const found = symbolsWithin(createCommandDocument(text, 'create'), part);
          const whole = symbolIndex(createCommandDocument(text, 'create'));
          const shown = ({ span, role, symbols }: Occurrence) =>
            [span.start, span.end, role, ...symbols.map(({ declaration }) => declaration.start)].join(' ');
          const inPart = whole.occurrences.filter(({ span }) => touches(part)(span));
          assert.deepEqual(found.occurrences.map(shown), inPart.map(shown));
          assert.deepEqual(found.unfilledKeys, whole.unfilledKeys.filter(touches(part)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keep outlines and selections nested', function () {
    this.timeout(20_000);
    const isWithin = (inner: Span, outer: Span) => outer.start <= inner.start && inner.end <= outer.end;
    const check = (items: readonly OutlineItem[], around: Span) => {
      for (const { name, span, selection, children } of items) {
        assert.ok(name.trim() !== '' && isWithin(span, around) && isWithin(selection, span));
        check(children, span);
      }
    };
    fc.assert(
      fc.property(fc.oneof(arbitraryCommandText, arbitraryBrokenText), fc.nat(), (text, at) => {
        const document = createCommandDocument(text, 'create');
        check(outline(document), { start: 0, end: text.length });
        const spans = selectionRangesAt(document, at % (text.length + 1));
        spans.slice(1).forEach((outer, i) => assert.ok(isWithin(spans[i]!, outer)));
      }),
      { numRuns: 400 },
    );
  });

  it('give semantic tokens that lie apart, on one line each', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(arbitraryBrokenText, (text) => {
        let last = 0;
        for (const { span } of semanticTokens(createCommandDocument(text, 'create'))) {
          assert.ok(last <= span.start, 'two tokens overlap');
          assert.doesNotMatch(text.slice(span.start, span.end), /[\n\r]/);
          last = span.end;
        }
      }),
      { numRuns: 400 },
    );
  });
});
