import * as vscode from 'vscode';
import { bindDocument, type BoundCommand } from '../../command/binding/bind-command';
import { createCommandDocument } from '../../command/document/command-document';
import { compareCommands } from '../../command/label/compare-commands';
import { commandFiles } from '../workspace-files';
import { titleOf } from './image-texts';
import { commandUri, fileName, normalisedFileUri } from './image-uri';
import type { CommandOfImage } from './row';
import { counted } from './wording';

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
  const files = await filesOf(name);
  if (files.length === 0) {
    const save = 'Save to workspace…';
    const message = `No file of this workspace holds a Command named “${name ?? ''}” to compare with.`;
    if ((await vscode.window.showInformationMessage(message, save)) === save) await saveToWorkspace(command);
    return;
  }
  const file = files.length === 1 ? files[0] : await chooseFile(files);
  if (file === undefined) return;
  const path = vscode.workspace.asRelativePath(file.uri);
  const image = titleOf(command.image.id, command.name);
  const ofImage = boundIn((await vscode.workspace.openTextDocument(commandUri(command))).getText());
  const differences = ofImage === undefined ? 0 : compareCommands(ofImage, file.bound).length;
  if (differences === 0) {
    const message = `${name ?? 'The Command'} in ${image} is the same as in ${path}, as XNAT sees it.`;
    void vscode.window.showInformationMessage(message);
    return;
  }
  await vscode.commands.executeCommand(
    'vscode.diff',
    commandUri(command, 'normalised-command'),
    normalisedFileUri(file.uri),
    `${image} ↔ ${path} (${counted(differences, 'difference')})`,
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

async function filesOf(name: string | undefined): Promise<readonly CommandFile[]> {
  return (await commandFiles()).flatMap(({ uri, text }) => {
    const bound = boundIn(text);
    return bound !== undefined && bound.command.name === name ? [{ uri: vscode.Uri.parse(uri, true), bound }] : [];
  });
}

const boundIn = (text: string) => bindDocument(createCommandDocument(text, 'create')).commands[0];
