import { deepEqual, equal } from 'node:assert/strict';
import {
  CodeActionRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { eventually } from '../support/eventually';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'file:///commands/command.json';

/** A name that the container never sees, and a list that ends in a comma. */
const COMMAND = `{
  "name": "report",
  "version": "1.0",
  "image": "example/report:1.0",
  "command-line": "report",
  "environment-variables": { "$MODE": "full" },
  "secrets": [
    {
      "source": { "type": "system-property", "identifier": "report.token" },
      "destination": { "type": "environment-variable", "identifier": "$TOKEN" }
    }
  ]
}
`;

describe('Settings and problems in the language server', () => {
  let server: TestLanguageServer;

  afterEach(() => server.stop());

  const last = () =>
    (server.published(URI).at(-1)?.diagnostics ?? []).map(({ code, severity }) => `${String(code)} ${severity}`);

  it('weigh rules as the person wants them, anew after each change', async () => {
    const settings: Record<string, unknown> = { 'xnatCommands.rules': { 'env-name-invalid': 'hint' } };
    server = await TestLanguageServer.start(settings);
    await server.open(URI, COMMAND);
    await eventually(() => deepEqual(last(), ['env-name-invalid 4', 'secret-env-name-invalid 1']));
    settings['xnatCommands.rules'] = { 'secret-env-name-invalid': 'off' };
    await server.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await eventually(() => deepEqual(last(), ['env-name-invalid 1']));
  });

  it('weigh rules as the person wants them even where something was asked before that was known', async () => {
    server = await TestLanguageServer.start({});
    let answer: (values: unknown[]) => void = () => undefined;
    const values = new Promise<unknown[]>((resolve) => (answer = resolve));
    server.client.onRequest(ConfigurationRequest.type, () => values);
    await server.open(URI, COMMAND);
    const range = { start: { line: 0, character: 0 }, end: { line: 12, character: 0 } };
    equal((await server.quickFixes(URI, range)).length > 1, true);
    answer([{ 'env-name-invalid': 'off' }]);
    await server.problems(URI);
    deepEqual(last(), ['secret-env-name-invalid 1']);
  });

  it('are all mended at once where each has one plain fix', async () => {
    server = await TestLanguageServer.start();
    await server.open(URI, COMMAND);
    await server.problems(URI);
    const [action, ...others] =
      (await server.client.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: URI },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], only: ['source.fixAll'] },
      })) ?? [];
    equal(others.length, 0);
    const edits = action !== undefined && 'edit' in action ? (action.edit.changes?.[URI] ?? []) : [];
    const mended = TextDocument.applyEdits(TextDocument.create(URI, 'xnat-command', 1, COMMAND), edits);
    equal(mended, COMMAND.replace('$MODE', 'MODE').replace('$TOKEN', 'TOKEN'));
  });
});
