import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { Problem } from '../command/problem';
import { toDiagnostic } from './convert';

/** Publishes the problems of documents as they change. */
export interface DiagnosticsQueue {
  check(document: TextDocument): void;
  clear(document: TextDocument): void;
}

/**
 * Checks a document once the messages that wait in the queue are read: of several key presses that arrive together only
 * the last is checked, and nothing is published for a version that is already out of date.
 */
export function createDiagnosticsQueue(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  problemsOf: (document: TextDocument) => readonly Problem[],
): DiagnosticsQueue {
  const waiting = new Map<string, NodeJS.Immediate>();

  const forget = (uri: string) => {
    clearImmediate(waiting.get(uri));
    waiting.delete(uri);
  };

  const publish = (uri: string) => {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (document === undefined) return;
    try {
      const diagnostics = problemsOf(document).map((problem) => toDiagnostic(document, problem));
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    } catch (error) {
      // A fault of ours in one document must not end the server, which others need.
      connection.console.error(`The check of ${uri} failed: ${String(error)}`);
    }
  };

  return {
    check({ uri }) {
      forget(uri);
      // The next waiting message is read one turn from now, and a change among them starts the wait anew.
      const afterNextMessage = () => waiting.set(uri, setImmediate(publish, uri));
      waiting.set(uri, setImmediate(afterNextMessage));
    },
    clear({ uri }) {
      forget(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
