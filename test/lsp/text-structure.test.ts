import { deepEqual, equal, ok } from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  SelectionRangeRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type DocumentSymbol,
  type SelectionRange,
} from 'vscode-languageserver-protocol/node';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'file:///commands/command.json';
const TEXT = `# a tool
# of ours
{
"command-line": "run #a# #b#",
  "inputs": [
    { "name":   "a" }
  ]
}
`;

describe('The structure of a text in the language server', () => {
  const document = TextDocument.create(URI, 'xnat-command', 1, TEXT);
  const textDocument = { uri: URI };
  let server: TestLanguageServer;

  beforeEach(async () => {
    server = await TestLanguageServer.start();
    await server.open(URI, TEXT);
  });

  afterEach(() => server.stop());

  it('has an outline', async () => {
    const symbols = (await server.client.sendRequest(DocumentSymbolRequest.type, { textDocument })) as DocumentSymbol[];
    deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)]),
      [
        ['command-line', 'run #a# #b#', []],
        ['inputs', '1', ['a']],
      ],
    );
  });

  it('folds', async () => {
    deepEqual(await server.client.sendRequest(FoldingRangeRequest.type, { textDocument }), [
      { startLine: 0, endLine: 1, kind: 'comment' },
      { startLine: 2, endLine: 6 },
      { startLine: 4, endLine: 5 },
    ]);
  });

  it('expands selections', async () => {
    const positions = [document.positionAt(TEXT.indexOf('#b#') + 1), document.positionAt(3)];
    const [first, second] =
      (await server.client.sendRequest(SelectionRangeRequest.type, { textDocument, positions })) ?? [];
    const chain = (range: SelectionRange | undefined): readonly string[] =>
      range === undefined ? [] : [document.getText(range.range), ...chain(range.parent)];
    deepEqual(chain(first).slice(0, 3), ['b', 'run #a# #b#', '"run #a# #b#"']);
    equal(chain(first).at(-1), TEXT);
    deepEqual(chain(second), [TEXT]);
  });

  it('is laid out, in whole or in part', async () => {
    const options = { tabSize: 2, insertSpaces: true };
    const whole = await server.client.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
    const laidOut = TEXT.replace('"command-line"', '  "command-line"').replace(':   ', ': ');
    equal(TextDocument.applyEdits(document, whole ?? []), laidOut);
    const range = { start: { line: 5, character: 6 }, end: { line: 5, character: 8 } };
    const part = await server.client.sendRequest(DocumentRangeFormattingRequest.type, { textDocument, options, range });
    equal(TextDocument.applyEdits(document, part ?? []), TEXT.replace(':   ', ': '));
  });

  it('is coloured by its meaning', async () => {
    const legend = server.initialized.capabilities.semanticTokensProvider?.legend.tokenTypes;
    ok(legend !== undefined);
    const whole = await server.client.sendRequest(SemanticTokensRequest.type, { textDocument });
    deepEqual(whole?.data, [3, 21, 3, legend.indexOf('replacementKey'), 0, 0, 4, 3, legend.indexOf('string'), 0]);
    const range = { start: { line: 4, character: 0 }, end: { line: 6, character: 0 } };
    deepEqual((await server.client.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range }))?.data, []);
  });
});
