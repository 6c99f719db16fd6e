import { deepEqual, equal, rejects } from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  LinkedEditingRangeRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type Location,
  type LocationLink,
  type Range,
} from 'vscode-languageserver-protocol/node';
import { marked } from '../support/marked-text';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'untitled:Untitled-1';

const { text, offsets } = marked(`{
  "info-url": "https://example.org/tool",
  "command-line": "run #sc|an#",
  "inputs": [{ "name": "scan" }],
  "xnat": [{ "external-inputs": [{ "provides-value-for-command-input": "scan", "via-setup-command": "a/b:1" }] }]
}`);

describe('Navigation in the language server', () => {
  const document = TextDocument.create(URI, 'xnat-command', 1, text);
  const here = { textDocument: { uri: URI }, position: document.positionAt(offsets[0]!) };
  const nowhere = { textDocument: { uri: URI }, position: { line: 0, character: 0 } };
  const places = (ranges: readonly { readonly range: Range }[] | null | undefined) =>
    ranges?.map(({ range }) => `${range.start.line} ${document.getText(range)}`);
  let server: TestLanguageServer;

  beforeEach(async () => {
    server = await TestLanguageServer.start();
    await server.open(URI, text);
  });

  afterEach(() => server.stop());

  it('goes to definitions', async () => {
    const [link, ...others] = (await server.client.sendRequest(DefinitionRequest.type, here)) as LocationLink[];
    deepEqual(others, []);
    equal(link?.targetUri, URI);
    equal(document.getText(link.originSelectionRange), '#scan#');
    equal(document.getText(link.targetRange), '{ "name": "scan" }');
    equal(document.getText(link.targetSelectionRange), '"scan"');
    deepEqual(await server.client.sendRequest(DefinitionRequest.type, nowhere), []);
  });

  it('finds references', async () => {
    const find = (includeDeclaration: boolean): Promise<Location[] | null> =>
      server.client.sendRequest(ReferencesRequest.type, { ...here, context: { includeDeclaration } });
    deepEqual(places(await find(true)), ['2 #scan#', '3 scan', '4 scan']);
    deepEqual(places(await find(false)), ['2 #scan#', '4 scan']);
  });

  it('highlights what stands for the same', async () => {
    const highlights = await server.client.sendRequest(DocumentHighlightRequest.type, here);
    deepEqual(places(highlights), ['2 #scan#', '3 scan', '4 scan']);
    deepEqual(
      highlights?.map(({ kind }) => kind),
      [2, 3, 2],
    );
  });

  it('renames', async () => {
    const target = (await server.client.sendRequest(PrepareRenameRequest.type, here)) as {
      range: Range;
      placeholder: string;
    };
    equal(document.getText(target.range), 'scan');
    equal(target.placeholder, 'scan');
    const edit = await server.client.sendRequest(RenameRequest.type, { ...here, newName: 'series' });
    equal(TextDocument.applyEdits(document, edit?.changes?.[URI] ?? []), text.replaceAll('scan', 'series'));
    equal(await server.client.sendRequest(PrepareRenameRequest.type, nowhere), null);
  });

  it('says why it does not rename', async () => {
    await rejects(server.client.sendRequest(RenameRequest.type, { ...here, newName: 'a b' }), {
      message: 'The name of a command input can have only letters, digits, "_" and "-".',
    });
  });

  it('links what changes together', async () => {
    const linked = await server.client.sendRequest(LinkedEditingRangeRequest.type, here);
    deepEqual(places(linked?.ranges.map((range) => ({ range }))), ['2 scan', '3 scan', '4 scan']);
    equal(await server.client.sendRequest(LinkedEditingRangeRequest.type, nowhere), null);
  });

  it('links to setup Commands by the image that the service stores, with the tag it adds', async () => {
    const uri = 'untitled:Untitled-2';
    const links = async () =>
      (await server.client.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } }))?.map(
        ({ target }) => target,
      );
    const via = ['tool:latest:s', 'tool', 'kept:latest:c'].map((text) => `{"via-setup-command": "${text}"}`);
    await server.open(uri, `{"xnat": [{"external-inputs": [${via.join()}]}]}`);
    await server.tell({
      specialCommands: [{ type: 'docker-setup', image: 'kept', name: 'c', uri: 'file:///closed.json' }],
    });
    await server.open('file:///setup.json', '{"type": "docker-setup", "image": "tool", "name": "s"}');
    deepEqual(await links(), ['file:///setup.json', 'file:///closed.json']);
  });

  it('links to pages, and to setup Commands that are open', async () => {
    const links = () => server.client.sendRequest(DocumentLinkRequest.type, { textDocument: { uri: URI } });
    deepEqual(places(await links()), ['1 https://example.org/tool']);
    await server.open('file:///setup.json', '{"type": "docker-setup", "image": "a/b:1", "name": "s"}');
    await server.open('file:///other.json', '{"type": "docker", "image": "a/b:1"}');
    deepEqual(
      (await links())?.map(({ target }) => target),
      ['https://example.org/tool', 'file:///setup.json'],
    );
  });
});
