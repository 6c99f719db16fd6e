import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CommandDocument } from '../command/document/command-document';

/** A document that is open in the editor: its lines, and the Command that its present text is. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly command: CommandDocument;
}

/** Gives the open document of an address; undefined where it is closed already. */
export type DocumentLookup = (uri: string) => OpenDocument | undefined;
