import { createCommandDocument, type CommandDocument } from '../../command/document/command-document';
import { applyEdits } from '../../command/document/text-edits';
import type { TextEdit } from '../../command/problem';
import type { CommandSymbol } from '../command-symbol';
import { launchOccurrences, type LaunchOccurrence } from '../launch-file/launch-occurrences';
import type { LaunchedDocument } from '../launch-file/launch-surroundings';
import { symbolIndex } from '../symbol-index';
import { numberedNames, renameAt, replacing, type RenameResult } from './rename';
import { renameScopeAt } from './rename-scope';

/** A launch file that launches the Command in question. */
export interface LaunchFileDocument {
  readonly uri: string;
  readonly document: CommandDocument;
}

/** The edits by the address of the text they are of; or why there are none, as a sentence for the person who asked. */
export type RenameInFiles =
  | { readonly kind: 'edits'; readonly edits: ReadonlyMap<string, readonly TextEdit[]> }
  | Extract<RenameResult, { readonly kind: 'refused' }>;

/**
 * Changes a name of a Command wherever it stands, there and in the launch files that launch it. A launch stays what it was:
 * a new name that would make another text of a launch file stand for it is refused.
 *
 * @param launchFiles those that launch the Command
 */
export function renameInFilesAt(
  command: LaunchedDocument,
  offset: number,
  newName: string,
  launchFiles: readonly LaunchFileDocument[],
): RenameInFiles {
  const { uri, document } = command;
  const renamed = renameAt(document, offset, newName);
  if (renamed.kind === 'refused') return renamed;
  const scope = renameScopeAt(document, offset);
  const names = typeof scope === 'string' ? new Set() : scope.names;
  const edits = new Map([[uri, renamed.edits]]);
  const after = { uri, document: edited(document, renamed.edits) };
  const numbers = numberedNames(symbolIndex(document));
  const numbersAfter = numberedNames(symbolIndex(after.document));
  for (const file of launchFiles) {
    const places = launchOccurrences(file.document, command);
    const changes = places
      .filter(({ symbol }) => names.has(symbol))
      .map(({ span }) => replacing(file.document, span, newName));
    const placesAfter = launchOccurrences(edited(file.document, changes), after);
    if (linksOf(placesAfter, numbersAfter) !== linksOf(places, numbers)) {
      const name = decodeURIComponent(file.uri.slice(file.uri.lastIndexOf('/') + 1));
      const reason = `"${newName}" cannot be used: ${name} has it already, and would then stand for something else.`;
      return { kind: 'refused', reason };
    }
    if (changes.length > 0) edits.set(file.uri, changes);
  }
  return { kind: 'edits', edits };
}

function edited(document: CommandDocument, edits: readonly TextEdit[]): CommandDocument {
  return edits.length === 0 ? document : createCommandDocument(applyEdits(document.text, edits), document.mode);
}

/** Which declaration each place of a launch file stands for, by their order in the Command. */
function linksOf(places: readonly LaunchOccurrence[], numbers: ReadonlyMap<CommandSymbol, number>): string {
  return places.map(({ symbol }) => numbers.get(symbol)).join();
}
