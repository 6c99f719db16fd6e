import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { semanticTokens } from '../../../src/language/semantic-tokens';

const TEXT =
  '{"command-line": "run KEY #b# #nobody# #session#", "working-directory": "#session#",' +
  ' "inputs": [{"name": "a", "replacement-key": "KEY"}, {"name": "b"}], "description": "#nobody#",' +
  ' "xnat": [{"external-inputs": [{"name": "session"}]}]}';

const tokens = (range?: { start: number; end: number }): readonly string[] =>
  semanticTokens(createCommandDocument(TEXT, 'create'), range).map(
    ({ span, type }) => `${type} ${TEXT.slice(span.start, span.end)}`,
  );

describe('Semantic tokens', () => {
  it('tell keys that are filled from what only looks like one', () => {
    assert.deepEqual(tokens(), [
      'replacementKey KEY',
      'replacementKey #b#',
      'string #nobody#',
      'string #session#',
      'replacementKey #session#',
      'replacementKey KEY',
    ]);
  });

  it('can be had for a stretch of the text', () => {
    const start = TEXT.indexOf('#b#') + 1;
    assert.deepEqual(tokens({ start, end: TEXT.indexOf('#session#') }), ['replacementKey #b#', 'string #nobody#']);
  });
});
