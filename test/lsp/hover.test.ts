import { deepEqual, equal, ok } from 'node:assert/strict';
import { MarkupKind } from 'vscode-languageserver-protocol';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'file:///commands/command.json';
const COMMAND = `{
  "command-line": "run #t#",
  "inputs": [{ "name": "t", "default-value": "1" }],
  "secrets": [{ "source": { "type": "system-property", "identifier": "my.token" } }]
}`;

describe('Hover over the protocol', () => {
  let server: TestLanguageServer;

  beforeEach(async () => {
    server = await TestLanguageServer.start();
    await server.open(URI, COMMAND);
  });

  afterEach(() => server.stop());

  /** The Markdown shown over the first place of a text. */
  async function markdownOver(text: string): Promise<string> {
    const hover = await server.hover(URI, positionOf(text));
    const contents = hover?.contents;
    ok(typeof contents === 'object' && 'kind' in contents);
    equal(contents.kind, MarkupKind.Markdown);
    return contents.value;
  }

  function positionOf(text: string) {
    const before = COMMAND.slice(0, COMMAND.indexOf(text) + 1).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  }

  it('shows the command line with its defaults', async () => {
    ok((await markdownOver('run #t#')).includes('run 1'));
  });

  it('is about the key at the cursor', async () => {
    const hover = await server.hover(URI, positionOf('#t#'));
    deepEqual(hover?.range, { start: { line: 1, character: 23 }, end: { line: 1, character: 26 } });
  });

  it('says what is stored for a secret once the editor tells', async () => {
    ok(!(await markdownOver('my.token')).includes('stored here'));
    await server.tell({ storedSecrets: { 'my.token': 40 } });
    ok((await markdownOver('my.token')).includes('stored here, 40 bytes'));
  });

  it('is nothing where there is nothing, or the document is not open', async () => {
    equal(await server.hover(URI, { line: 0, character: 0 }), null);
    equal(await server.hover('file:///other.json', { line: 0, character: 0 }), null);
  });
});
