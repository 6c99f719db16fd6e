import { deepEqual, equal, ok } from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'file:///commands/command.json';

const COMMAND = `{
  "name": "report",
  "version": "1.0",
  "type": "docker",
  "image": "example/report:1.0",
  "command-line": "report",
  "environment-variables": { "MODE": "full" },
  "secrets": [
    {
      "source": { "type": "system-property", "identifier": "report.token" },
      "destination": { "type": "environment-variable", "identifier": "$TOKEN" }
    }
  ],
  "xnat": []
}
`;

describe('The language server', () => {
  let server: TestLanguageServer;

  beforeEach(async () => {
    server = await TestLanguageServer.start();
  });

  afterEach(() => server.stop());

  it('reads changes incrementally', () => {
    equal((server.initialized.capabilities.textDocumentSync as { change: number }).change, 2);
  });

  it('reports a problem at its token, with its code, source and documentation', async () => {
    await server.open(URI, COMMAND);
    const { diagnostics } = await server.problems(URI);
    const problem = diagnostics.find(({ code }) => code === 'secret-env-name-invalid');
    equal(problem?.source, 'xnat');
    equal(problem.severity, 1);
    equal(textAt(COMMAND, problem.range), '"$TOKEN"');
    ok(problem.codeDescription?.href.endsWith('docs/rules.md#secret-env-name-invalid'));
  });

  it('mends the problem by its quick fix', async () => {
    await server.open(URI, COMMAND);
    const { diagnostics } = await server.problems(URI);
    const problem = diagnostics.find(({ code }) => code === 'secret-env-name-invalid')!;
    const [fix] = await server.quickFixes(URI, problem.range);
    const document = TextDocument.create(URI, 'xnat-command', 1, COMMAND);
    const mended = TextDocument.applyEdits(document, fix?.edit?.changes?.[URI] ?? []);
    equal(mended, COMMAND.replace('$TOKEN', 'TOKEN'));
    await server.change(URI, 2, [{ text: mended }]);
    const after = await server.problems(URI, 2);
    deepEqual(
      after.diagnostics.filter(({ severity }) => severity === 1),
      [],
    );
  });

  it('checks the text that incremental changes leave', async () => {
    await server.open(URI, COMMAND);
    await server.problems(URI);
    const start = positionOf(COMMAND, '$TOKEN');
    await server.change(URI, 2, [
      { range: { start, end: { ...start, character: start.character + '$TOKEN'.length } }, text: 'MY TOKEN' },
    ]);
    const { diagnostics } = await server.problems(URI, 2);
    const problem = diagnostics.find(({ code }) => code === 'secret-env-name-invalid');
    equal(problem && textAt(COMMAND.replace('$TOKEN', 'MY TOKEN'), problem.range), '"MY TOKEN"');
  });

  it('checks only the last of several changes that arrive together', async () => {
    await server.open(URI, COMMAND);
    await server.problems(URI);
    const sent = Array.from({ length: 20 }, (_, index) => server.change(URI, index + 2, [{ text: COMMAND }]));
    await Promise.all(sent);
    await server.problems(URI, 21);
    ok(server.published(URI).length < 20, 'a check for each change means that none was dropped');
  });

  it('takes the problems of a closed document back', async () => {
    await server.open(URI, COMMAND);
    await server.problems(URI);
    await server.close(URI);
    await server.cleared(URI);
  });

  it('offers to launch the Command and each of its wrappers', async () => {
    const text = COMMAND.replace('"xnat": []', '"xnat": [{ "name": "on-session" }, { "name": "on-scan" }]');
    await server.open(URI, text);
    const lenses = await server.codeLenses(URI);
    deepEqual(
      lenses.map(({ command, range }) => [command?.title, command?.command, range.start.line, command?.arguments]),
      [
        ['Launch', 'xnatCommands.launch', 1, [{ uri: URI }]],
        ['Preview', 'xnatCommands.preview', 1, [{ uri: URI }]],
        ['Copy as LABEL', 'xnatCommands.copyAsLabel', 1, [{ uri: URI }]],
        ['Launch', 'xnatCommands.launch', 13, [{ uri: URI, wrapper: 'on-session' }]],
        ['Launch with inputs…', 'xnatCommands.launchWithInputs', 13, [{ uri: URI, wrapper: 'on-session' }]],
        ['Preview', 'xnatCommands.preview', 13, [{ uri: URI, wrapper: 'on-session' }]],
        ['Launch', 'xnatCommands.launch', 13, [{ uri: URI, wrapper: 'on-scan' }]],
        ['Launch with inputs…', 'xnatCommands.launchWithInputs', 13, [{ uri: URI, wrapper: 'on-scan' }]],
        ['Preview', 'xnatCommands.preview', 13, [{ uri: URI, wrapper: 'on-scan' }]],
      ],
    );
  });
});

function positionOf(text: string, part: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

function textAt(
  text: string,
  range: { start: { line: number; character: number }; end: { character: number } },
): string {
  return text.split('\n')[range.start.line]!.slice(range.start.character, range.end.character);
}
