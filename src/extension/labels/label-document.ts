import * as vscode from 'vscode';
import { imageLabelOf, readLabelledDockerfile } from '../../command/label/labelled-dockerfile';
import { labelledCommandText, normalisedText } from '../../language/labelled-command';
import { LABEL_SCHEME, type LabelTarget } from '../../server/protocol';
import { textOf } from '../workspace-files';
import { commandsInLabel, type NamedCommand } from './label-files';

/** What a read-only document shows: a Command of a label as it is, or one or its file in the form to be compared. */
export interface ShownLabel extends LabelTarget {
  readonly form?: 'normalised' | 'normalised-file';
}

/** The text of such a document. */
export async function labelDocumentText({ dockerfile, index = 0, file, form }: ShownLabel): Promise<string> {
  if (form === 'normalised-file') return normalisedText(await textOf(vscode.Uri.parse(file ?? '', true)));
  const label = imageLabelOf(readLabelledDockerfile(await textOf(vscode.Uri.parse(dockerfile, true))));
  const text = label && labelledCommandText(label.label.value, index, undefined);
  if (text === undefined) return '# This Command is no longer in the label.\n';
  return form === 'normalised' ? normalisedText(text) : text;
}

/** Shows a Command of a label as a document that cannot be written to. */
export async function openLabel(target: LabelTarget): Promise<void> {
  const commands = commandsInLabel(await textOf(vscode.Uri.parse(target.dockerfile, true)));
  const index = target.index ?? (await chooseIndex(commands));
  if (index === undefined) return;
  await vscode.window.showTextDocument(labelUri({ ...target, index }, commands), { preview: true });
}

/** Shows a Command of a label beside the file it should be the same as, both in the form in which they can be compared. */
export async function compareLabel(target: LabelTarget): Promise<void> {
  const { dockerfile, file } = target;
  if (file === undefined) return;
  const commands = commandsInLabel(await textOf(vscode.Uri.parse(dockerfile, true)));
  const [label, own] = [dockerfile, file].map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true)));
  await vscode.commands.executeCommand(
    'vscode.diff',
    labelUri({ ...target, form: 'normalised' }, commands),
    labelUri({ ...target, form: 'normalised-file' }, commands),
    `label of ${label ?? ''} ↔ ${own ?? ''}`,
  );
}

/** The name makes the editor take it for a Command, but for those in the form to be compared. */
function labelUri({ dockerfile, index = 0, file, form }: ShownLabel, commands: readonly NamedCommand[]): vscode.Uri {
  const name = (commands[index]?.name ?? 'label').replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-');
  const shown: ShownLabel = {
    dockerfile,
    index,
    ...(file !== undefined && form !== undefined && { file }),
    ...(form !== undefined && { form }),
  };
  const path = `/${name}${form === undefined ? '.command' : `.${form}`}.json`;
  return vscode.Uri.from({ scheme: LABEL_SCHEME, path, query: JSON.stringify(shown) });
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
