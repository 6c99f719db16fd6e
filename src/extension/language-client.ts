import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { LANGUAGE_ID } from './language-id';

/**
 * Starts the language server in a process of its own and connects the editor to it.
 *
 * @param extensionPath folder the extension is installed in
 * @param log where the server's messages go
 * @returns the running client; disposing of it ends the server
 */
export async function startLanguageClient(
  extensionPath: string,
  log: vscode.LogOutputChannel,
): Promise<vscode.Disposable> {
  const module = join(extensionPath, 'dist', 'server.js');
  const client = new LanguageClient(
    'xnatCommands',
    'XNAT Commands',
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: LANGUAGE_ID }], outputChannel: log },
  );
  await client.start();
  return new vscode.Disposable(() => void client.dispose());
}
