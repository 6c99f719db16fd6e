import * as vscode from 'vscode';
import { createCommandDocument } from '../../command/document/command-document';
import { labelInstruction, labelOf } from '../../command/label/write-label';
import { COPY_LABEL_COMMAND } from '../../server/protocol';
import { documentOf } from './command-target';

/** Registers the command that copies a Command as the LABEL instruction of a Dockerfile. */
export function registerCopyAsLabelCommand(): vscode.Disposable {
  return vscode.commands.registerCommand(COPY_LABEL_COMMAND, async (argument: unknown) => {
    const uri = documentOf(argument);
    if (uri === undefined) {
      void vscode.window.showInformationMessage('Open a Command to copy it as a label.');
      return;
    }
    const { root, syntaxFaults } = createCommandDocument(
      (await vscode.workspace.openTextDocument(uri)).getText(),
      'create',
    );
    if (root?.kind !== 'object' || syntaxFaults.length > 0) {
      void vscode.window.showErrorMessage('This is not JSON as XNAT reads it. Mend the underlined text, then copy it.');
      return;
    }
    await vscode.env.clipboard.writeText(labelInstruction(labelOf([root])));
    void vscode.window.setStatusBarMessage('$(check) Copied the LABEL instruction for a Dockerfile', 5000);
  });
}
