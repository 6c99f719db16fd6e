import * as vscode from 'vscode';

/** Whether something may be launched in this workspace; says why when it may not. */
export function mayLaunch(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage workspace trust';
  const message =
    'Nothing is launched in Restricted Mode, for a Command runs whatever it names on your Docker. Checks and previews work ' +
    'all the same. Trust this workspace to launch.';
  void vscode.window.showErrorMessage(message, manage).then((choice) => {
    if (choice === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
