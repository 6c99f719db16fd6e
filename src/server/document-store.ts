import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createCommandDocument, type CommandDocument, type CommandMode } from '../command/document/command-document';
import { IMAGE_SCHEME, LABEL_ENDING } from './protocol';

/** Gives the parsed form of a document; one version is parsed once. */
export interface DocumentStore {
  parsed(document: TextDocument): CommandDocument;
}

/** Keeps what is parsed for as long as the editor has the document open. */
export function createDocumentStore(): DocumentStore {
  const cache = new WeakMap<TextDocument, { readonly version: number; readonly parsed: CommandDocument }>();
  return {
    parsed(document) {
      const known = cache.get(document);
      if (known?.version === document.version) return known.parsed;
      const parsed = createCommandDocument(document.getText(), modeOf(document.uri));
      cache.set(document, { version: document.version, parsed });
      return parsed;
    },
  };
}

/** Only what comes from an image can be a label: a file is a Command that somebody writes. */
function modeOf(uri: string): CommandMode {
  return uri.startsWith(`${IMAGE_SCHEME}:`) && uri.split('?')[0]?.endsWith(LABEL_ENDING) ? 'label' : 'create';
}
