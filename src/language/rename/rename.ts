import { createCommandDocument, type CommandDocument } from '../../command/document/command-document';
import { nodeAt } from '../../command/document/navigation';
import { applyEdits } from '../../command/document/text-edits';
import { escapeString } from '../../command/document/write-json';
import type { Span } from '../../command/document/syntax-tree';
import type { TextEdit } from '../../command/problem';
import type { CommandSymbol } from '../command-symbol';
import { symbolIndex, type SymbolIndex } from '../symbol-index';
import { objectionToKey, objectionToName } from './rename-rules';
import { renameScopeAt, type NothingToRename } from './rename-scope';

/** What a rename at the cursor would change: the text offered for change, and where it stands. */
export interface RenameTarget {
  readonly span: Span;
  readonly text: string;
}

/** The edits of a rename, in the order of the text; or why it must not be, as a sentence for the person who asked. */
export type RenameResult =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** The name or the own replacement key that a rename at the cursor would change; undefined where there is neither. */
export function renameTargetAt(document: CommandDocument, offset: number): RenameTarget | undefined {
  const scope = renameScopeAt(document, offset);
  if (typeof scope === 'string') return undefined;
  const [named] = scope.names;
  const [keyed] = scope.keys;
  return { span: scope.asked, text: named?.name ?? keyed?.key?.text ?? '' };
}

/**
 * Changes a name, or an own replacement key, wherever it stands. A default key (`#name#`) follows its name; an own key
 * stays as it is when the name changes.
 *
 * What the Command means stays as it was: a new name that the server refuses, that is taken, or that would make a text
 * stand for something else is refused.
 */
export function renameAt(document: CommandDocument, offset: number, newName: string): RenameResult {
  const scope = renameScopeAt(document, offset);
  if (typeof scope === 'string') return refuse(NOTHING_TO_RENAME[scope]);
  const { names, keys, places } = scope;
  const index = symbolIndex(document);
  const newKey = names.size > 0 ? `#${newName}#` : newName;
  const objection =
    objectionToName(index, names, newName) ?? (keys.size > 0 ? objectionToKey(index, keys, newKey) : undefined);
  if (objection !== undefined) return refuse(objection);
  const edits = places.map((span) => replacing(document, span, newName));
  if (keepsMeaning(document, index, edits)) return { kind: 'edits', edits };
  return refuse(`"${newName}" cannot be used: another text of this Command would then stand for something else.`);
}

const NOTHING_TO_RENAME: Readonly<Record<NothingToRename, string>> = {
  'no name': 'There is no name here that could be changed.',
  'made of keys': 'The name of this variable is made from replacement keys: change it by hand.',
};

/** Another text for a stretch of a string, written as the string's quotes demand. */
export function replacing(document: CommandDocument, span: Span, newText: string): TextEdit {
  const node = nodeAt(document.root, span.start)?.node;
  const quote = node !== undefined && document.text.charAt(node.start) === "'" ? "'" : '"';
  return { span, newText: escapeString(newText, quote) };
}

/** Whether every place stands for the same name after the edits as before, and nothing else has come to stand for one. */
function keepsMeaning(document: CommandDocument, before: SymbolIndex, edits: readonly TextEdit[]): boolean {
  if (edits.some(({ span }, i) => span.start < (edits[i - 1]?.span.end ?? 0))) return false;
  const after = symbolIndex(createCommandDocument(applyEdits(document.text, edits), document.mode));
  const linksBefore = linksOf(before);
  const linksAfter = linksOf(after);
  return linksBefore.length === linksAfter.length && linksBefore.every((link, i) => link === linksAfter[i]);
}

/** For each place in the order of the text, which declarations it stands for, by their place in the text. */
function linksOf(index: SymbolIndex): readonly string[] {
  const numbers = numberedNames(index);
  const links = new Map<readonly CommandSymbol[], string>();
  return index.occurrences.map(({ role, symbols }) => {
    let link = links.get(symbols);
    if (link === undefined) links.set(symbols, (link = symbols.map((symbol) => numbers.get(symbol)).join(' ')));
    return `${role} ${link}`;
  });
}

/** The names that a Command declares, each with its place in their order. */
export function numberedNames(index: SymbolIndex): ReadonlyMap<CommandSymbol, number> {
  const numbers = new Map<CommandSymbol, number>();
  for (const { role, symbols } of index.occurrences) {
    const [symbol] = symbols;
    if (role === 'declaration' && symbol !== undefined) numbers.set(symbol, numbers.size);
  }
  return numbers;
}

function refuse(reason: string): RenameResult {
  return { kind: 'refused', reason };
}
