import { createCommandDocument, type CommandDocument } from '../command/document/command-document';
import { nodeAt } from '../command/document/navigation';
import { escapeString } from '../command/document/write-json';
import type { Span } from '../command/document/syntax-tree';
import type { TextEdit } from '../command/problem';
import type { Occurrence } from './collect-occurrences';
import type { CommandSymbol } from './command-symbol';
import { objectionToKey, objectionToName } from './rename-rules';
import { occurrenceAt, symbolIndex, type SymbolIndex } from './symbol-index';

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
  const index = symbolIndex(document);
  const occurrence = occurrenceAt(index, offset);
  if (occurrence === undefined) return undefined;
  if (isMadeOfKeys(index, occurrence)) return undefined;
  const [named] = scopeOfRename(index, occurrence).names;
  if (named === undefined) return { span: occurrence.span, text: keyOf(occurrence) };
  return { span: isKey(occurrence) ? insideHashes(document.text, occurrence.span) : occurrence.span, text: named.name };
}

/**
 * Changes a name, or an own replacement key, wherever it stands. A default key (`#name#`) follows its name; an own key
 * stays as it is when the name changes. Names that one text stands for, as a key in an environment variable does for the
 * inputs of several wrappers, change together, because the text can only follow all of them.
 *
 * What the Command means stays as it was: a new name that the server refuses, that is taken, or that would make a text
 * stand for something else is refused.
 */
export function renameAt(document: CommandDocument, offset: number, newName: string): RenameResult {
  const index = symbolIndex(document);
  const occurrence = occurrenceAt(index, offset);
  if (occurrence === undefined) return refuse('There is no name here that could be changed.');
  if (isMadeOfKeys(index, occurrence)) {
    return refuse('The name of this variable is made from replacement keys: change it by hand.');
  }
  const { names, keys } = scopeOfRename(index, occurrence);
  const newKey = names.size > 0 ? `#${newName}#` : newName;
  const objection =
    objectionToName(index, names, newName) ?? (keys.size > 0 ? objectionToKey(index, keys, newKey) : undefined);
  if (objection !== undefined) return refuse(objection);

  const edits = index.occurrences.flatMap((place): readonly TextEdit[] => {
    if (!place.symbols.some((symbol) => (isKey(place) ? keys : names).has(symbol))) return [];
    if (!isKey(place)) return [replacing(document, place.span, newName)];
    const isDefault = names.size > 0 && hasHashes(keyOf(place));
    return [
      isDefault
        ? replacing(document, insideHashes(document.text, place.span), newName)
        : replacing(document, place.span, newKey),
    ];
  });
  if (!keepsMeaning(document, index, edits)) {
    return refuse(
      `"${names.size > 0 ? newName : newKey}" cannot be used: another text of this Command would then stand for something else.`,
    );
  }
  return { kind: 'edits', edits };
}

/** What changes together: inputs and others by their name, inputs by their replacement key. */
interface RenameScope {
  readonly names: ReadonlySet<CommandSymbol>;
  readonly keys: ReadonlySet<CommandSymbol>;
}

function scopeOfRename(index: SymbolIndex, { role, symbols }: Occurrence): RenameScope {
  const names = new Set<CommandSymbol>();
  const keys = new Set<CommandSymbol>();
  const addKey = (symbol: CommandSymbol) => {
    keys.add(symbol);
    if (symbol.key?.own === undefined) names.add(symbol);
  };
  const addName = (symbol: CommandSymbol) => {
    names.add(symbol);
    if (symbol.key !== undefined && symbol.key.own === undefined) keys.add(symbol);
  };
  for (const symbol of symbols) (isKey({ role }) ? addKey : addName)(symbol);
  for (let size = 0; size < names.size + keys.size;) {
    size = names.size + keys.size;
    for (const place of index.occurrences) {
      if (place.symbols.length < 2) continue;
      if (isKey(place)) {
        if (place.symbols.some((symbol) => keys.has(symbol))) place.symbols.forEach(addKey);
      } else if (place.symbols.some((symbol) => names.has(symbol))) place.symbols.forEach(addName);
    }
  }
  return { names, keys };
}

/** Whether the name has replacement keys in it, as an environment variable's can have. */
function isMadeOfKeys(index: SymbolIndex, { role, span }: Occurrence): boolean {
  return (
    role === 'declaration' &&
    index.occurrences.some(
      (inner) => inner.role === 'key' && span.start <= inner.span.start && inner.span.end <= span.end,
    )
  );
}

function isKey({ role }: Pick<Occurrence, 'role'>): boolean {
  return role === 'key' || role === 'own-key';
}

function keyOf({ symbols }: Occurrence): string {
  return symbols[0]?.key?.text ?? '';
}

function hasHashes(key: string): boolean {
  return key.length > 2 && key.startsWith('#') && key.endsWith('#');
}

/** The name in `#name#`, where a hash sign may be written as an escape. */
function insideHashes(text: string, { start, end }: Span): Span {
  const written = text.slice(start, end);
  return {
    start: start + (/^\\u0023/.exec(written)?.[0].length ?? 1),
    end: end - (/\\u0023$/.exec(written)?.[0].length ?? 1),
  };
}

function replacing(document: CommandDocument, span: Span, newText: string): TextEdit {
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
  const numbers = new Map<CommandSymbol, number>();
  for (const { role, symbols } of index.occurrences) {
    const [symbol] = symbols;
    if (role === 'declaration' && symbol !== undefined) numbers.set(symbol, numbers.size);
  }
  const links = new Map<readonly CommandSymbol[], string>();
  return index.occurrences.map(({ role, symbols }) => {
    let link = links.get(symbols);
    if (link === undefined) links.set(symbols, (link = symbols.map((symbol) => numbers.get(symbol)).join(' ')));
    return `${role} ${link}`;
  });
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, newText } of edits) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

function refuse(reason: string): RenameResult {
  return { kind: 'refused', reason };
}
