import { deepEqual, match, ok } from 'node:assert/strict';
import type * as vscode from 'vscode';
import { eventually } from '../../support/eventually';
import {
  ask,
  completionLabels,
  documentWith,
  hoverTexts,
  problemCodes,
  show,
  symbolsOf,
  understood,
} from '../workspace-documents';

const COMMAND = `{
  "name": "tool",
  "image": "example/tool:1.0",
  "type": "docker",
  "command-line": "tool #thre|shold#",
  "inputs": [{ "name": "threshold", "type": "number", "default-value": "|0.5" }],
  "mounts": [{ "name": "out", "path": "/out" }],
  "outputs": [{ "name": "result", "mount": "|" }]
}
`;

describe('The language features in VS Code', () => {
  let uri: vscode.Uri;
  let [key, , mount]: readonly (vscode.Position | undefined)[] = [];

  before(async () => {
    const shown = await show('smoke/tool.json', COMMAND);
    ({ uri } = shown.document);
    [key, , mount] = shown.marks;
  });

  it('know a Command by its content', async () => {
    await understood(await documentWith(uri, 'xnat-command'));
  });

  it('find problems, complete, explain, rename and outline', async () => {
    await eventually(() => ok(problemCodes(uri).length > 0));
    deepEqual(await completionLabels(uri, mount), ['out']);
    match((await hoverTexts(uri, key)).join(), /threshold/);
    const edit = await ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, key, 'limit');
    deepEqual(
      edit.get(uri).map(({ newText }) => newText),
      ['limit', 'limit'],
    );
    ok((await symbolsOf(uri)).length > 0);
  });
});
