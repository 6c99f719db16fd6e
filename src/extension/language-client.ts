import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { createCommandDocument } from '../command/document/command-document';
import { repositoryOf } from '../docker/registry/repository';
import { specialCommandsIn } from '../language/completion/special-commands';
import type { SecretListing } from '../secrets/secret-store';
import {
  COMMAND_FILES_CHANGED,
  COMMAND_FILES_REQUEST,
  KNOWLEDGE_NOTIFICATION,
  LAUNCH_FILES_REQUEST,
  REPOSITORY_TAGS_REQUEST,
  type EditorKnowledge,
  type RepositoryTagsParams,
  type ServerOptions,
} from '../server/protocol';
import { COMMAND_FILES, commandFiles, launchFiles } from './workspace-files';
import type { EditorSecrets } from './editor-secrets';
import type { RepositoryTags } from './image-hosts/repository-tags';
import type { KnownImages } from './known-images';
import { DOCKERFILE_LANGUAGE_ID, LANGUAGE_ID, LAUNCH_LANGUAGE_ID } from './language-id';
import { withSignal } from './with-signal';

/** What the language server is told of, beside the documents. */
export interface TellingServices {
  /** Where the server's messages go. */
  readonly log: vscode.LogOutputChannel;
  /** Those the editor keeps, of which the server is told names and sizes. */
  readonly secrets: EditorSecrets;
  readonly images: KnownImages;
  readonly repositories: RepositoryTags;
}

/**
 * Starts the language server in a process of its own and connects the editor to it.
 *
 * @param extensionPath folder the extension is installed in
 * @returns the running client; disposing of it ends the server
 */
export async function startLanguageClient(
  extensionPath: string,
  { log, secrets, images, repositories }: TellingServices,
): Promise<vscode.Disposable> {
  const module = join(extensionPath, 'dist', 'server.js');
  const jsonFiles = vscode.workspace.createFileSystemWatcher('**/*.json');
  const client = new LanguageClient(
    'xnatCommands',
    'XNAT Commands',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [
        { language: LANGUAGE_ID },
        { language: LAUNCH_LANGUAGE_ID },
        { language: DOCKERFILE_LANGUAGE_ID },
      ],
      // A launch file is right or wrong by the Command it names, and that can have any name.
      synchronize: { fileEvents: jsonFiles },
      outputChannel: log,
      initializationOptions: serverOptions(),
    },
  );
  client.onRequest(COMMAND_FILES_REQUEST, commandFiles);
  client.onRequest(LAUNCH_FILES_REQUEST, launchFiles);
  client.onRequest(REPOSITORY_TAGS_REQUEST, (params: RepositoryTagsParams, cancellation: vscode.CancellationToken) =>
    tagsForCompletion(repositories, params, cancellation),
  );
  await client.start();

  const tell = (what: string, find: () => Promise<EditorKnowledge>) =>
    void find()
      .then((knowledge) => client.sendNotification(KNOWLEDGE_NOTIFICATION, knowledge))
      .catch((error: unknown) => log.warn(`The language server was not told ${what}.`, error));
  const tellSecrets = () =>
    tell('which secrets are stored', async () => ({ storedSecrets: storedSizes(await secrets.list([])) }));
  const tellImages = () => tell('which images there are', () => Promise.resolve({ imageNames: images.names }));
  const tellCommands = () => tell('which setup and wrapup Commands there are', specialCommandsOfWorkspace);
  tellSecrets();
  tellImages();
  tellCommands();

  return vscode.Disposable.from(
    jsonFiles,
    followCommandFiles(() => {
      void client.sendNotification(COMMAND_FILES_CHANGED);
      tellCommands();
    }),
    secrets.onDidChange(tellSecrets),
    images.onDidChange(tellImages),
    { dispose: () => void client.dispose() },
  );
}

/** How long completions wait for a registry, in milliseconds. */
const REGISTRY_PATIENCE = 2000;

/** The tags of a repository. A registry is asked, as for a pull, in trusted workspaces only. */
async function tagsForCompletion(
  repositories: RepositoryTags,
  { repository: name }: RepositoryTagsParams,
  cancellation: vscode.CancellationToken,
): Promise<readonly string[]> {
  const repository = repositoryOf(name);
  if (repository === undefined || !vscode.workspace.isTrusted) return [];
  return withSignal(cancellation, (signal) => repositories.list(repository, signal, REGISTRY_PATIENCE));
}

async function specialCommandsOfWorkspace(): Promise<EditorKnowledge> {
  const specialCommands = (await commandFiles()).flatMap(({ uri, text }) =>
    specialCommandsIn(createCommandDocument(text, 'create')).map((command) => ({ ...command, uri })),
  );
  return { specialCommands };
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
