import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually';
import { documentWith, problemCodes, show, understood } from '../workspace-documents';

const COMMAND = '{ "name": "tool", "image": "example/tool:1.0", "type": "docker", "command-line": "tool" }';
const OTHERS = '{ "name": "ping", "description": "Says pong", "options": [], "permissions": ["admin"] }';

describe('The language of a document', () => {
  it('is that of its content where its name does not tell', async () => {
    const { document } = await show('recognition/tool.json', COMMAND);
    const command = await documentWith(document.uri, 'xnat-command');
    await understood(command);
  });

  it('stays as a person chose it', async () => {
    const { document } = await show('recognition/mine.json', COMMAND);
    const command = await documentWith(document.uri, 'xnat-command');
    await vscode.languages.setTextDocumentLanguage(command, 'json');
    const chosen = await documentWith(document.uri, 'json');
    // Once the next document has got its language, this one would have, too.
    const { document: next } = await show('recognition/next.json', COMMAND);
    await documentWith(next.uri, 'xnat-command');
    equal(chosen.languageId, 'json');
    ok(!chosen.isClosed);
  });

  it("is plain JSON for somebody else's command.json, of which we say nothing", async () => {
    const { document } = await show('recognition/bot/command.json', OTHERS);
    await documentWith(document.uri, 'json');
    await eventually(() => deepEqual(problemCodes(document.uri), []));
  });

  it('stays that of the name for a Command that is only begun', async () => {
    const { document } = await show('recognition/new/command.json', '{ "name": "tool" }');
    await eventually(() => ok(problemCodes(document.uri).length > 0));
    equal(document.languageId, 'xnat-command');
  });

  it('is left alone where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('xnatCommands');
    await settings.update('recognizeByContent', false, vscode.ConfigurationTarget.Global);
    try {
      const { document } = await show('recognition/off.json', COMMAND);
      const { document: others } = await show('recognition/off/command.json', OTHERS);
      await eventually(() => ok(problemCodes(others.uri).length > 0));
      equal(document.languageId, 'json');
      equal(others.languageId, 'xnat-command');
    } finally {
      await settings.update('recognizeByContent', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
