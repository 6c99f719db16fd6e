import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionKind,
  TextDocuments,
  TextDocumentSyncKind,
  type CodeAction,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { checkCommand } from '../command/check-command';
import { fixesFor } from '../command/fixes/fixes-for';
import { refactoringsAt } from '../language/refactor/refactorings';
import { AUTHORING_CAPABILITIES, registerAuthoring } from './authoring';
import { registerCodeLenses } from './code-lenses';
import { commandFinder } from './command-finder';
import { toCodeAction, toRefactorAction, toSpan } from './convert';
import { createDiagnosticsQueue } from './diagnostics-queue';
import { createDocumentStore } from './document-store';
import { createEditorSettings } from './editor-settings';
import { INLAY_HINT_CAPABILITIES, registerInlayHints } from './inlay-hints';
import { NAVIGATION_CAPABILITIES, registerNavigation } from './navigation';
import type { OpenDocument } from './open-document';
import { registerTextStructure, STRUCTURE_CAPABILITIES } from './text-structure';

/** What the server can do; told to the editor at the start. */
const CAPABILITIES: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor] },
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
  const problemsOf = (document: TextDocument) => checkCommand(store.parsed(document));
  const diagnostics = createDiagnosticsQueue(connection, documents, problemsOf);

  connection.onInitialize(({ capabilities }) => {
    settings.useCapabilities(capabilities);
    return CAPABILITIES;
  });

  documents.onDidChangeContent(({ document }) => diagnostics.check(document));
  documents.onDidClose(({ document }) => {
    store.forget(document.uri);
    diagnostics.clear(document);
  });

  connection.onCodeAction(({ textDocument, range }): CodeAction[] => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const asked = toSpan(document, range);
    const command = store.parsed(document);
    const fixes = problemsOf(document)
      .filter(({ span }) => span.start <= asked.end && asked.start <= span.end)
      .flatMap((problem) => fixesFor(command, problem).map((fix) => toCodeAction(document, problem, fix)));
    return [...fixes, ...refactoringsAt(command, asked).map((refactoring) => toRefactorAction(document, refactoring))];
  });

  const open = (uri: string): OpenDocument | undefined => {
    const text = documents.get(uri);
    return text && { text, command: store.parsed(text) };
  };
  const openDocuments = () => documents.keys().flatMap((uri) => open(uri) ?? []);
  registerAuthoring(connection, open, openDocuments);
  registerNavigation(connection, open, commandFinder(openDocuments));
  registerTextStructure(connection, open);
  registerCodeLenses(connection, open);
  registerInlayHints(connection, open, settings);

  documents.listen(connection);
  return connection;
}
