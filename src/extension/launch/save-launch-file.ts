import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { LAUNCH_FILE_ENDING, type LaunchInput } from '../../launch-file/launch-file';
import { writeLaunchFile } from '../../launch-file/write-launch-file';
import { isSensitive } from '../../resolution/sensitive-input';
import { storedCommand } from '../../resolution/stored-command';
import type { CommandToLaunch } from './launch-target';
import type { Wrapper } from '../../command/model/command';

/**
 * Writes a launch into a file beside the Command, under a name the person may change, and opens it. Values of secrets and of
 * sensitive inputs are left out.
 */
export async function saveLaunchFile(
  { uri, bound: { command } }: CommandToLaunch,
  wrapper: Wrapper,
  answers: ReadonlyMap<string, LaunchInput>,
): Promise<void> {
  if (uri.scheme !== 'file') {
    void vscode.window.showErrorMessage('Save the Command to a file first: the launch file is kept beside it.');
    return;
  }
  const folder = dirname(uri.fsPath);
  const proposed = (command.wrappers.length === 1 ? command.name : undefined) ?? wrapper.name;
  const name = await askForName(folder, proposed.replaceAll(/[^\w.-]+/g, '-'));
  if (name === undefined) return;
  const stored = storedCommand(command);
  const text = writeLaunchFile(
    {
      command: basename(uri.fsPath),
      wrapper: command.wrappers.length === 1 ? undefined : wrapper.name,
      inputs: new Map([...answers].filter(([input]) => !isSensitive(stored, wrapper, input))),
      secrets: [...new Set(command.secrets.flatMap(({ source }) => source?.identifier ?? []))],
    },
    (path) => relativeTo(folder, path),
  );
  const file = vscode.Uri.file(join(folder, name + LAUNCH_FILE_ENDING));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(file);
}

/** @returns the name without its ending; undefined when the person gave up */
async function askForName(folder: string, proposed: string): Promise<string | undefined> {
  const present = new Set(
    (await vscode.workspace.fs.readDirectory(vscode.Uri.file(folder))).map(([name]) => name.toLowerCase()),
  );
  const isThere = (name: string) => present.has(`${name}${LAUNCH_FILE_ENDING}`.toLowerCase());
  const name = await vscode.window.showInputBox({
    title: 'Save as launch file',
    prompt: `Name of the file, before ${LAUNCH_FILE_ENDING}`,
    value: proposed,
    ignoreFocusOut: true,
    validateInput(value) {
      if (value.trim() === '') return 'Type a name.';
      if (/[\\/]/.test(value)) return 'A name has no slash: the file is kept beside the Command.';
      return isThere(value.trim())
        ? {
            message: `${value.trim()}${LAUNCH_FILE_ENDING} is there already and would be replaced.`,
            severity: vscode.InputBoxValidationSeverity.Warning,
          }
        : undefined;
    },
  });
  return name?.trim();
}

/** A path relative to a folder, with slashes, where that leads through no more than the folders beside it. */
function relativeTo(folder: string, path: string): string {
  if (!isAbsolute(path)) return path;
  const way = relative(folder, path);
  const isNear = way !== '' && !way.startsWith(`..${sep}..${sep}..`) && way !== path;
  return isNear ? way.split(sep).join('/') : path;
}
