import * as vscode from 'vscode';
import { applyEdits } from '../../command/document/text-edits';
import { dockerfileLabels, imageLabel } from '../../command/label/dockerfile-labels';
import { writeDockerfileLabel } from '../../command/label/write-dockerfile-label';
import { labelOf } from '../../command/label/write-label';
import { nearFiles } from '../../language/dockerfile-lenses';
import { COPY_LABEL_COMMAND } from '../../server/protocol';
import { commandFiles, dockerfiles, textOf } from '../workspace-files';
import { commandsIn, commandsInLabel, type NamedCommand } from './label-files';
import type { LabelSources } from './label-sources';

/**
 * Writes Commands into the label of a Dockerfile, as a change of the editor that can be undone. Asks what is not plain:
 * which Dockerfile, which Commands, and whether others that the label holds stay. Ends quietly when the person gives up.
 */
export async function writeLabel(sources: LabelSources): Promise<void> {
  const dockerfile = sources.dockerfile ?? (await chooseDockerfile(sources.commands));
  if (dockerfile === undefined) return;
  const files = sources.commands.length > 0 ? sources.commands : await chooseCommandFiles(dockerfile);
  if (files === undefined || files.length === 0) return;
  const read = await Promise.all(files.map(commandsIn));
  const commands = read.flatMap((some) => some ?? []);
  if (read.includes(undefined)) return;
  const document = await vscode.workspace.openTextDocument(dockerfile);
  const all = await withOthers(commands, commandsInLabel(document.getText()), dockerfile);
  if (all !== undefined) await putLabel(document, all);
}

/** Takes the Commands of a Dockerfile's label anew from the files of the workspace that hold Commands of their names. */
export async function updateLabel(dockerfile: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(dockerfile);
  const files = nearFiles(dockerfile.toString(), await commandFiles());
  const read = await Promise.all(files.map(({ uri }) => commandsIn(vscode.Uri.parse(uri, true))));
  const known = read.flatMap((some) => some ?? []);
  const commands = commandsInLabel(document.getText()).map(
    (command) => known.find(({ name }) => name !== undefined && name === command.name) ?? command,
  );
  await putLabel(document, commands);
}

async function putLabel(document: vscode.TextDocument, commands: readonly NamedCommand[]): Promise<void> {
  const path = vscode.workspace.asRelativePath(document.uri);
  const text = document.getText();
  const writing = writeDockerfileLabel(text, labelOf(commands.map(({ node }) => node)));
  if (!writing.ok) {
    void vscode.window.showErrorMessage(`The label cannot be written to ${path}. ${writing.reason}`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of writing.edits) {
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
      newText,
    );
  }
  if (writing.kind !== 'unchanged' && !(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(`${path} cannot be changed. Check that it is not read-only.`);
    return;
  }
  const key = imageLabel(dockerfileLabels(applyEdits(text, writing.edits)))?.key.start ?? 0;
  const place = document.positionAt(key);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place), preview: false });
  const said = { added: 'Wrote', replaced: 'Replaced', unchanged: 'Nothing to change in' }[writing.kind];
  void vscode.window.setStatusBarMessage(`$(check) ${said} the label of ${path}`, 5000);
}

/** The Dockerfile to write to: the only one near the Commands, the only one there is, or the person's choice. */
async function chooseDockerfile(commands: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const all = await dockerfiles();
  const byUri = all.map((uri) => ({ uri: uri.toString() }));
  const [first] = commands;
  const near = first === undefined ? [] : nearFiles(first.toString(), byUri);
  const sorted = [...near, ...byUri.filter((one) => !near.includes(one))].map(({ uri }) => vscode.Uri.parse(uri, true));
  if (sorted.length === 0) {
    const copy = 'Copy as LABEL';
    const choice = await vscode.window.showInformationMessage('There is no Dockerfile in this workspace.', copy);
    if (choice === copy) await vscode.commands.executeCommand(COPY_LABEL_COMMAND, first, commands);
    return undefined;
  }
  if (sorted.length === 1) return sorted[0];
  const items = await Promise.all(
    sorted.map(async (uri) => {
      const names = commandsInLabel(await textOf(uri)).map(({ name }) => name ?? '(no name)');
      const description = names.length === 0 ? '' : `has a label with ${names.join(', ')}`;
      return { label: vscode.workspace.asRelativePath(uri), description, uri };
    }),
  );
  const title = 'Write LABEL to Dockerfile';
  return (
    await vscode.window.showQuickPick(items, { title, placeHolder: 'Choose a Dockerfile', matchOnDescription: true })
  )?.uri;
}

/** The Commands for a Dockerfile: those of the only file that is near, or the person's choice. */
async function chooseCommandFiles(dockerfile: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  const all = await commandFiles();
  const near = nearFiles(dockerfile.toString(), all);
  const files = (near.length > 0 ? near : all).map(({ uri }) => vscode.Uri.parse(uri, true));
  if (files.length === 0) {
    void vscode.window.showInformationMessage('There is no Command in this workspace to write as a label.');
    return undefined;
  }
  if (files.length === 1) return files;
  const items = files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Write LABEL to ${vscode.workspace.asRelativePath(dockerfile)}`,
    placeHolder: 'Choose the Commands for the label',
    canPickMany: true,
  });
  return chosen?.map(({ uri }) => uri);
}

/** The Commands to write, with those that the label has already and the person wants to keep. */
async function withOthers(
  commands: readonly NamedCommand[],
  existing: readonly NamedCommand[],
  dockerfile: vscode.Uri,
): Promise<readonly NamedCommand[] | undefined> {
  const others = existing.filter(({ name }) => !commands.some((command) => command.name === name));
  if (others.length === 0) return commands;
  const names = others.map(({ name }) => name ?? '(no name)').join(', ');
  const keep = { label: `Keep ${names}`, detail: 'The label holds both.', kept: true };
  const drop = { label: `Replace ${names}`, detail: 'The label holds the new Commands alone.', kept: false };
  const chosen = await vscode.window.showQuickPick([keep, drop], {
    title: `${vscode.workspace.asRelativePath(dockerfile)} has a label with other Commands`,
  });
  if (chosen === undefined) return undefined;
  if (!chosen.kept) return commands;
  const updated = existing.map((old) => commands.find(({ name }) => name === old.name) ?? old);
  return [...updated, ...commands.filter((command) => !updated.includes(command))];
}
