import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocuments, TextDocumentSyncKind, type Connection, type InitializeResult } from 'vscode-languageserver';
import { AUTHORING_CAPABILITIES, registerAuthoring } from './authoring';
import { CODE_ACTION_CAPABILITIES, registerCodeActions } from './code-actions';
import { registerCodeLenses } from './code-lenses';
import { commandFinder } from './command-finder';
import { createDiagnosticsQueue } from './diagnostics-queue';
import { createDockerfiles, isDockerfile } from './dockerfiles';
import { createDocumentStore } from './document-store';
import { createEditorSettings } from './editor-settings';
import { INLAY_HINT_CAPABILITIES, registerInlayHints } from './inlay-hints';
import { NAVIGATION_CAPABILITIES, registerNavigation } from './navigation';
import type { OpenDocument } from './open-document';
import { createProblemStore } from './problem-store';
import type { ServerOptions } from './protocol';
import { registerTextStructure, STRUCTURE_CAPABILITIES } from './text-structure';
import { createWorkspaceCommands } from './workspace-commands';

/** What the server can do; told to the editor at the start. */
const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...CODE_ACTION_CAPABILITIES,
    codeLensProvider: {},
    ...AUTHORING_CAPABILITIES,
    ...NAVIGATION_CAPABILITIES,
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
  const diagnostics = createDiagnosticsQueue(connection, documents, (document) =>
    isDockerfile(document) ? dockerfiles.problems(document) : problems.problems(document, store.parsed(document)),
  );
  const check = (document: TextDocument) =>
    void (isDockerfile(document) ? dockerfiles.ready(document) : problems.ready(document.uri)).then(() => {
      diagnostics.check(document);
    });
  const workspace = createWorkspaceCommands(connection);
  const dockerfiles = createDockerfiles(connection, documents, problems, workspace, check);

  connection.onInitialize(({ capabilities, initializationOptions }) => {
    settings.useCapabilities(capabilities);
    dockerfiles.useOptions(initializationOptions as ServerOptions | undefined);
    return CAPABILITIES;
  });

  documents.onDidChangeContent(({ document }) => check(document));
  documents.onDidClose(({ document }) => {
    store.forget(document.uri);
    problems.forget(document.uri);
    dockerfiles.forget(document.uri);
    diagnostics.clear(document);
  });

  const open = (uri: string): OpenDocument | undefined => {
    const text = documents.get(uri);
    return text === undefined || isDockerfile(text) ? undefined : { text, command: store.parsed(text) };
  };
  const openDockerfile = (uri: string): TextDocument | undefined => {
    const text = documents.get(uri);
    return text !== undefined && isDockerfile(text) ? text : undefined;
  };
  const openDocuments = () => documents.keys().flatMap((uri) => open(uri) ?? []);
  settings.onChange(() => {
    problems.forgetSettings();
    documents.all().forEach(check);
  });
  registerCodeActions(connection, open, problems, (uri, range) => {
    const dockerfile = openDockerfile(uri);
    return dockerfile === undefined ? [] : dockerfiles.fixes(dockerfile, range);
  });
  registerAuthoring(connection, open, openDocuments);
  registerNavigation(connection, open, commandFinder(openDocuments));
  registerTextStructure(connection, open);
  registerCodeLenses(connection, open, async (uri) => {
    const dockerfile = openDockerfile(uri);
    if (dockerfile === undefined) return [];
    await workspace.ready();
    return dockerfiles.lenses(dockerfile);
  });
  registerInlayHints(connection, open, settings);

  documents.listen(connection);
  return connection;
}
