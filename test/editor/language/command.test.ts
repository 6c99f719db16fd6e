import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually';
import {
  ask,
  completionLabels,
  hoverTexts,
  problemCodes,
  show,
  symbolsOf,
  understood,
  workspaceFolder,
} from '../workspace-documents';

const COMMAND = `{
  "name": "report",
  "version": "1.0",
  "schema-version": "1.0",
  "type": "docker",
  "info-url": "https://example.org/report",
  "image": "example/report:1.0",
  "command-line": "report #thre|shold# /input /output",
  "mounts": [
    { "name": "input", "path": "/input", "writable": false },
    { "name": "out|put", "path": "/output", "writable": true }
  ],
  "environment-variables": { "PASSWORD": "pa|ss" },
  "inputs": [{ "name": "threshold", "type": "number", "default-value": "0.5" }],
  "outputs": [{ "name": "result", "mount": "|output", "path": "result.txt" }],
  "xnat": [
    {
      "name": "report-session",
      "contexts": ["xnat:imageSessionData"],
      "external-inputs": [
        { "name": "session", "type": "Session", "provides-files-for-command-mount": "input" }
      ],
      "output-handlers": [
        { "name": "store", "accepts-command-output": "result", "as-a-child-of": "|session", "type": "Resource", "label": "R" }
      ]
    }
  ]
}
`;

describe('A Command in VS Code', () => {
  let document: vscode.TextDocument;
  let uri: vscode.Uri;
  let [key, mount, password, mountReference, target]: readonly (vscode.Position | undefined)[] = [];

  const text = (range: vscode.Range | undefined) => (range === undefined ? '' : document.getText(range));

  before(async () => {
    const shown = await show('language/command.json', COMMAND);
    ({ document } = shown);
    ({ uri } = document);
    [key, mount, password, mountReference, target] = shown.marks;
    equal(document.languageId, 'xnat-command');
    await understood(document);
  });

  it('offers names and properties, each once', async () => {
    deepEqual(await completionLabels(uri, mountReference), ['output']);
    deepEqual(await completionLabels(uri, target), ['session']);
    const properties = await completionLabels(uri, new vscode.Position(1, 2));
    ok(properties.includes('label') && properties.includes('secrets') && !properties.includes('mounts'));
    equal(new Set(properties).size, properties.length);
  });

  it('explains what is under the mouse, once', async () => {
    const hovers = await hoverTexts(uri, key);
    equal(hovers.length, 1);
    match(hovers[0] ?? '', /threshold[^]*0\.5/);
    equal((await hoverTexts(uri, new vscode.Position(1, 4))).length, 1);
  });

  it('goes to definitions, finds and highlights references', async () => {
    const [definition] = await ask<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, key);
    equal(text(definition?.targetSelectionRange), '"threshold"');
    const references = await ask<vscode.Location[]>('vscode.executeReferenceProvider', uri, mount);
    deepEqual(
      references.map(({ range }) => text(range)),
      ['output', 'output'],
    );
    const highlights = await ask<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', uri, key);
    deepEqual(
      highlights.map(({ range }) => text(range)),
      ['#threshold#', 'threshold'],
    );
  });

  it('renames every place, keys in the command line included', async () => {
    const target = await ask<{ range: vscode.Range; placeholder: string }>('vscode.prepareRename', uri, key);
    equal(target.placeholder, 'threshold');
    const edit = await ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, key, 'limit');
    deepEqual(
      edit
        .get(uri)
        .map(({ newText }) => newText)
        .sort(),
      ['limit', 'limit'],
    );
    const before = document.getText();
    ok(await vscode.workspace.applyEdit(edit));
    equal(document.getText(), before.replaceAll('threshold', 'limit'));
    await ask('undo');
    equal(document.getText(), before);
  });

  it('has an outline, folds, and expands selections', async () => {
    const names = (await symbolsOf(uri)).map(({ name }) => name);
    ok(names.includes('command-line') && names.includes('xnat'), names.join());
    const folds = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
    ok(folds.some(({ start }) => start === 8));
    const [selection] = await ask<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', uri, [mount]);
    deepEqual([text(selection?.range), text(selection?.parent?.range)], ['output', '"output"']);
  });

  it('lays out the whole and a part, and keeps what it means', async () => {
    const { document: untidy } = await show(
      'language/untidy.command.json',
      '{"name":"a",\n"mounts":[{"name":"m",\n"path":"/m"}]}',
    );
    const options = { tabSize: 4, insertSpaces: true };
    await understood(untidy);
    const apply = async (edits: readonly vscode.TextEdit[]) => {
      const edit = new vscode.WorkspaceEdit();
      edit.set(untidy.uri, [...edits]);
      await vscode.workspace.applyEdit(edit);
    };
    const value = JSON.stringify(JSON.parse(untidy.getText()));
    const part = new vscode.Range(1, 0, 2, 13);
    await apply(await ask('vscode.executeFormatRangeProvider', untidy.uri, part, options));
    equal(JSON.stringify(JSON.parse(untidy.getText())), value);
    await apply(await ask('vscode.executeFormatDocumentProvider', untidy.uri, options));
    match(untidy.getText(), /^\{\n {4}"name": "a",\n/);
    equal(JSON.stringify(JSON.parse(untidy.getText())), value);
  });

  it('shows what keys and defaults come to where that is switched on', async () => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = () => ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, whole);
    const settings = vscode.workspace.getConfiguration('xnatCommands.inlayHints');
    deepEqual(await hints(), []);
    await settings.update('enabled', true, vscode.ConfigurationTarget.Global);
    try {
      await eventually(async () => ok((await hints()).some(({ label }) => label === '= 0.5')));
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('has lenses and links', async () => {
    const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Launch', 'Preview', 'Copy as LABEL', 'Launch', 'Launch with inputs…'],
    );
    const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    deepEqual(
      links.map(({ range }) => text(range)),
      ['https://example.org/report'],
    );
  });

  it('colours keys by their meaning', async () => {
    const { document: keys } = await show(
      'language/keys.command.json',
      '{ "name": "k", "image": "i", "type": "docker", "command-line": "k #filled# #empty# [OWN]",\n' +
        ' "inputs": [{ "name": "filled" }, { "name": "own", "replacement-key": "[OWN]" }] }',
    );
    await understood(keys);
    const legend = await ask<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', keys.uri);
    const { data } = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', keys.uri);
    const coloured: string[] = [];
    let [line, character] = [0, 0];
    for (let at = 0; at < data.length; at += 5) {
      const [lines = 0, characters = 0, length = 0, type = 0] = data.slice(at);
      character = lines > 0 ? characters : character + characters;
      line += lines;
      const covered = keys.getText(new vscode.Range(line, character, line, character + length));
      coloured.push(`${covered} ${legend.tokenTypes[type]}`);
    }
    deepEqual(coloured, ['#filled# replacementKey', '#empty# string', '[OWN] replacementKey', '[OWN] replacementKey']);
  });

  it('knows the setup Commands of files that are not open', async () => {
    const setup = { name: 'unpack', version: '2.0', type: 'docker-setup', image: 'example/unpack:1.0' };
    const folder = workspaceFolder();
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, 'language/setups/command.json'),
      Buffer.from(JSON.stringify({ ...setup, 'command-line': 'unpack' })),
    );
    const { document: main, marks } = await show(
      'language/with-setup.command.json',
      '{ "xnat": [{ "external-inputs": [{ "name": "s", "type": "Session", "via-setup-command": "|" }] }] }',
    );
    await eventually(async () =>
      ok((await completionLabels(main.uri, marks[0])).includes('example/unpack:1.0:unpack')),
    );
  });

  it('offers to turn a password into a secret, and to fix what is wrong', async () => {
    const actionsAt = async (position: vscode.Position | undefined) => {
      const range = new vscode.Range(position!, position!);
      const actions = await ask<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
      return actions.map(({ title }) => title);
    };
    ok((await actionsAt(password)).some((title) => /secret/i.test(title)));
    const { document: wrong, marks } = await show(
      'language/fixable.command.json',
      '{ "name": "a", "image": "i", "command-line": "a", "ty|p": "docker" }',
    );
    await understood(wrong);
    const [at] = marks;
    const actions = await ask<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      wrong.uri,
      new vscode.Range(at!, at!),
    );
    const rename = actions.find(({ title }) => title === 'Rename to "type"');
    ok(rename?.edit !== undefined, actions.map(({ title }) => title).join());
    ok(await vscode.workspace.applyEdit(rename.edit));
    equal(wrong.getText(), '{ "name": "a", "image": "i", "command-line": "a", "type": "docker" }');
  });

  it('gets no complaint from the built-in JSON service, and our own ones', async () => {
    const { document: wrong } = await show(
      'language/wrong.command.json',
      '{ "name": "a", "image": "i", # mine\n "typ": "docker" }',
    );
    await eventually(() => ok(problemCodes(wrong.uri).includes('unknown-property')));
    ok(vscode.languages.getDiagnostics(wrong.uri).every(({ source }) => source === 'xnat'));
  });

  it('is understood half-typed', async () => {
    const { document: half, marks } = await show(
      'language/half.command.json',
      '{ "name": "a", "xnat": [ { "external-inputs": [ { "type": "|',
    );
    await understood(half);
    ok((await completionLabels(half.uri, marks[0])).includes('Session'));
  });

  it('is understood before it is saved', async () => {
    const content = '{ "mounts": [{ "name": "m" }], "outputs": [{ "mount": "" }] }';
    const untitled = await vscode.workspace.openTextDocument({ language: 'xnat-command', content });
    await understood(untitled);
    deepEqual(await completionLabels(untitled.uri, untitled.positionAt(content.length - 5)), ['m']);
  });

  it('is understood where it can only be read', async () => {
    const provider = { provideTextDocumentContent: () => document.getText() };
    const registration = vscode.workspace.registerTextDocumentContentProvider('some-label', provider);
    try {
      const opened = await vscode.workspace.openTextDocument(vscode.Uri.parse('some-label:/example/command.json'));
      await understood(opened);
      match((await hoverTexts(opened.uri, key)).join(), /threshold/);
    } finally {
      registration.dispose();
    }
  });
});
