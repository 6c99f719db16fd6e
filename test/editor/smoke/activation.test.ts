import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('XNAT Commands in VS Code', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('xnat-commands.xnat-commands');
    assert.ok(extension, 'The extension is not installed.');
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
