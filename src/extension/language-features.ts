import * as vscode from 'vscode';
import { COMMANDS_LABEL } from '../command/label/write-label';
import { COMMAND_FILES } from './workspace-files';
import type { TellingServices } from './language-client';
import { DOCKERFILE_LANGUAGE_ID, LANGUAGE_ID, LAUNCH_LANGUAGE_ID } from './language-id';

/**
 * Starts the language server as soon as a Command or a launch file is open, or a Dockerfile that has to do with one, and
 * not before: a person who opens none pays nothing.
 *
 * @returns a handle that ends the server and the waiting for one
 */
export function startLanguageFeatures(extensionPath: string, services: TellingServices): vscode.Disposable {
  let client: Promise<vscode.Disposable> | undefined;

  const start = async (): Promise<vscode.Disposable> => {
    const { startLanguageClient } = await import('./language-client');
    return startLanguageClient(extensionPath, services);
  };

  const startOnce = () => {
    client ??= start();
    client.catch((error: unknown) => services.log.error('The language server did not start.', error));
  };

  const startFor = async (document: vscode.TextDocument) => {
    if (document.languageId === LANGUAGE_ID || document.languageId === LAUNCH_LANGUAGE_ID) startOnce();
    if (document.languageId !== DOCKERFILE_LANGUAGE_ID || client !== undefined) return;
    const hasLabel = document.getText().includes(COMMANDS_LABEL);
    if (hasLabel || (await vscode.workspace.findFiles(COMMAND_FILES, null, 1)).length > 0) startOnce();
  };

  vscode.workspace.textDocuments.forEach((document) => void startFor(document));
  const opened = vscode.workspace.onDidOpenTextDocument((document) => void startFor(document));
  // A label may have been typed meanwhile.
  const saved = vscode.workspace.onDidSaveTextDocument((document) => void startFor(document));
  return new vscode.Disposable(() => {
    opened.dispose();
    saved.dispose();
    void client?.then(
      (running) => void running.dispose(),
      // Why it did not start is in the log already.
      () => undefined,
    );
  });
}
