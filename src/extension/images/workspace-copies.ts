import * as vscode from 'vscode';
import { bindDocument, type BoundCommand } from '../../command/binding/bind-command';
import { createCommandDocument } from '../../command/document/command-document';
import { COMMAND_FILES } from '../workspace-secrets';
import { commandUri, fileName, normalisedFileUri } from './image-uri';
import { titleOf } from './image-texts';
import type { CommandOfImage } from './row';

/** Files that are no place for somebody's Commands. */
const NOT_LOOKED_AT = '**/{node_modules,.git}/**';

/** More files than this are not looked through. */
const FILE_LIMIT = 1000;

/** Saves a Command of an image into a file that the person chooses, and opens it. */
export async function saveToWorkspace(command: CommandOfImage): Promise<void> {
  const name = `${fileName(command.labelled.command.name ?? 'command')}.command.json`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: `Save ${command.labelled.command.name ?? 'the Command'} to the workspace`,
    saveLabel: 'Save',
    filters: { Commands: ['json'] },
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const source = await vscode.workspace.openTextDocument(commandUri(command));
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(source.getText()));
  await vscode.window.showTextDocument(target, { preview: false });
}

/** A Command in a file of the workspace. */
interface CommandFile {
  readonly uri: vscode.Uri;
  readonly bound: BoundCommand;
}

/**
 * Shows how a Command of an image differs from the one of the same name in the workspace, as the Container Service sees
 * it; the person chooses where there are several.
 */
export async function compareWithFile(command: CommandOfImage): Promise<void> {
  const { name } = command.labelled.command;
  const files = await commandFiles(name);
  if (files.length === 0) {
    const save = 'Save to workspace…';
    const message = `No file of this workspace holds a Command named “${name ?? ''}” to compare with.`;
    if ((await vscode.window.showInformationMessage(message, save)) === save) await saveToWorkspace(command);
    return;
  }
  const file = files.length === 1 ? files[0] : await chooseFile(files);
  if (file === undefined) return;
  const path = vscode.workspace.asRelativePath(file.uri);
  await vscode.commands.executeCommand(
    'vscode.diff',
    commandUri(command, 'normalised-command'),
    normalisedFileUri(file.uri),
    `${name ?? 'Command'}: ${titleOf(command.image.id, command.name)} ↔ ${path}`,
    { preview: true },
  );
}

async function chooseFile(files: readonly CommandFile[]): Promise<CommandFile | undefined> {
  const items = files.map((file) => ({
    label: vscode.workspace.asRelativePath(file.uri),
    description: file.bound.command.version ?? '',
    file,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: 'Choose the file to compare with' });
  return chosen?.file;
}

async function commandFiles(name: string | undefined): Promise<readonly CommandFile[]> {
  const uris = await vscode.workspace.findFiles(COMMAND_FILES, NOT_LOOKED_AT, FILE_LIMIT);
  const files = await Promise.all(
    uris.map(async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri);
      const [bound] = bindDocument(createCommandDocument(document.getText(), 'create')).commands;
      return bound?.command.name === name && bound !== undefined ? [{ uri, bound }] : [];
    }),
  );
  return files.flat().sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}
