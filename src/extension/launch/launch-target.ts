import * as vscode from 'vscode';
import type { BoundCommand } from '../../command/binding/bind-command';
import type { Wrapper } from '../../command/model/command';
import { targetOf } from '../commands/command-target';
import { readCommand } from '../../launch/read-command';

/** A Command that a person asked to launch, as it stands in the editor, saved or not. */
export interface CommandToLaunch {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly bound: BoundCommand;
  /** The wrapper's name, when the person asked for a certain one. */
  readonly wrapperName: string | undefined;
}

/**
 * Finds the Command that the launch is for: that of the code lens, of the file chosen in the explorer, or of the active
 * editor. Tells the person when there is none, or none that the server would take.
 *
 * @param argument what the caller handed over: a `LaunchTarget`, a `Uri`, or nothing
 */
export async function findCommand(argument: unknown): Promise<CommandToLaunch | undefined> {
  const target = targetOf(argument);
  if (target === undefined) {
    void vscode.window.showInformationMessage('Open a Command to launch it.');
    return undefined;
  }
  const uri = vscode.Uri.parse(target.uri, true);
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const reading = readCommand(text);
  if (!reading.ok) {
    await showRefusal(document, reading.reason, reading.offset);
    return undefined;
  }
  return { uri, text, bound: reading.bound, wrapperName: target.wrapper };
}

async function showRefusal(document: vscode.TextDocument, reason: string, offset: number): Promise<void> {
  const show = 'Show problem';
  const name = vscode.workspace.asRelativePath(document.uri);
  const choice = await vscode.window.showErrorMessage(`XNAT would refuse ${name}: ${reason}`, show);
  if (choice !== show) return;
  const position = document.positionAt(offset);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
}

/**
 * The wrapper to launch: the one asked for, the only one, or the person's choice.
 *
 * @returns undefined when there is none or the person gave up
 */
export async function chooseWrapper({ bound, wrapperName }: CommandToLaunch): Promise<Wrapper | undefined> {
  const { wrappers, name } = bound.command;
  const asked = wrappers.find((wrapper) => wrapper.name === wrapperName);
  if (asked !== undefined) return asked;
  if (wrappers.length === 0) {
    void vscode.window.showErrorMessage(
      `${name ?? 'The Command'} has no wrapper, so XNAT cannot launch it. Add one to "xnat".`,
    );
    return undefined;
  }
  if (wrappers.length === 1) return wrappers[0];
  const chosen = await vscode.window.showQuickPick(
    wrappers.map((wrapper) => ({
      label: wrapper.label ?? wrapper.name,
      description: wrapper.contexts.join(', '),
      ...(wrapper.description !== undefined && { detail: wrapper.description }),
      wrapper,
    })),
    { title: `Launch ${name ?? 'Command'}`, placeHolder: 'Choose what to launch it on' },
  );
  return chosen?.wrapper;
}
