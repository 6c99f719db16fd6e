import * as vscode from 'vscode';
import { LAUNCH_FILE_ENDING } from '../launch-file/launch-file';

export const RUN_LAUNCH_FILE_COMMAND = 'xnatCommands.runLaunchFile';

/** Puts Run above the first line of each launch file; in Restricted Mode it says what is withheld. */
export function launchFileLenses(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { pattern: `**/*${LAUNCH_FILE_ENDING}` },
    {
      provideCodeLenses({ uri }) {
        const command = { title: 'Run', command: RUN_LAUNCH_FILE_COMMAND, arguments: [uri] };
        return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
      },
    },
  );
}
