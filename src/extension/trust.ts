import * as vscode from 'vscode';

/** Whether something may be launched in this workspace; says why when it may not. */
export function mayLaunch(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage trust';
  const message = 'A Command runs what it names, so it can only be launched in a trusted workspace.';
  void vscode.window.showErrorMessage(message, manage).then((choice) => {
    if (choice === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
