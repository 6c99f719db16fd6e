import * as vscode from 'vscode';
import type { EditorSecrets } from './editor-secrets';
import { LANGUAGE_ID } from './language-id';

/**
 * Starts the language server as soon as a Command is open, and not before: a person who opens no Command pays nothing.
 *
 * @returns a handle that ends the server and the waiting for one
 */
export function startLanguageFeatures(
  extensionPath: string,
  log: vscode.LogOutputChannel,
  secrets: EditorSecrets,
): vscode.Disposable {
  let client: Promise<vscode.Disposable> | undefined;

  const start = async (): Promise<vscode.Disposable> => {
    const { startLanguageClient } = await import('./language-client');
    return startLanguageClient(extensionPath, log, secrets);
  };

  const startForCommand = ({ languageId }: vscode.TextDocument) => {
    if (languageId !== LANGUAGE_ID) return;
    client ??= start();
    client.catch((error: unknown) => log.error('The language server did not start.', error));
  };

  vscode.workspace.textDocuments.forEach(startForCommand);
  const opened = vscode.workspace.onDidOpenTextDocument(startForCommand);
  return new vscode.Disposable(() => {
    opened.dispose();
    void client?.then(
      (running) => void running.dispose(),
      // Why it did not start is in the log already.
      () => undefined,
    );
  });
}
