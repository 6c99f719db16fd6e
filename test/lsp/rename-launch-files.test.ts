import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type CancellationToken,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { LAUNCH_FILES_REQUEST, type WorkspaceFile } from '../../src/server/protocol';
import { LAUNCHED } from '../support/launch-file-fixture';
import { TestLanguageServer } from '../support/test-language-server';

const LAUNCH = `{
  "command": "../command.json",
  "wrapper": "on-session",
  "inputs": { "session": { "folder": "data" }, "title": "x" },
  "environment": { "MODE": "fast", "EXTRA": "y" },
  "secrets": ["report.token"],
  "expect": { "outputs": { "result": 1 } }
}`;

describe('Names of a Command in launch files, in the language server', () => {
  let folder: string;
  let server: TestLanguageServer;
  /** By name: the files that an editor finds in the workspace. */
  let files: Map<string, string>;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-names-'));
    mkdirSync(join(folder, 'launches'));
    writeFileSync(join(folder, 'command.json'), LAUNCHED);
    files = new Map([
      ['command.json', LAUNCHED],
      ['launches/a.launch.json', LAUNCH],
      ['launches/other.launch.json', LAUNCH.replace('../command', '../other-command')],
    ]);
    server = await TestLanguageServer.start();
    server.client.onRequest(LAUNCH_FILES_REQUEST, (): readonly WorkspaceFile[] =>
      [...files].filter(([name]) => name.endsWith('.launch.json')).map(([name, text]) => ({ uri: uriOf(name), text })),
    );
  });

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  /** The place of a text in a file, of its `which`th occurrence there. */
  function at(name: string, text: string, which = 0) {
    const document = TextDocument.create(uriOf(name), 'json', 1, files.get(name)!);
    let offset = document.getText().indexOf(text);
    for (let i = 0; i < which; i++) offset = document.getText().indexOf(text, offset + 1);
    return { textDocument: { uri: document.uri }, position: document.positionAt(offset + 1) };
  }

  function apply(edit: WorkspaceEdit | null) {
    for (const [name, text] of files) {
      const edits = edit?.changes?.[uriOf(name)];
      if (edits !== undefined) files.set(name, TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits));
    }
    return Object.keys(edit?.changes ?? {}).map((uri) => uri.slice(uri.lastIndexOf('/') + 1));
  }

  const rename = (place: ReturnType<typeof at>, newName: string) =>
    server.client.sendRequest(RenameRequest.type, { ...place, newName });

  it('change with it, closed and open ones, and back again', async () => {
    files.set('launches/open.launch.json', LAUNCH);
    await server.open(uriOf('command.json'), LAUNCHED);
    await server.open(uriOf('launches/open.launch.json'), LAUNCH);
    const before = new Map(files);
    const names = ['"on-session"', '"session"', '"title"', '"MODE"', '"report.token"', '"result"'];
    for (const [index, name] of names.entries()) {
      const changed = apply(await rename(at('command.json', name), `fresh_${index}`));
      deepEqual(changed.sort(), ['a.launch.json', 'command.json', 'open.launch.json'], name);
      equal(
        files.get('launches/a.launch.json'),
        before.get('launches/a.launch.json')!.replace(name, `"fresh_${index}"`),
      );
      await resync(index * 2 + 2);
      apply(await rename(at('command.json', `"fresh_${index}"`), name.slice(1, -1)));
      deepEqual([...files], [...before]);
      await resync(index * 2 + 3);
    }
  });

  /** Tells the server of the texts as they are now. */
  async function resync(version: number) {
    for (const name of ['command.json', 'launches/open.launch.json']) {
      await server.change(uriOf(name), version, [{ text: files.get(name)! }]);
    }
  }

  it('are renamed from a launch file, where its Command is closed', async () => {
    await server.open(uriOf('launches/a.launch.json'), LAUNCH);
    const place = at('launches/a.launch.json', '"title"');
    const target = (await server.client.sendRequest(PrepareRenameRequest.type, place)) as {
      range: Range;
      placeholder: string;
    };
    deepEqual([target.placeholder, target.range.end.character - target.range.start.character], ['title', 5]);
    deepEqual(apply(await rename(place, 'heading')).sort(), ['a.launch.json', 'command.json']);
    equal(files.get('command.json'), LAUNCHED.replace('"title"', '"heading"').replace('#title#', '#heading#'));
    equal(files.get('launches/a.launch.json'), LAUNCH.replace('title', 'heading'));
    equal(await server.client.sendRequest(PrepareRenameRequest.type, at('launches/a.launch.json', '"EXTRA"')), null);
  });

  it('are not taken twice', async () => {
    await server.open(uriOf('command.json'), LAUNCHED);
    await rejects(rename(at('command.json', '"MODE"'), 'EXTRA'), {
      message: '"EXTRA" cannot be used: a.launch.json has it already, and would then stand for something else.',
    });
    await server.open(uriOf('launches/a.launch.json'), LAUNCH);
    await rejects(rename(at('launches/a.launch.json', '"title"'), 'depth'), /already the name/);
  });

  it('are among the references, from either side', async () => {
    const find = async (place: ReturnType<typeof at>) =>
      (
        await server.client.sendRequest(ReferencesRequest.type, { ...place, context: { includeDeclaration: true } })
      )?.map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)} ${range.start.line}`);
    await server.open(uriOf('command.json'), LAUNCHED);
    const expected = ['command.json 0', 'command.json 0', 'a.launch.json 3'];
    deepEqual(await find(at('command.json', '"title"')), expected);
    await server.open(uriOf('launches/a.launch.json'), LAUNCH);
    deepEqual(await find(at('launches/a.launch.json', '"title"')), expected);
  });

  it('are left as they are when a person gives up while the editor looks for files', async () => {
    await server.open(uriOf('command.json'), LAUNCHED);
    const cancellation = new CancellationTokenSource();
    const editorHears = new Promise((heard) => {
      server.client.onRequest(LAUNCH_FILES_REQUEST, async (token: CancellationToken) => {
        await new Promise((cancelled) => {
          token.onCancellationRequested(cancelled);
          cancellation.cancel();
        });
        heard(undefined);
        return [];
      });
    });
    const asked = { ...at('command.json', '"title"'), newName: 'heading' };
    const renamed = server.client.sendRequest(RenameRequest.type, asked, cancellation.token);
    await rejects(renamed, { code: LSPErrorCodes.RequestCancelled });
    await editorHears;
  });

  it('are those of open launch files alone where an editor finds no files', async () => {
    await server.stop();
    server = await TestLanguageServer.start();
    await server.open(uriOf('launches/a.launch.json'), LAUNCH);
    await server.open(uriOf('command.json'), LAUNCHED);
    deepEqual(apply(await rename(at('command.json', '"title"'), 'heading')).sort(), ['a.launch.json', 'command.json']);
  });
});
