import type { CommandDocument } from '../../command/document/command-document';
import type { Span } from '../../command/document/syntax-tree';
import type { Occurrence } from '../collect-occurrences';
import type { CommandSymbol } from '../command-symbol';
import { occurrenceAt, symbolIndex, type SymbolIndex } from '../symbol-index';

/** What a rename at some place changes. */
export interface RenameScope {
  /** What is renamed. Empty where only replacement keys are changed. */
  readonly names: ReadonlySet<CommandSymbol>;
  /** The inputs whose replacement key changes: those of default keys follow the name. */
  readonly keys: ReadonlySet<CommandSymbol>;
  /** The place at the cursor. */
  readonly asked: Span;
  /** The stretches of text that become the new name (or, where there are no names, the new key), in the order of the text. */
  readonly places: readonly Span[];
}

/** Why nothing can be renamed: there is no name, or one that is made from replacement keys, as a variable's can be. */
export type NothingToRename = 'no name' | 'made of keys';

/**
 * What a rename of the name or replacement key at the cursor changes. Names that one text stands for, as a key in an
 * environment variable does for inputs of several wrappers, change together, because the text can only follow all of them.
 */
export function renameScopeAt(document: CommandDocument, offset: number): RenameScope | NothingToRename {
  const index = symbolIndex(document);
  const occurrence = occurrenceAt(index, offset);
  if (occurrence === undefined) return 'no name';
  if (isMadeOfKeys(index, occurrence)) return 'made of keys';
  const changing = whatChangesWith(index, occurrence);
  const { names, keys } = changing;
  const places = index.occurrences.filter(({ role, symbols }) =>
    symbols.some((symbol) => (isKey({ role }) ? keys : names).has(symbol)),
  );
  const place = (it: Occurrence) => placeOf(document.text, it, changing);
  return { names, keys, asked: place(occurrence), places: places.map(place) };
}

type Changing = Pick<RenameScope, 'names' | 'keys'>;

function whatChangesWith(index: SymbolIndex, occurrence: Occurrence): Changing {
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
  const add = ({ role, symbols }: Occurrence) => symbols.forEach(isKey({ role }) ? addKey : addName);
  add(occurrence);
  const shared = index.occurrences.filter(({ symbols }) => symbols.length > 1);
  for (let size = 0; size < names.size + keys.size;) {
    size = names.size + keys.size;
    for (const place of shared) {
      if (place.symbols.some((symbol) => (isKey(place) ? keys : names).has(symbol))) add(place);
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

/** A key that follows a name is `#name#`, also where it is an own key: only what is between the hash signs changes. */
function placeOf(text: string, occurrence: Occurrence, { names }: Changing): Span {
  return isKey(occurrence) && names.size > 0 ? insideHashes(text, occurrence.span) : occurrence.span;
}

/** The name in `#name#`, where a hash sign may be written as an escape. */
function insideHashes(text: string, { start, end }: Span): Span {
  const written = text.slice(start, end);
  return {
    start: start + (/^\\u0023/.exec(written)?.[0].length ?? 1),
    end: end - (/\\u0023$/.exec(written)?.[0].length ?? 1),
  };
}
