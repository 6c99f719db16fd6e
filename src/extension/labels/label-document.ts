import * as vscode from 'vscode';
import { createCommandDocument } from '../../command/document/command-document';
import { compactJson } from '../../command/document/compact-json';
import { applyEdits } from '../../command/document/text-edits';
import { formatEdits } from '../../language/format/format';
import { LABEL_SCHEME, type LabelTarget } from '../../server/protocol';
import { textOf } from '../command-files';
import { commandsInLabel, type NamedCommand } from './label-files';

/** A Command of a Dockerfile's label, laid out to be read. */
export async function labelDocumentText({ dockerfile, index = 0 }: LabelTarget): Promise<string> {
  const command = commandsInLabel(await textOf(vscode.Uri.parse(dockerfile, true)))[index];
  if (command === undefined) return '# This Command is no longer in the label.\n';
  const document = createCommandDocument(compactJson(command.node), 'create');
  return `${applyEdits(document.text, formatEdits(document, { tabSize: 2, insertSpaces: true }))}\n`;
}

/** Shows a Command of a label as a document that cannot be written to. */
export async function openLabel(target: LabelTarget): Promise<void> {
  const commands = commandsInLabel(await textOf(vscode.Uri.parse(target.dockerfile, true)));
  const index = target.index ?? (await chooseIndex(commands));
  if (index === undefined) return;
  await vscode.window.showTextDocument(labelUri({ ...target, index }, commands), { preview: true });
}

/** Shows a Command of a label beside the file it should be the same as. */
export async function compareLabel(target: LabelTarget): Promise<void> {
  const { dockerfile, file } = target;
  if (file === undefined) return;
  const commands = commandsInLabel(await textOf(vscode.Uri.parse(dockerfile, true)));
  const right = vscode.Uri.parse(file, true);
  const paths = [dockerfile, file].map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true)));
  await vscode.commands.executeCommand('vscode.diff', labelUri(target, commands), right, paths.join(' ↔ '));
}

/** The name makes the editor take it for a Command. */
function labelUri(target: LabelTarget, commands: readonly NamedCommand[]): vscode.Uri {
  const { dockerfile, index = 0 } = target;
  const name = (commands[index]?.name ?? 'label').replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-');
  const query = JSON.stringify({ dockerfile, index } satisfies LabelTarget);
  return vscode.Uri.from({ scheme: LABEL_SCHEME, path: `/${name}.command.json`, query });
}

async function chooseIndex(commands: readonly NamedCommand[]): Promise<number | undefined> {
  if (commands.length === 0) {
    void vscode.window.showInformationMessage('There is no Command in the label of this Dockerfile that can be read.');
    return undefined;
  }
  if (commands.length === 1) return 0;
  const items = commands.map(({ name }, index) => ({ label: name ?? '(no name)', index }));
  return (await vscode.window.showQuickPick(items, { title: 'Open a Command of the label' }))?.index;
}
