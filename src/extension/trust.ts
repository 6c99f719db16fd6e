import * as vscode from 'vscode';

/** Whether something may be launched in this workspace; says why when it may not. */
export function mayLaunch(): boolean {
  if (vscode.workspace.isTrusted) return true;
  void vscode.window.showErrorMessage('A Command can only be launched in a trusted workspace: it runs what it names.');
  return false;
}
