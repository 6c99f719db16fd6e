import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCommandDocument } from '../../src/command/document/command-document';
import type { JsonNode } from '../../src/command/document/syntax-tree';
import { formatEdits } from '../../src/language/format/format';
import { applyTextEdits } from '../support/apply-text-edits';
import { arbitraryBrokenText, arbitraryCommandText } from '../support/arbitrary-command';

const options = fc.record(
  {
    tabSize: fc.constantFrom(1, 2, 4, 8),
    insertSpaces: fc.boolean(),
    insertFinalNewline: fc.boolean(),
    trimFinalNewlines: fc.boolean(),
  },
  { requiredKeys: ['tabSize', 'insertSpaces'] },
);

/** Comments and odd white space where JSON has white space, and some strings in single quotes. */
const decorated = fc
  .tuple(
    arbitraryCommandText,
    fc.array(fc.constantFrom('', '', '', ' ', '\n', '\r\n', '\t', '# note\n', '\n#{"\n', '\n\n\n'), { minLength: 1 }),
    fc.boolean(),
  )
  .map(([text, pieces, hasSingleQuotes]) => {
    let next = 0;
    return text.replaceAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => {
      const piece = pieces[next++ % pieces.length]!;
      const isSingle = hasSingleQuotes && next % 3 === 0 && token.startsWith('"') && !token.includes("'");
      return piece + (isSingle ? `'${token.slice(1, -1).replaceAll('\\"', '"')}'` : token);
    });
  });

/** Everything the parser reads from a text, but for the places. */
function meaning(text: string): unknown {
  const { root, comments, syntaxFaults } = createCommandDocument(text, 'create');
  const plain = (node: JsonNode | undefined): unknown => {
    switch (node?.kind) {
      case 'object':
        return node.properties.map(({ key, value }) => [key.value, plain(value)]);
      case 'array':
        return node.items.map(plain);
      case 'number':
        return { number: node.raw };
      case 'string':
      case 'boolean':
        return node.value;
      default:
        return node?.kind;
    }
  };
  return {
    value: plain(root),
    comments: comments.map(({ start, end }) => text.slice(start, end)),
    faults: syntaxFaults.map(({ kind }) => kind),
  };
}

describe('Formatting', () => {
  it('keeps the value, the comments and the faults of a text, and changes nothing the second time', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(fc.oneof(decorated, arbitraryCommandText), options, (text, style) => {
        const once = applyTextEdits(text, formatEdits(createCommandDocument(text, 'create'), style));
        assert.deepEqual(meaning(once), meaning(text));
        assert.deepEqual(formatEdits(createCommandDocument(once, 'create'), style), []);
      }),
      { numRuns: 400 },
    );
  });

  it('changes nothing but white space, whatever the text', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(arbitraryBrokenText, options, fc.nat(), fc.nat(), (text, style, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        for (const range of [undefined, { start, end }]) {
          const edits = formatEdits(createCommandDocument(text, 'create'), style, range);
          let last = 0;
          for (const { span, newText } of edits) {
            assert.ok(last <= span.start && span.start <= span.end);
            assert.match(text.slice(span.start, span.end) + newText, /^[ \t\n\r]*$/);
            last = span.end;
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('of a range changes nothing outside its lines', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(decorated, options, fc.nat(), fc.nat(), (text, style, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        const edits = formatEdits(createCommandDocument(text, 'create'), style, { start, end });
        const after = applyTextEdits(text, edits);
        assert.deepEqual(meaning(after), meaning(text));
        for (const { span } of edits) {
          assert.ok(!/[\n\r]/.test(text.slice(span.end, start)), 'an edit lies before the first line');
          assert.ok(!/[\n\r]/.test(text.slice(end, span.start)), 'an edit lies behind the last line');
        }
      }),
      { numRuns: 400 },
    );
  });
});
