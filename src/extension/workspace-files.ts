import * as vscode from 'vscode';
import { LAUNCH_FILE_ENDING } from '../launch-file/launch-file';
import type { WorkspaceFile } from '../server/protocol';

/** The files a Command is looked for in, as the language's own file names have it. */
export const COMMAND_FILES = '**/{command.json,*.command.json,*-command.json,*_command.json}';
const NOT_LOOKED_AT = '**/{node_modules,.git}/**';

/** More files than this are not looked through. */
const FILE_LIMIT = 1000;

/** The files of the workspace that hold Commands by their names, as they are in the editor, saved or not. */
export async function commandFiles(): Promise<readonly WorkspaceFile[]> {
  return withTexts(await vscode.workspace.findFiles(COMMAND_FILES, NOT_LOOKED_AT, FILE_LIMIT));
}

/** The launch files of the workspace, as they are in the editor, saved or not. A person is told where there are too many. */
export async function launchFiles(cancellation: vscode.CancellationToken): Promise<readonly WorkspaceFile[]> {
  const pattern = `**/*${LAUNCH_FILE_ENDING}`;
  const uris = await vscode.workspace.findFiles(pattern, NOT_LOOKED_AT, FILE_LIMIT + 1, cancellation);
  if (uris.length > FILE_LIMIT) {
    const limit = FILE_LIMIT.toLocaleString('en');
    const message = `This workspace has more than ${limit} launch files. Names were looked for in ${limit} of them, and in those that are open.`;
    void vscode.window.showWarningMessage(message);
  }
  return withTexts(uris.slice(0, FILE_LIMIT));
}

const withTexts = (uris: readonly vscode.Uri[]): Promise<readonly WorkspaceFile[]> =>
  Promise.all(uris.map(async (uri) => ({ uri: uri.toString(), text: await textOf(uri) })));

/** The Dockerfiles of the workspace by their names. */
export async function dockerfiles(): Promise<readonly vscode.Uri[]> {
  const names =
    '**/{[Dd]ockerfile,[Dd]ockerfile.*,[Cc]ontainerfile,[Cc]ontainerfile.*,*.[Dd]ockerfile,*.[Cc]ontainerfile}';
  const found = await vscode.workspace.findFiles(names, NOT_LOOKED_AT, FILE_LIMIT);
  return found.filter(({ path }) => !path.endsWith('.dockerignore'));
}

/** What is in the editor, saved or not, else what is in the file; empty when the file cannot be read. */
export async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
