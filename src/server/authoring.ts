import type { Connection, ServerCapabilities, TextDocumentPositionParams } from 'vscode-languageserver';
import { COMPLETION_TRIGGERS, completionsAt } from '../language/completion/complete';
import { specialCommandsIn } from '../language/completion/special-commands';
import { hoverAt } from '../language/hover/hover-at';
import { previewCommandLine } from '../resolution/preview-command-line';
import { toCompletionItems } from './completion';
import { toHover } from './convert';
import type { DocumentLookup, OpenDocument } from './open-document';
import { KNOWLEDGE_NOTIFICATION, type EditorKnowledge } from './protocol';

export const AUTHORING_CAPABILITIES = {
  completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS] },
  hoverProvider: true,
} satisfies ServerCapabilities;

/**
 * Answers what fits at the cursor and what stands there, with what the editor tells of images, secrets and Commands.
 *
 * @param openDocuments all that are open, whose setup and wrapup Commands others may name
 */
export function registerAuthoring(
  connection: Connection,
  open: DocumentLookup,
  openDocuments: () => readonly OpenDocument[],
): void {
  let knowledge: EditorKnowledge = {};
  connection.onNotification(KNOWLEDGE_NOTIFICATION, (told: EditorKnowledge) => {
    knowledge = { ...knowledge, ...told };
  });

  const at = <T>({ textDocument, position }: TextDocumentPositionParams, answer: Answer<T>): T | null => {
    const document = open(textDocument.uri);
    return document === undefined ? null : answer(document, document.text.offsetAt(position));
  };

  connection.onCompletion((params) =>
    at(params, ({ text, command }, offset) => {
      const specialCommands = openDocuments().flatMap((document) => specialCommandsIn(document.command));
      const known = {
        ...knowledge,
        secretNames: Object.keys(knowledge.storedSecrets ?? {}),
        specialCommands: [...specialCommands, ...(knowledge.specialCommands ?? [])],
      };
      return toCompletionItems(text, completionsAt(command, offset, known));
    }),
  );

  connection.onHover((params) =>
    at(params, ({ text, command }, offset) => {
      const { storedSecrets } = knowledge;
      const stored = storedSecrets && { storedSecrets: new Map(Object.entries(storedSecrets)) };
      return toHover(text, hoverAt(command, offset, { previewCommandLine, ...stored }));
    }),
  );
}

type Answer<T> = (document: OpenDocument, offset: number) => T;
