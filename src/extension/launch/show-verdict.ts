import * as vscode from 'vscode';
import type { Verdict } from '../../launch/verdict/describe-verdict';
import type { RunTerminal } from './run-terminal';

/** Writes the end of a launch into its terminal: a few sentences, then all there is to say. */
export function noteVerdict(terminal: RunTerminal, { message, details }: Verdict): void {
  terminal.note('');
  terminal.note(message);
  details.forEach((line) => terminal.note(line));
}

/** Tells a person the end of a launch, in one notification. */
export async function showVerdict({ kind, message }: Verdict, run: string): Promise<void> {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const show = { success: showInformationMessage, trouble: showWarningMessage, failure: showErrorMessage }[kind];
  const [openLog, showOutputs] = ['Open log', 'Show outputs'];
  const choice = await show(message, openLog, showOutputs);
  if (choice === openLog) await vscode.commands.executeCommand('xnatCommands.openRunLog', run);
  if (choice === showOutputs) await vscode.commands.executeCommand('xnatCommands.showRunOutputs', run);
}
