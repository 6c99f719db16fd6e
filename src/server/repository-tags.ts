import {
  CompletionTriggerKind,
  type CancellationToken,
  type CompletionParams,
  type Connection,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RepositoryTags } from '../language/completion/completion';
import { repositoryAskedAt } from '../language/completion/image-tags';
import type { OpenDocument } from './open-document';
import { REPOSITORY_TAGS_REQUEST, type RepositoryTagsParams } from './protocol';
import { createTypingWatch } from './typing-watch';

/** Tags of the image that a person completes. */
export interface TagsOfImage {
  /**
   * Asks for the tags of the repository at the cursor. Never rejects: of an editor that cannot tell there are none.
   *
   * @returns undefined where there is no repository, and where the person did not ask for completions
   */
  asked(
    params: CompletionParams,
    document: OpenDocument,
    cancellation: CancellationToken,
  ): Promise<RepositoryTags> | undefined;
}

/** Has the editor ask registries for tags: it has the tokens for them, which are not for the server to see. */
export function createTagsOfImage(connection: Connection, documents: TextDocuments<TextDocument>): TagsOfImage {
  const typing = createTypingWatch();
  documents.onDidChangeContent(({ document }) => typing.changed(document.uri));
  documents.onDidClose(({ document }) => typing.closed(document.uri));

  const ask = async (repository: string, cancellation: CancellationToken): Promise<RepositoryTags> => {
    const params: RepositoryTagsParams = { repository };
    const tags = await connection
      .sendRequest<readonly string[]>(REPOSITORY_TAGS_REQUEST, params, cancellation)
      .catch(() => []);
    return { repository, tags };
  };

  return {
    asked({ textDocument, position, context }, document, cancellation) {
      const by = typing.asked(textDocument.uri);
      if (context?.triggerKind !== CompletionTriggerKind.Invoked || by === 'by typing') return undefined;
      const repository = repositoryAskedAt(document.command, document.text.offsetAt(position));
      return repository === undefined ? undefined : ask(repository, cancellation);
    },
  };
}
