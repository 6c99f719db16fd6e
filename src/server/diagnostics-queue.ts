import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection, Diagnostic, TextDocuments } from 'vscode-languageserver';

/** Publishes the problems of documents as they change. */
export interface DiagnosticsQueue {
  check(document: TextDocument): void;
  clear(document: TextDocument): void;
}

/**
 * Checks a document once the messages that wait in the queue are read: of several key presses that arrive together only
 * the last is checked, and nothing is published for a version that is already out of date, or that is checked anew.
 */
export function createDiagnosticsQueue(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  diagnosticsOf: (document: TextDocument) => Promise<Diagnostic[]>,
): DiagnosticsQueue {
  const waiting = new Map<string, NodeJS.Immediate>();
  /** By document: the check that may publish what it finds. */
  const running = new Map<string, symbol>();

  const forget = (uri: string) => {
    clearImmediate(waiting.get(uri));
    waiting.delete(uri);
    running.delete(uri);
  };

  const publish = async (uri: string): Promise<void> => {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (document === undefined) return;
    const { version } = document;
    const run = Symbol(uri);
    running.set(uri, run);
    const isCurrent = () => running.get(uri) === run && document.version === version;
    try {
      const diagnostics = await diagnosticsOf(document);
      if (isCurrent()) await connection.sendDiagnostics({ uri, version, diagnostics });
    } catch (error) {
      // A fault of ours in one document must not end the server, which others need.
      if (isCurrent()) connection.console.error(`The check of ${uri} failed: ${String(error)}`);
    }
  };

  return {
    check({ uri }) {
      forget(uri);
      // The next waiting message is read one turn from now, and a change among them starts the wait anew.
      const afterNextMessage = () =>
        waiting.set(
          uri,
          setImmediate(() => void publish(uri)),
        );
      waiting.set(uri, setImmediate(afterNextMessage));
    },
    clear({ uri }) {
      forget(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
