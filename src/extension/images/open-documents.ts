import * as vscode from 'vscode';
import { createCommandDocument } from '../../command/document/command-document';
import { bindDocument } from '../../command/binding/bind-command';
import { readLabel } from '../../command/label/read-label';
import { LAUNCH_COMMAND, type LaunchTarget } from '../../server/protocol';
import { LANGUAGE_ID } from '../language-id';
import { commandUri, imageUri } from './image-uri';
import type { CommandOfImage, ImageOfHost, RowContent } from './row';

/** Opens what a row shows: a Command, at its wrapper for a wrapper's row, or a broken label at the place of its fault. */
export async function openRow(content: RowContent): Promise<void> {
  switch (content.kind) {
    case 'command':
      await openCommand(content);
      return;
    case 'wrapper':
      await openCommand(content, content.wrapper.name);
      return;
    case 'broken-label':
    case 'image':
      await openLabel(content);
      return;
    default:
  }
}

async function openCommand(command: CommandOfImage, wrapper?: string): Promise<void> {
  const document = await openAs(commandUri(command), LANGUAGE_ID);
  await show(document, wrapper === undefined ? undefined : offsetOfWrapper(document.getText(), wrapper));
}

function offsetOfWrapper(text: string, name: string): number | undefined {
  const [bound] = bindDocument(createCommandDocument(text, 'create')).commands;
  return bound?.located.wrappers.find(({ value }) => value.name === name)?.node.start;
}

async function openLabel(image: ImageOfHost): Promise<void> {
  const document = await openAs(imageUri(image, 'label'), LANGUAGE_ID);
  const text = document.getText();
  const reading = readLabel(text, image.name);
  if (reading.ok) {
    await show(document);
    return;
  }
  const { line, column } = reading.fault;
  await show(document, document.offsetAt(new vscode.Position(line - 1, column - 1)));
}

/** Opens what the engine says of an image, or how it was made. */
export async function openImageDocument(image: ImageOfHost, kind: 'inspect' | 'history'): Promise<void> {
  await show(await openAs(imageUri(image, kind), kind === 'inspect' ? 'json' : 'plaintext'));
}

async function openAs(uri: vscode.Uri, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  return document.languageId === language ? document : vscode.languages.setTextDocumentLanguage(document, language);
}

async function show(document: vscode.TextDocument, offset?: number): Promise<void> {
  const position = offset === undefined ? undefined : document.positionAt(offset);
  await vscode.window.showTextDocument(document, {
    preview: true,
    ...(position !== undefined && { selection: new vscode.Range(position, position) }),
  });
}

/** Launches a Command of an image, as if its document had been opened and its lens clicked. */
export async function launchFromImage(command: CommandOfImage, wrapper: string | undefined): Promise<void> {
  const target: LaunchTarget = { uri: commandUri(command).toString(), ...(wrapper !== undefined && { wrapper }) };
  await vscode.commands.executeCommand(LAUNCH_COMMAND, target);
}
