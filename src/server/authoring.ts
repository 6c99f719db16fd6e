import type { Connection, ServerCapabilities, TextDocumentPositionParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { COMPLETION_TRIGGERS, completionsAt } from '../language/completion/complete';
import type { RepositoryTags, SpecialCommand } from '../language/completion/completion';
import { specialCommandsIn } from '../language/completion/special-commands';
import { hoverAt } from '../language/hover/hover-at';
import { previewCommandLine } from '../resolution/preview-command-line';
import { toCompletionItems } from './completion';
import { toHover } from './convert';
import type { DocumentLookup, OpenDocument } from './open-document';
import type { EditorKnowledge } from './protocol';
import { secretsForHover, type Knowledge } from './knowledge';
import type { LaunchFiles } from './launch-files';
import type { TagsOfImage } from './repository-tags';

export const AUTHORING_CAPABILITIES = {
  completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS, '/'] },
  hoverProvider: true,
} satisfies ServerCapabilities;

/**
 * Answers what fits at the cursor and what stands there, with what the editor tells of images, secrets and Commands.
 *
 * @param openDocuments all Commands that are open, of which others may name the setup and wrapup Commands
 */
export function registerAuthoring(
  connection: Connection,
  open: DocumentLookup,
  openDocuments: () => readonly OpenDocument[],
  launchFiles: LaunchFiles,
  knowledge: Knowledge,
  tags: TagsOfImage,
): void {
  const at = <T>({ textDocument, position }: TextDocumentPositionParams, answer: Answer<T>): T | null => {
    const document = open(textDocument.uri);
    return document === undefined ? null : answer(document, document.text.offsetAt(position));
  };

  const complete = ({ text, command }: OpenDocument, offset: number, repositoryTags: RepositoryTags | undefined) => {
    const { storedSecrets = {}, ...told } = knowledge();
    const known = {
      ...told,
      repositoryTags,
      secretNames: Object.keys(storedSecrets),
      specialCommands: knownSpecialCommands(openDocuments(), told.specialCommands),
    };
    return toCompletionItems(text, completionsAt(command, offset, known));
  };

  connection.onCompletion((params, cancellation) => {
    const inLaunchFile = launchFiles.completions(params);
    if (inLaunchFile !== undefined) return inLaunchFile;
    // In a Command a path is of the container, and nobody knows what is in there.
    if (params.context?.triggerCharacter === '/') return null;
    return at(params, (document, offset) => {
      const asked = tags.asked(params, document, cancellation);
      if (asked === undefined) return complete(document, offset, undefined);
      const before = asItIs(document);
      return asked.then((told) => complete(before, offset, told));
    });
  });

  connection.onHover(
    (params) =>
      launchFiles.hover(params) ??
      at(params, ({ text, command }, offset) => {
        const known = { previewCommandLine, ...secretsForHover(knowledge()) };
        return toHover(text, hoverAt(command, offset, known));
      }),
  );
}

/** The document for a later answer: what is typed meanwhile changes the text in place, and the editor reckons with it. */
function asItIs({ text, command }: OpenDocument): OpenDocument {
  return { text: TextDocument.create(text.uri, text.languageId, text.version, text.getText()), command };
}

/** The setup and wrapup Commands that are open, as they stand there, and those of closed files. */
function knownSpecialCommands(
  documents: readonly OpenDocument[],
  closed: EditorKnowledge['specialCommands'] = [],
): readonly SpecialCommand[] {
  const open = new Set(documents.map(({ text }) => text.uri));
  const others = closed.filter(({ uri }) => !open.has(uri));
  return [...documents.flatMap(({ command }) => specialCommandsIn(command)), ...others];
}

type Answer<T> = (document: OpenDocument, offset: number) => T;
