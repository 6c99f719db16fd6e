import { deepEqual, equal, ok } from 'node:assert/strict';
import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind } from 'vscode-languageserver-protocol';
import { marked } from '../support/marked-text';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'file:///commands/command.json';

describe('Completion over the protocol', () => {
  let server: TestLanguageServer;

  beforeEach(async () => {
    server = await TestLanguageServer.start();
  });

  afterEach(() => server.stop());

  /** The items at the `|` of a fixture, whose cursor is in its last line. */
  async function itemsAt(fixture: string, uri = URI) {
    const { text, offsets } = marked(fixture);
    const before = text.slice(0, offsets[0]).split('\n');
    await server.open(uri, text);
    return server.completions(uri, { line: before.length - 1, character: before.at(-1)!.length });
  }

  it('is asked for as soon as a quote, a key or a path starts', () => {
    const triggers = server.initialized.capabilities.completionProvider?.triggerCharacters;
    deepEqual(triggers, ['"', "'", ':', '#', '@', '.', '^', '/']);
  });

  it('comes as snippets with their lines indented already, in the order of use', async () => {
    const items = await itemsAt('{\n  "name": "a"\n  "mo|"\n}');
    deepEqual(
      [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)),
      items,
    );
    const mounts = items.find(({ label }) => label === 'mounts');
    equal(mounts?.kind, CompletionItemKind.Property);
    equal(mounts.filterText, '"mounts');
    equal(mounts.insertTextFormat, InsertTextFormat.Snippet);
    equal(mounts.insertTextMode, InsertTextMode.asIs);
    deepEqual(mounts.textEdit, {
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 6 } },
      newText: '"mounts": [\n    $1\n  ]',
    });
    deepEqual(mounts.additionalTextEdits, [
      { range: { start: { line: 1, character: 13 }, end: { line: 1, character: 13 } }, newText: ',' },
    ]);
    equal(mounts.command?.command, 'editor.action.triggerSuggest');
    ok(typeof mounts.documentation === 'object' && mounts.documentation.kind === MarkupKind.Markdown);
  });

  it('offers images, Commands and secrets that the editor tells of', async () => {
    await server.tell({ imageNames: ['busybox:1.36'] });
    await server.tell({ storedSecrets: { 'my.token': 4 } });
    deepEqual(
      (await itemsAt('{"image": "|"}')).map(({ label }) => label),
      ['busybox:1.36'],
    );
    const source = await itemsAt('{"secrets": [{"source": {"identifier": "|"}}]}', 'file:///other.json');
    deepEqual(
      source.map(({ label }) => label),
      ['my.token'],
    );
  });

  it('offers the setup Commands that are open', async () => {
    await server.open(
      'file:///setup/command.json',
      '{"type": "docker-setup", "image": "org/setup:1.0", "name": "unpack"}',
    );
    const items = await itemsAt('{"xnat": [{"external-inputs": [{"via-setup-command": "|"}]}]}');
    deepEqual(
      items.map(({ label }) => label),
      ['org/setup:1.0:unpack'],
    );
  });

  it('is empty for a document that is not open', async () => {
    deepEqual(await server.completions('file:///closed.json', { line: 0, character: 0 }), []);
  });
});
