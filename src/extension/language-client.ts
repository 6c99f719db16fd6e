import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { SecretListing } from '../secrets/secret-store';
import {
  COMMAND_FILES_CHANGED,
  COMMAND_FILES_REQUEST,
  KNOWLEDGE_NOTIFICATION,
  type EditorKnowledge,
  type ServerOptions,
} from '../server/protocol';
import { COMMAND_FILES, commandFiles } from './command-files';
import type { EditorSecrets } from './editor-secrets';
import { DOCKERFILE_LANGUAGE_ID, LANGUAGE_ID } from './language-id';

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
    {
      documentSelector: [{ language: LANGUAGE_ID }, { language: DOCKERFILE_LANGUAGE_ID }],
      outputChannel: log,
      initializationOptions: serverOptions(),
    },
  );
  client.onRequest(COMMAND_FILES_REQUEST, commandFiles);
  await client.start();

  const tellSecrets = async () => {
    const knowledge: EditorKnowledge = { storedSecrets: storedSizes(await secrets.list([])) };
    await client.sendNotification(KNOWLEDGE_NOTIFICATION, knowledge);
  };
  const report = (error: unknown) => log.warn('The language server was not told which secrets are stored.', error);
  const changed = secrets.onDidChange(() => void tellSecrets().catch(report));
  void tellSecrets().catch(report);

  const files = followCommandFiles(() => void client.sendNotification(COMMAND_FILES_CHANGED));

  return new vscode.Disposable(() => {
    files.dispose();
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

/** What Docker's own extension says of secrets in `ENV` and `ARG` is not said twice. */
function serverOptions(): ServerOptions {
  const isToldElsewhere = vscode.extensions.getExtension('docker.docker') !== undefined;
  return { quietRules: isToldElsewhere ? ['dockerfile-secret-env', 'dockerfile-secret-arg'] : [] };
}

/** How long a person may pause in typing before others hear of it, in milliseconds. */
const PAUSE_MILLISECONDS = 300;

/** Tells of changes to the workspace's Commands, on disk or in the editor. */
function followCommandFiles(tell: () => void): vscode.Disposable {
  let waiting: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, PAUSE_MILLISECONDS);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(COMMAND_FILES);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(later),
    watcher.onDidChange(later),
    watcher.onDidDelete(later),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === LANGUAGE_ID && document.uri.scheme === 'file') later();
    }),
    { dispose: () => clearTimeout(waiting) },
  );
}
