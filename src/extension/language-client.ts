import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { SecretListing } from '../secrets/secret-store';
import { KNOWLEDGE_NOTIFICATION, type EditorKnowledge } from '../server/protocol';
import type { EditorSecrets } from './editor-secrets';
import { LANGUAGE_ID } from './language-id';

/**
 * Starts the language server in a process of its own and connects the editor to it.
 *
 * @param extensionPath folder the extension is installed in
 * @param log where the server's messages go
 * @param secrets those the editor keeps, of which the server is told names and sizes
 * @returns the running client; disposing of it ends the server
 */
export async function startLanguageClient(
  extensionPath: string,
  log: vscode.LogOutputChannel,
  secrets: EditorSecrets,
): Promise<vscode.Disposable> {
  const module = join(extensionPath, 'dist', 'server.js');
  const client = new LanguageClient(
    'xnatCommands',
    'XNAT Commands',
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: LANGUAGE_ID }], outputChannel: log },
  );
  await client.start();

  const tellSecrets = async () => {
    const knowledge: EditorKnowledge = { storedSecrets: storedSizes(await secrets.list([])) };
    await client.sendNotification(KNOWLEDGE_NOTIFICATION, knowledge);
  };
  const report = (error: unknown) => log.warn('The language server was not told which secrets are stored.', error);
  const changed = secrets.onDidChange(() => void tellSecrets().catch(report));
  void tellSecrets().catch(report);

  return new vscode.Disposable(() => {
    changed.dispose();
    void client.dispose();
  });
}

/** The sizes of the secrets that are stored, by name. */
function storedSizes(listings: readonly SecretListing[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    listings.flatMap((listing) => (listing.state === 'stored' ? [[listing.name, listing.byteLength]] : [])),
  );
}
