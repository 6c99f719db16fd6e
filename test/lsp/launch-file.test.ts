import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FileChangeType,
  FoldingRangeRequest,
  HoverRequest,
  LSPErrorCodes,
  type LocationLink,
} from 'vscode-languageserver-protocol/node';
import { eventually } from '../support/eventually';
import { LAUNCHED } from '../support/launch-file-fixture';
import { TestLanguageServer } from '../support/test-language-server';

describe('Launch files in the language server', () => {
  let folder: string;
  let server: TestLanguageServer;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const launch = '{"command": "command.json", "wrapper": "on-session",\n"inputs": {"session": {"folder": "data"}}}';

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-launch-file-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'command.json'), LAUNCHED);
    server = await TestLanguageServer.start();
  });

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const codes = (name: string) =>
    server
      .published(uriOf(name))
      .at(-1)
      ?.diagnostics.map(({ code }) => code);
  const labelsAt = async (line: number, character: number) =>
    (await server.completions(uriOf('a.launch.json'), { line, character })).map(({ label }) => label);

  it('are checked against the Command on disk, anew when that changes', async () => {
    await server.open(uriOf('a.launch.json'), launch);
    await eventually(() => deepEqual(codes('a.launch.json'), ['launch-input-missing']));
    writeFileSync(join(folder, 'command.json'), LAUNCHED.replaceAll('on-session', 'on-scan'));
    await server.client.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('command.json'), type: FileChangeType.Changed }],
    });
    await eventually(() => deepEqual(codes('a.launch.json'), ['launch-wrapper-unknown']));
  });

  it('are checked against the Command in the editor, at each change of it', async () => {
    await server.open(uriOf('a.launch.json'), launch);
    await server.open(uriOf('command.json'), LAUNCHED.replace('"required":true', '"required":false'));
    await eventually(() => deepEqual(codes('a.launch.json'), []));
    await server.change(uriOf('command.json'), 2, [{ text: LAUNCHED }]);
    await eventually(() => deepEqual(codes('a.launch.json'), ['launch-input-missing']));
  });

  it('are checked once for several key presses in the Command that arrive together', async () => {
    await server.open(uriOf('a.launch.json'), launch);
    await server.open(uriOf('command.json'), LAUNCHED);
    await eventually(() => deepEqual(codes('a.launch.json'), ['launch-input-missing']));
    const before = server.published(uriOf('a.launch.json')).length;
    const presses = Array.from({ length: 20 }, (_, index) =>
      server.change(uriOf('command.json'), index + 2, [
        { text: index < 19 ? LAUNCHED : LAUNCHED.replaceAll('on-session', 'on-scan') },
      ]),
    );
    await Promise.all(presses);
    await eventually(() => deepEqual(codes('a.launch.json'), ['launch-wrapper-unknown']));
    ok(server.published(uriOf('a.launch.json')).length - before < presses.length / 2);
  });

  it('get completions from the Command and the folder', async () => {
    await server.open(uriOf('a.launch.json'), launch);
    deepEqual(await labelsAt(0, 13), ['command.json', 'data/']);
    ok((await labelsAt(0, 42)).includes('on-project'));
  });

  it('have hovers, links, definitions, an outline and folding, and a fix', async () => {
    const textDocument = { uri: uriOf('a.launch.json') };
    await server.open(textDocument.uri, launch);
    const inWrapper = { line: 0, character: 43 };
    ok(JSON.stringify(await server.hover(textDocument.uri, inWrapper)).includes('on-session'));
    const [link] = (await server.client.sendRequest(DefinitionRequest.type, {
      textDocument,
      position: inWrapper,
    })) as LocationLink[];
    equal(link?.targetUri, uriOf('command.json'));
    const links = await server.client.sendRequest(DocumentLinkRequest.type, { textDocument });
    deepEqual(
      links?.map(({ target }) => target),
      [uriOf('command.json')],
    );
    const symbols = await server.client.sendRequest(DocumentSymbolRequest.type, { textDocument });
    deepEqual(
      symbols?.map(({ name }) => name),
      ['command', 'wrapper', 'inputs'],
    );
    ok(Array.isArray(await server.client.sendRequest(FoldingRangeRequest.type, { textDocument })));
    const fixes = await server.quickFixes(textDocument.uri, {
      start: { line: 0, character: 0 },
      end: { line: 1, character: 20 },
    });
    deepEqual(
      fixes.map(({ title }) => title),
      ['Add "table"'],
    );
  });

  it('get no answer about a text that has changed while the files around it were read', async () => {
    const uri = uriOf('a.launch.json');
    const textDocument = { uri };
    const position = { line: 0, character: 14 };
    await server.open(uri, launch);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 20 } };
    const { client } = server;
    const questions = [
      () => client.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } }),
      () => client.sendRequest(DocumentLinkRequest.type, { textDocument }),
      () => client.sendRequest(CompletionRequest.type, { textDocument, position }),
      () => client.sendRequest(HoverRequest.type, { textDocument, position }),
      () => client.sendRequest(DefinitionRequest.type, { textDocument, position }),
    ];
    const start = { line: 0, character: 1 };
    for (const [index, ask] of questions.entries()) {
      const refused = rejects(ask(), { code: LSPErrorCodes.ContentModified });
      await server.change(uri, index + 2, [{ range: { start, end: start }, text: ' ' }]);
      await refused;
    }
  });

  it('can be previewed from a lens, and have none of the lenses of a Command', async () => {
    await server.open(uriOf('a.launch.json'), launch);
    deepEqual(
      (await server.codeLenses(uriOf('a.launch.json'))).map(({ command }) => [command?.title, command?.arguments]),
      [['Preview', [{ uri: uriOf('a.launch.json') }]]],
    );
  });

  it('are not taken for setup Commands, nor Commands for launch files', async () => {
    await server.open(uriOf('a.launch.json'), LAUNCHED);
    await server.open(uriOf('command.json'), launch);
    await eventually(() => ok(codes('a.launch.json')?.every((code) => String(code).startsWith('launch-'))));
    await eventually(() => ok(codes('command.json')?.includes('unknown-property')));
  });
});
