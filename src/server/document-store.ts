import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createCommandDocument, type CommandDocument } from '../command/document/command-document';

/** Gives the parsed form of a document; one version is parsed once. */
export interface DocumentStore {
  parsed(document: TextDocument): CommandDocument;
  forget(uri: string): void;
}

export function createDocumentStore(): DocumentStore {
  const cache = new Map<string, { readonly version: number; readonly parsed: CommandDocument }>();
  return {
    parsed(document) {
      const known = cache.get(document.uri);
      if (known?.version === document.version) return known.parsed;
      const parsed = createCommandDocument(document.getText(), 'create');
      cache.set(document.uri, { version: document.version, parsed });
      return parsed;
    },
    forget: (uri) => void cache.delete(uri),
  };
}
