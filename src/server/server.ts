import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type Diagnostic,
  type InitializeResult,
} from 'vscode-languageserver';
import { AUTHORING_CAPABILITIES, registerAuthoring } from './authoring';
import { CODE_ACTION_CAPABILITIES, registerCodeActions } from './code-actions';
import { registerCodeLenses } from './code-lenses';
import { commandFinder } from './command-finder';
import { toDiagnostic } from './convert';
import { createDiagnosticsQueue } from './diagnostics-queue';
import { createDockerfiles, isDockerfile } from './dockerfiles';
import { createDocumentStore } from './document-store';
import { createEditorSettings } from './editor-settings';
import { INLAY_HINT_CAPABILITIES, registerInlayHints } from './inlay-hints';
import { NAVIGATION_CAPABILITIES, registerNavigation } from './navigation';
import { NAME_CAPABILITIES, registerNames } from './names';
import { listenForKnowledge } from './knowledge';
import { createLaunchFiles } from './launch-files';
import type { DocumentLookup, OpenDocument } from './open-document';
import { createProblemStore } from './problem-store';
import { LAUNCH_LANGUAGE, type ServerOptions } from './protocol';
import { createTagsOfImage } from './repository-tags';
import { registerTextStructure, STRUCTURE_CAPABILITIES } from './text-structure';
import { createWorkspaceCommands } from './workspace-commands';
import { createWorkspaceLaunchFiles } from './workspace-launch-files';

/** What the server can do; told to the editor at the start. */
const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...CODE_ACTION_CAPABILITIES,
    codeLensProvider: {},
    ...AUTHORING_CAPABILITIES,
    ...NAVIGATION_CAPABILITIES,
    ...NAME_CAPABILITIES,
    ...STRUCTURE_CAPABILITIES,
    ...INLAY_HINT_CAPABILITIES,
  },
};

/**
 * Wires the language features to a connection. Each handler is a line into `command/` or `language/`; a handler that
 * throws answers with an error, which leaves the server and the other features running.
 */
export function startServer(connection: Connection): Connection {
  const documents = new TextDocuments(TextDocument);
  const store = createDocumentStore();
  const settings = createEditorSettings(connection);
  const problems = createProblemStore(connection, settings);
  const diagnosticsOf = async (document: TextDocument): Promise<Diagnostic[]> => {
    if (document.languageId === LAUNCH_LANGUAGE) return launchFiles.diagnostics(document.uri);
    await (isDockerfile(document) ? dockerfiles.ready(document) : problems.ready(document.uri));
    const found = isDockerfile(document)
      ? dockerfiles.problems(document)
      : problems.problems(document, store.parsed(document));
    return found.map((problem) => toDiagnostic(document, problem));
  };
  const diagnostics = createDiagnosticsQueue(connection, documents, diagnosticsOf);
  const check = (document: TextDocument): void => diagnostics.check(document);
  const workspace = createWorkspaceCommands(connection);
  const dockerfiles = createDockerfiles(connection, documents, problems, workspace, check);

  const byLanguage = (uri: string, isLaunchFile: boolean): OpenDocument | undefined => {
    const text = documents.get(uri);
    if (text === undefined || isDockerfile(text)) return undefined;
    if ((text.languageId === LAUNCH_LANGUAGE) !== isLaunchFile) return undefined;
    return { text, command: store.parsed(text) };
  };
  const openCommand: DocumentLookup = (uri) => byLanguage(uri, false);
  const openLaunchFile: DocumentLookup = (uri) => byLanguage(uri, true);
  const open: DocumentLookup = (uri) => openCommand(uri) ?? openLaunchFile(uri);
  const openCommands = () => documents.keys().flatMap((uri) => openCommand(uri) ?? []);
  const openLaunchFiles = () => documents.keys().flatMap((uri) => openLaunchFile(uri) ?? []);
  const openDockerfile = (uri: string): TextDocument | undefined => {
    const text = documents.get(uri);
    return text !== undefined && isDockerfile(text) ? text : undefined;
  };
  const knowledge = listenForKnowledge(connection);
  const launchFiles = createLaunchFiles(openLaunchFile, openCommands, knowledge);
  const checkLaunchFiles = () =>
    documents
      .all()
      .filter(({ languageId }) => languageId === LAUNCH_LANGUAGE)
      .forEach(check);

  connection.onInitialize(({ capabilities, initializationOptions }) => {
    settings.useCapabilities(capabilities);
    dockerfiles.useOptions(initializationOptions as ServerOptions | undefined);
    return CAPABILITIES;
  });

  documents.onDidChangeContent(({ document }) => {
    check(document);
    // What a launch file says is right or wrong by the Command that it names.
    if (document.languageId !== LAUNCH_LANGUAGE) checkLaunchFiles();
  });
  documents.onDidSave(checkLaunchFiles);
  connection.onDidChangeWatchedFiles(checkLaunchFiles);
  documents.onDidClose(({ document }) => {
    problems.forget(document.uri);
    diagnostics.clear(document);
    checkLaunchFiles();
  });

  settings.onChange(() => {
    problems.forgetSettings();
    documents.all().forEach(check);
  });
  registerCodeActions(connection, openCommand, problems, (params) => {
    const dockerfile = openDockerfile(params.textDocument.uri);
    if (dockerfile !== undefined) return dockerfiles.fixes(dockerfile, params.range);
    return launchFiles.actions(params) ?? [];
  });
  const tags = createTagsOfImage(connection, documents);
  registerAuthoring(connection, openCommand, openCommands, launchFiles, knowledge, tags);
  registerNavigation(connection, openCommand, commandFinder(openCommands, knowledge), launchFiles);
  registerNames(connection, openCommand, launchFiles, createWorkspaceLaunchFiles(connection, openLaunchFiles));
  registerTextStructure(connection, open, openCommand, launchFiles);
  registerCodeLenses(connection, openCommand, async (uri) => {
    const dockerfile = openDockerfile(uri);
    if (dockerfile === undefined) return launchFiles.lenses(uri) ?? [];
    await workspace.ready();
    return dockerfiles.lenses(dockerfile);
  });
  registerInlayHints(connection, openCommand, settings);

  documents.listen(connection);
  return connection;
}
