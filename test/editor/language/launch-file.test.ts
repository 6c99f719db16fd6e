import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually';
import { LAUNCHED } from '../../support/launch-file-fixture';
import {
  ask,
  completionLabels,
  documentWith,
  hoverTexts,
  problemCodes,
  show,
  understood,
} from '../workspace-documents';

const LAUNCH = `{
  "command": "command.json",
  "wrapper": "on-se|ssion",
  "inputs": {
    "session": { "folder": "|" },
    "table": { "file": "table.csv" },
    "plane": "|axial"
  }
}
`;

describe('A launch file in VS Code', () => {
  let uri: vscode.Uri;
  let [wrapper, folder, plane]: readonly (vscode.Position | undefined)[] = [];

  before(async () => {
    await show('launches/data/scan.txt', '');
    await show('launches/table.csv', '');
    await show('launches/command.json', LAUNCHED);
    const shown = await show('launches/report.launch.json', LAUNCH);
    ({ uri } = shown.document);
    [wrapper, folder, plane] = shown.marks;
    equal(shown.document.languageId, 'xnat-launch');
    await understood(shown.document);
  });

  it('is completed from its Command and the files beside it, each once', async () => {
    deepEqual(await completionLabels(uri, wrapper), ['on-session', 'on-project']);
    deepEqual(await completionLabels(uri, folder), ['data/']);
    deepEqual(await completionLabels(uri, plane), ['axial', 'sagittal']);
  });

  it('is explained, once', async () => {
    const hovers = await hoverTexts(uri, wrapper);
    equal(hovers.length, 1);
    match(hovers[0] ?? '', /Wrapper/);
  });

  it('leads to its Command', async () => {
    const [definition] = await ask<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, wrapper);
    match(definition?.targetUri.path ?? '', /launches\/command\.json$/);
    const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    equal(links.length, 2);
    const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    deepEqual(lenses.map(({ command }) => command?.title ?? '').sort(), ['Preview', 'Run']);
  });

  it('changes with a name of its Command while it is closed', async () => {
    const { document: closed } = await show('named/a.launch.json', LAUNCH.replaceAll('|', ''));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const command = await show('named/command.json', LAUNCHED);
    await understood(command.document);
    const at = command.document.positionAt(LAUNCHED.indexOf('"plane"') + 2);
    const rename = () =>
      ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', command.document.uri, at, 'direction');
    await eventually(async () => equal((await rename()).size, 2));
    ok(await vscode.workspace.applyEdit(await rename()));
    const changed = await vscode.workspace.openTextDocument(closed.uri);
    match(changed.getText(), /"direction": "axial"/);
    match(command.document.getText(), /#direction#/);
    await changed.save();
    await command.document.save();
  });

  it('follows the Command as it is edited', async () => {
    await eventually(() => deepEqual(problemCodes(uri), ['launch-path-missing']));
    const { document } = await show('launches/command.json', LAUNCHED);
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('on-session') + 'on-session'.length);
    edit.insert(document.uri, at, '-data');
    await vscode.workspace.applyEdit(edit);
    await eventually(() => ok(problemCodes(uri).includes('launch-wrapper-unknown')));
    const back = new vscode.WorkspaceEdit();
    back.delete(document.uri, new vscode.Range(at, at.translate(0, '-data'.length)));
    await vscode.workspace.applyEdit(back);
    await eventually(() => deepEqual(problemCodes(uri), ['launch-path-missing']));
  });

  it('is plain JSON where it is of another tool', async () => {
    const { document } = await show('launches/robot.launch.json', '{ "nodes": [], "arguments": {} }');
    await documentWith(document.uri, 'json');
  });
});
