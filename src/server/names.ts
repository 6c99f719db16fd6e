import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type Location,
  type Range,
  type ServerCapabilities,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { contentOf } from '../command/document/string-offsets';
import { launchOccurrences } from '../language/launch-file/launch-occurrences';
import type { LaunchedDocument } from '../language/launch-file/launch-surroundings';
import { referencesAt } from '../language/navigate';
import { renameTargetAt } from '../language/rename/rename';
import { renameInFilesAt } from '../language/rename/rename-with-launch-files';
import { occurrenceAt, symbolIndex } from '../language/symbol-index';
import { rangeIn } from './convert';
import type { LaunchFiles } from './launch-files';
import { unchanged, type DocumentLookup } from './open-document';
import type { WorkspaceLaunchFiles } from './workspace-launch-files';

export const NAME_CAPABILITIES = {
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
} satisfies ServerCapabilities;

/** A place of a Command, whether it was asked about there or in a launch file that has the name. */
interface AskedName {
  readonly command: LaunchedDocument;
  readonly offset: number;
  /** Where it was asked, in a launch file; undefined where that is the Command. */
  readonly asked: Range | undefined;
}

/** Answers where a name stands, in its Command and in the launch files that launch it, and changes it in all of them. */
export function registerNames(
  connection: Connection,
  openCommand: DocumentLookup,
  launchFiles: LaunchFiles,
  workspace: WorkspaceLaunchFiles,
): void {
  const nameAt = async (params: TextDocumentPositionParams): Promise<AskedName | undefined> => {
    const open = openCommand(params.textDocument.uri);
    if (open !== undefined) {
      const { text, command } = open;
      return {
        command: { uri: text.uri, document: command },
        offset: text.offsetAt(params.position),
        asked: undefined,
      };
    }
    const found = await launchFiles.name(params);
    if (found === undefined || found === null) return undefined;
    const { command, symbol, range } = found;
    const offset = contentOf(command.document.text, symbol.declaration).start;
    // What is made of replacement keys is no name that could be changed from afar.
    const declared = occurrenceAt(symbolIndex(command.document), offset);
    if (declared?.role !== 'declaration' || !declared.symbols.includes(symbol)) return undefined;
    return { command, offset, asked: range };
  };

  /** The launch files of a Command, unless the Command has changed meanwhile, or nobody waits for the answer any longer. */
  const launching = async ({ uri }: LaunchedDocument, cancellation: CancellationToken) => {
    const open = openCommand(uri);
    const asked = workspace.launching(uri, cancellation);
    const files = await (open === undefined ? asked : unchanged(open, asked));
    if (cancellation.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    return files;
  };

  connection.onReferences(async (params, cancellation) => {
    const name = await nameAt(params);
    if (name === undefined) return null;
    const { command, offset } = name;
    const declarations = params.context.includeDeclaration ? 'with declarations' : 'without declarations';
    const own = referencesAt(command.document, offset, declarations);
    const meant = occurrenceAt(symbolIndex(command.document), offset)?.symbols ?? [];
    if (meant.length === 0) return [];
    const files = await launching(command, cancellation);
    return [
      ...own.map((span): Location => ({ uri: command.uri, range: rangeIn(command.document, span) })),
      ...files.flatMap(({ uri, document }) =>
        launchOccurrences(document, command)
          .filter(({ symbol }) => meant.includes(symbol))
          .map(({ span }): Location => ({ uri, range: rangeIn(document, span) })),
      ),
    ];
  });

  connection.onPrepareRename(async (params) => {
    const name = await nameAt(params);
    if (name === undefined) return null;
    const target = renameTargetAt(name.command.document, name.offset);
    if (target === undefined) return null;
    return { range: name.asked ?? rangeIn(name.command.document, target.span), placeholder: target.text };
  });

  connection.onRenameRequest(async (params, cancellation) => {
    const name = await nameAt(params);
    if (name === undefined) return null;
    const { command, offset } = name;
    const files = await launching(command, cancellation);
    const result = renameInFilesAt(command, offset, params.newName, files);
    if (result.kind === 'refused') return new ResponseError<void>(LSPErrorCodes.RequestFailed, result.reason);
    const documents = new Map([command, ...files].map(({ uri, document }) => [uri, document] as const));
    const changes = [...result.edits].flatMap(([uri, edits]) => {
      const document = documents.get(uri);
      if (document === undefined) return [];
      return [[uri, edits.map(({ span, newText }) => ({ range: rangeIn(document, span), newText }))] as const];
    });
    return { changes: Object.fromEntries(changes) };
  });
}
