import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { eventually } from '../support/eventually';
import { Workbench } from '../support/vscode/workbench';

describe('The packed extension', () => {
  let vscode: Workbench;

  before(async () => {
    vscode = await Workbench.open({ folder: join(ROOT, 'test/fixtures/editor') });
  });

  after(async () => {
    await vscode.close();
  });

  it('opens command.json as an XNAT Command', async () => {
    await vscode.openFile('command.json');
    await eventually(async () => assert.equal(await vscode.editor.language(), 'XNAT Command'));
  });
});
