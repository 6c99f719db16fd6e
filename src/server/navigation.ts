import {
  DocumentHighlightKind,
  type Connection,
  type LocationLink,
  type ServerCapabilities,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { documentLinks, type CommandFinder } from '../language/document-links';
import { definitionsAt, highlightsAt } from '../language/navigate';
import { linkedRangesAt, LINKED_WORD } from '../language/rename/linked-ranges';
import { toRange } from './convert';
import type { LaunchFiles } from './launch-files';
import type { DocumentLookup, OpenDocument } from './open-document';

export const NAVIGATION_CAPABILITIES = {
  definitionProvider: true,
  documentHighlightProvider: true,
  linkedEditingRangeProvider: true,
  documentLinkProvider: {},
} satisfies ServerCapabilities;

/**
 * Answers what leads from a name to other places of its text and to other files.
 *
 * @param findCommand finds setup and wrapup Commands that others name
 */
export function registerNavigation(
  connection: Connection,
  open: DocumentLookup,
  findCommand: CommandFinder,
  launchFiles: LaunchFiles,
): void {
  const at = <T>({ textDocument, position }: TextDocumentPositionParams, answer: Answer<T>): T | null => {
    const document = open(textDocument.uri);
    return document === undefined ? null : answer(document, document.text.offsetAt(position));
  };

  connection.onDefinition(
    (params) =>
      launchFiles.definitions(params) ??
      at(params, ({ text, command }, offset) =>
        definitionsAt(command, offset).map(({ origin, target, targetName }): LocationLink => ({
          originSelectionRange: toRange(text, origin),
          targetUri: text.uri,
          targetRange: toRange(text, target),
          targetSelectionRange: toRange(text, targetName),
        })),
      ),
  );

  connection.onDocumentHighlight((params) =>
    at(params, ({ text, command }, offset) =>
      highlightsAt(command, offset).map(({ span, kind }) => ({
        range: toRange(text, span),
        kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  );

  connection.languages.onLinkedEditingRange((params) =>
    at(params, ({ text, command }, offset) => {
      const ranges = linkedRangesAt(command, offset).map((span) => toRange(text, span));
      return ranges.length === 0 ? null : { ranges, wordPattern: LINKED_WORD };
    }),
  );

  connection.onDocumentLinks(({ textDocument }) => {
    const document = open(textDocument.uri);
    if (document === undefined) return launchFiles.links(textDocument.uri) ?? null;
    return documentLinks(document.command, findCommand).map(({ span, target, tooltip }) => ({
      range: toRange(document.text, span),
      target,
      tooltip,
    }));
  });
}

type Answer<T> = (document: OpenDocument, offset: number) => T;
