import { deepEqual } from 'node:assert/strict';
import {
  DidChangeConfigurationNotification,
  InlayHintRefreshRequest,
  InlayHintRequest,
} from 'vscode-languageserver-protocol/node';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'file:///commands/command.json';
const TEXT = '{"command-line": "run #n#",\n"inputs": [{"name": "n", "default-value": "4", "command-line-flag": "-n"}]}';

describe('Inlay hints in the language server', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  let server: TestLanguageServer;

  async function hints(settings?: Readonly<Record<string, unknown>>): Promise<readonly unknown[] | undefined> {
    server = await TestLanguageServer.start(settings);
    await server.open(URI, TEXT);
    const found = await server.client.sendRequest(InlayHintRequest.type, { textDocument: { uri: URI }, range });
    return found?.map(({ label, position }) => [label, position.line, position.character]);
  }

  afterEach(() => server.stop());

  it('are shown where they are switched on', async () => {
    deepEqual(await hints({ 'xnatCommands.inlayHints.enabled': true }), [['= -n 4', 0, 25]]);
  });

  it('are not shown otherwise', async () => {
    deepEqual(await hints({ 'xnatCommands.inlayHints.enabled': false }), []);
  });

  it('are not shown in an editor that cannot be asked', async () => {
    deepEqual(await hints(), []);
  });

  it('are asked for anew when a setting changes', async () => {
    await hints({});
    const asked = new Promise((resolve) => {
      server.client.onRequest(InlayHintRefreshRequest.type, () => resolve(null));
    });
    await server.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await asked;
  });
});
