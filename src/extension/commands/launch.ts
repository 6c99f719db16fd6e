import * as vscode from 'vscode';
import { LAUNCH_COMMAND } from '../../server/protocol';
import type { LaunchServices } from '../launch';

/** Registers the launch command; its code is loaded when it first runs. */
export function registerLaunchCommand(services: LaunchServices): vscode.Disposable {
  return vscode.commands.registerCommand(LAUNCH_COMMAND, async (argument: unknown) => {
    // The menus hide it in Restricted Mode; other extensions and key bindings can still call it.
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showErrorMessage(
        'A Command can only be launched in a trusted workspace: it runs what it names.',
      );
      return;
    }
    try {
      const { launch } = await import('../launch');
      await launch(services, argument);
    } catch (error) {
      services.log.error('The launch failed.', error);
      void vscode.window.showErrorMessage(`The launch failed: ${(error as Error).message}`);
    }
  });
}
