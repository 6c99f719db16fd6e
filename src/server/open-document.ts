import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CommandDocument } from '../command/document/command-document';

/** A document that is open in the editor: its lines, and the Command that its present text is. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly command: CommandDocument;
}

/** Gives the open document of an address; undefined where it is closed already. */
export type DocumentLookup = (uri: string) => OpenDocument | undefined;

/**
 * What was looked up for an answer about a document. An editor changes the text in place meanwhile, so that the spans of
 * what was parsed would be those of other words: then the answer is refused, and the editor asks again.
 */
export async function unchanged<T>({ text }: OpenDocument, lookingUp: Promise<T>): Promise<T> {
  const { version } = text;
  const found = await lookingUp;
  if (text.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed.');
  return found;
}
