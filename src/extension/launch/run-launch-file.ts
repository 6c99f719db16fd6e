import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { bindDocument } from '../../command/binding/bind-command';
import { createCommandDocument } from '../../command/document/command-document';
import type { Command } from '../../command/model/command';
import {
  LAUNCH_FILE_ENDING,
  type LaunchedCommand,
  type LaunchFile,
  type LaunchFileProblem,
} from '../../launch-file/launch-file';
import { readLaunchFile } from '../../launch-file/read-launch-file';
import { storedCommand } from '../../resolution/stored-command';
import { launchAnswers } from './launch-answers';
import type { LaunchServices } from './launch-services';
import { readCommand } from '../../launch/read-command';

/** How long an engine may take to list its images, in milliseconds. */
const ENGINE_PATIENCE = 30_000;

/** A launch file cannot be run; the message says why. */
class Obstacle extends Error {}

/**
 * Runs a launch file as it stands in the editor, saved or not. Tells the person whatever stands in the way.
 *
 * @param argument address of the file; where there is none, that of the active editor is meant, else the person chooses
 */
export async function runLaunchFile(services: LaunchServices, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : (activeLaunchFile() ?? (await chooseLaunchFile()));
  if (uri === undefined) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const reading = readLaunchFile(document.getText());
  if (!reading.ok) {
    await showProblem(document, reading.problems);
    return;
  }
  try {
    await run(services, reading.file, dirname(uri.fsPath));
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    void vscode.window.showErrorMessage(`${basename(uri.fsPath)}: ${error.message}`);
  }
}

function activeLaunchFile(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.path.endsWith(LAUNCH_FILE_ENDING) === true ? uri : undefined;
}

async function chooseLaunchFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.workspace.findFiles(`**/*${LAUNCH_FILE_ENDING}`, '**/{node_modules,.git}/**');
  if (files.length === 0) {
    void vscode.window.showInformationMessage(
      'This workspace has no launch file. “Save as launch file…” in the launch form makes one.',
    );
    return undefined;
  }
  const items = files
    .map((uri) => ({
      label: basename(uri.path),
      description: vscode.workspace.asRelativePath(dirname(uri.fsPath)),
      uri,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (await vscode.window.showQuickPick(items, { title: 'Run launch file', matchOnDescription: true }))?.uri;
}

async function showProblem(document: vscode.TextDocument, problems: readonly LaunchFileProblem[]): Promise<void> {
  const [first] = problems;
  const show = 'Show problem';
  const name = basename(document.uri.fsPath);
  const message = `${name} cannot be run: ${first?.message ?? 'It cannot be read.'}`;
  if ((await vscode.window.showErrorMessage(message, show)) !== show || first === undefined) return;
  const selection = new vscode.Range(document.positionAt(first.span.start), document.positionAt(first.span.end));
  await vscode.window.showTextDocument(document, { selection });
}

/** @throws Obstacle */
async function run(services: LaunchServices, file: LaunchFile, folder: string): Promise<void> {
  const resolvePath = (path: string) => resolve(folder, path);
  const command =
    file.command.kind === 'image'
      ? await readLabelledCommand(services, file.command, file.engine)
      : await readCommandFile(resolvePath(file.command.path), file.command.path);
  const otherCommands = await Promise.all(file.otherCommands.map((path) => readCommandFile(resolvePath(path), path)));
  const [only, ...others] = command.wrappers;
  const wrapper =
    file.wrapper === undefined
      ? others.length === 0
        ? only
        : undefined
      : command.wrappers.find(({ name }) => name === file.wrapper);
  if (wrapper === undefined) throw new Obstacle(whyNoWrapper(file.wrapper, command));
  const { inputs, objects, environment, engine } = file;
  const source = undefined;
  const answered = { source, command, wrapper, inputs, objects, otherCommands, environment, engine, resolvePath };
  await launchAnswers(services, answered);
}

function whyNoWrapper(name: string | undefined, { wrappers, name: commandName }: Command): string {
  const names = wrappers.map((each) => `“${each.name}”`).join(', ');
  if (wrappers.length === 0) return `${commandName ?? 'The Command'} has no wrapper.`;
  return name === undefined
    ? `Say in "wrapper" which one is meant: ${names}.`
    : `${commandName ?? 'The Command'} has no wrapper “${name}”. It has ${names}.`;
}

/** @throws Obstacle when the engine has no such image, or the image's label no such Command */
async function readLabelledCommand(
  { docker }: LaunchServices,
  { image, name }: LaunchedCommand & { readonly kind: 'image' },
  engine: string | undefined,
): Promise<Command> {
  const host = engine === undefined ? undefined : await docker.hostAt(engine);
  const connected = await docker.connect(AbortSignal.timeout(ENGINE_PATIENCE), host);
  if (!connected.ok) throw new Obstacle(connected.failure.message);
  const images = await connected.value.listImages(AbortSignal.timeout(ENGINE_PATIENCE));
  if (!images.ok) throw new Obstacle(images.failure.message);
  const wanted = [image, `${image}:latest`];
  const found = images.value.find(({ tags }) => tags.some((tag) => wanted.includes(tag)));
  if (found === undefined) throw new Obstacle(`The engine has no image ${image}. Pull it first.`);
  const label = found.labels['org.nrg.commands'];
  if (label === undefined) throw new Obstacle(`The image ${image} has no label org.nrg.commands.`);
  const { commands } = bindDocument(createCommandDocument(label, 'label'));
  const [only, ...others] = commands.filter(({ command }) => name === undefined || command.name === name);
  if (only === undefined) throw new Obstacle(`The label of ${image} has no Command ${name ?? 'at all'}.`);
  if (others.length > 0) throw new Obstacle(`The label of ${image} has several Commands. Say in "name" which one.`);
  return storedCommand(only.command);
}

/** @throws Obstacle when there is no such file or the server would refuse what it holds */
async function readCommandFile(path: string, shown: string): Promise<Command> {
  let document;
  try {
    document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  } catch {
    throw new Obstacle(`There is no Command ${shown}.`);
  }
  const reading = readCommand(document.getText());
  if (!reading.ok) throw new Obstacle(`XNAT would refuse ${shown}: ${reading.reason}`);
  return storedCommand(reading.bound.command);
}
