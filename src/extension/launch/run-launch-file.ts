import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { createCommandDocument } from '../../command/document/command-document';
import { placesIn } from '../../command/document/describe-place';
import { nodeNearPointer } from '../../launch/expectations/node-near-pointer';
import { openLaunch } from '../../launch/unattended/open-launch';
import { placesOfInputs } from '../../launch-file/given-place';
import { LAUNCH_FILE_ENDING } from '../../launch-file/launch-file';
import { readLaunchFile } from '../../launch-file/read-launch-file';
import { launchAnswers } from './launch-answers';
import type { LaunchServices } from './launch-services';

const NOT_WEIGHED =
  'What this launch file expects is not looked at here: the Testing view runs it as a test and shows the differences.';

/** How long an engine may take to list its images, in milliseconds. */
const ENGINE_PATIENCE = 30_000;

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
    const [first] = reading.problems;
    await showProblem(document, first?.message ?? 'It cannot be read.', first?.span);
    return;
  }
  const { file } = reading;
  const name = basename(uri.fsPath);
  const parsed = createCommandDocument(document.getText(), 'create');
  const opening = await openLaunch(file, {
    resolvePath: (path) => resolve(dirname(uri.fsPath), path),
    nameOf: (path) => path,
    givenAt: placesOfInputs(parsed, name),
    readText: async (path) => (await vscode.workspace.openTextDocument(vscode.Uri.file(path))).getText(),
    images: () => imagesOf(services, file.engine),
  });
  if (!opening.ok) {
    const { message, pointer } = opening;
    await showProblem(document, message, nodeNearPointer(parsed.root, pointer));
    return;
  }
  const { environment, engine, expect } = file;
  const notes = expect === undefined ? [] : [NOT_WEIGHED];
  const placeInFile = placesIn(parsed, name);
  await launchAnswers(services, { source: uri.toString(), ...opening.launch, placeInFile, environment, notes, engine });
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

/** @param span where in the file the problem is */
async function showProblem(
  document: vscode.TextDocument,
  message: string,
  span: { readonly start: number; readonly end: number } | undefined,
): Promise<void> {
  const show = 'Show problem';
  const name = basename(document.uri.fsPath);
  if ((await vscode.window.showErrorMessage(`${name} cannot be run: ${message}`, show)) !== show) return;
  const selection = new vscode.Range(document.positionAt(span?.start ?? 0), document.positionAt(span?.end ?? 0));
  await vscode.window.showTextDocument(document, { selection });
}

async function imagesOf({ docker }: LaunchServices, engine: string | undefined) {
  const patience = AbortSignal.timeout(ENGINE_PATIENCE);
  const host = engine === undefined ? undefined : await docker.hostAt(engine, 'launch-file');
  const connected = await docker.connect(patience, host);
  return connected.ok ? connected.value.listImages(patience) : connected;
}
