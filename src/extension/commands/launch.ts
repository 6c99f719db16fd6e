import * as vscode from 'vscode';
import { LAUNCH_COMMAND, LAUNCH_WITH_INPUTS_COMMAND, RUN_AGAIN_COMMAND } from '../../server/protocol';
import { FORM_VIEW_TYPE } from '../form/view-type';
import { launchFileLenses, RUN_LAUNCH_FILE_COMMAND } from '../launch-file-lenses';
import type { Launcher } from '../launch';
import type { LaunchServices } from '../launch/launch-services';
import { mayLaunch } from '../trust';

/** Registers all that launches; its code is loaded when it is first needed. */
export function registerLaunchCommands(services: LaunchServices): vscode.Disposable {
  let launcher: Promise<Launcher> | undefined;
  const load = () => (launcher ??= import('../launch').then((code) => new code.Launcher(services)));

  const register = (id: string, run: (launcher: Launcher, argument: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      if (!mayLaunch()) return;
      try {
        await run(await load(), argument);
      } catch (error) {
        services.log.error('The launch failed.', error);
        void vscode.window.showErrorMessage(`The launch failed: ${(error as Error).message}`);
      }
    });

  return vscode.Disposable.from(
    register(LAUNCH_COMMAND, (each, argument) => each.launch(argument)),
    register(LAUNCH_WITH_INPUTS_COMMAND, (each, argument) => each.launchWithInputs(argument)),
    register(RUN_AGAIN_COMMAND, (each, argument) => each.runAgain(argument)),
    register(RUN_LAUNCH_FILE_COMMAND, (each, argument) => each.runLaunchFile(argument)),
    register('xnatCommands.cleanUp', async () => (await import('../launch')).cleanUp(services)),
    register('xnatCommands.saveAsLaunchFile', (each, argument) => each.saveAsLaunchFile(argument)),
    launchFileLenses(),
    vscode.window.registerWebviewPanelSerializer(FORM_VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state: unknown) {
        (await load()).forms.revive(panel, state);
      },
    }),
  );
}
