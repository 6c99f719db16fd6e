import { deepEqual, equal, ok } from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { COMMAND_FILES_CHANGED, COMMAND_FILES_REQUEST, type WorkspaceFile } from '../../src/server/protocol';
import { eventually } from '../support/eventually';
import { TestLanguageServer } from '../support/test-language-server';

const DOCKERFILE = 'file:///work/tool/image/Dockerfile';
const COMMAND = 'file:///work/tool/command.json';
const LABELLED = String.raw`FROM scratch
LABEL org.nrg.commands="[{\"name\":\"tool\",\"version\":\"1\",\
\"command-line\":\"run\",\"type\":\"Docker\"}]"
ARG API_TOKEN
`;

describe('The language server, of a Dockerfile', () => {
  let server: TestLanguageServer;
  let files: WorkspaceFile[];

  beforeEach(async () => {
    server = await TestLanguageServer.start();
    files = [];
    server.client.onRequest(COMMAND_FILES_REQUEST, () => files);
  });

  afterEach(() => server.stop());

  const marked = async (text: string) => {
    const document = TextDocument.create(DOCKERFILE, 'dockerfile', 1, text);
    const { diagnostics } = await server.problems(DOCKERFILE);
    return diagnostics.map(({ code, source, range }) => [code, source, document.getText(range)]);
  };

  it('marks problems inside the label, as its own', async () => {
    await server.open(DOCKERFILE, LABELLED, 'dockerfile');
    deepEqual(await marked(LABELLED), [
      ['command-type-unknown', 'xnat', String.raw`\"Docker\"`],
      ['dockerfile-secret-arg', 'xnat', 'API_TOKEN'],
    ]);
  });

  it('mends them', async () => {
    await server.open(DOCKERFILE, LABELLED, 'dockerfile');
    const { diagnostics } = await server.problems(DOCKERFILE);
    const [fix] = await server.quickFixes(DOCKERFILE, diagnostics[0]!.range);
    const document = TextDocument.create(DOCKERFILE, 'dockerfile', 1, LABELLED);
    equal(
      TextDocument.applyEdits(document, fix!.edit!.changes![DOCKERFILE]!),
      LABELLED.replace(String.raw`\"Docker\"`, String.raw`\"docker\"`),
    );
  });

  it('says nothing of one that has nothing to do with Commands', async () => {
    const text = 'FROM scratch\nARG API_TOKEN\n';
    await server.open(DOCKERFILE, text, 'dockerfile');
    deepEqual(await marked(text), []);
    deepEqual(await server.codeLenses(DOCKERFILE), []);
  });

  it('keeps nothing of a text that was closed while its lenses were awaited', async () => {
    let answer: (found: WorkspaceFile[]) => void = () => undefined;
    const found = new Promise<WorkspaceFile[]>((resolve) => (answer = resolve));
    server.client.onRequest(COMMAND_FILES_REQUEST, () => found);
    await server.open(DOCKERFILE, LABELLED, 'dockerfile');
    const lenses = server.codeLenses(DOCKERFILE);
    await server.close(DOCKERFILE);
    await server.cleared(DOCKERFILE);
    answer([]);
    ok((await lenses).length > 0);
    await server.open(DOCKERFILE, 'FROM scratch\n', 'dockerfile');
    deepEqual(await server.codeLenses(DOCKERFILE), []);
  });

  it('shows lenses that follow the files', async () => {
    files = [{ uri: COMMAND, text: '{"name":"tool","version":"1","command-line":"run"}' }];
    const titles = async () => (await server.codeLenses(DOCKERFILE)).map(({ command }) => command!.title);
    await server.open(DOCKERFILE, LABELLED, 'dockerfile');
    deepEqual(await titles(), [
      '1 Command',
      'Open',
      'Update from file',
      'Differs from command.json in 1 place',
      'Build image…',
    ]);
    files = [{ uri: COMMAND, text: files[0]!.text.replace('{', '{"type":"Docker",') }];
    await server.client.sendNotification(COMMAND_FILES_CHANGED);
    await eventually(async () =>
      deepEqual(await titles(), ['1 Command', 'Open', 'Same as command.json', 'Build image…']),
    );
  });

  it('leaves the features of Commands to Commands', async () => {
    await server.open(DOCKERFILE, LABELLED, 'dockerfile');
    deepEqual(await server.completions(DOCKERFILE, { line: 1, character: 30 }), []);
    equal(await server.hover(DOCKERFILE, { line: 1, character: 30 }), null);
  });

  it("takes the label's image for that of a Command it is shown from", async () => {
    const uri = 'xnat-label:/tool.command.json?%7B%7D';
    await server.open(uri, '{"name":"tool","version":"1","command-line":"run"}');
    deepEqual((await server.problems(uri)).diagnostics, []);
  });
});
