import { commandsOf, type CommandDocument } from '../command/document/command-document';
import type { Span } from '../command/document/syntax-tree';
import { collectOccurrences, type Occurrence } from './collect-occurrences';
import { declaredSymbols, type CommandSymbol, type CommandSymbols } from './command-symbol';

/** Every name of a document and every place that stands for one. */
export interface SymbolIndex {
  readonly commands: readonly CommandSymbols[];
  /** In the order of the text. A key inside an environment variable's name stands inside that name's declaration. */
  readonly occurrences: readonly Occurrence[];
  /** Texts in templates that look like `#keys#` and that no input fills. In the order of the text. */
  readonly unfilledKeys: readonly Span[];
}

/** A document never changes, so its index is good for as long as it is. */
const indexes = new WeakMap<CommandDocument, SymbolIndex>();

/** The index of a document, built at the first question, in time linear in the text. */
export function symbolIndex(document: CommandDocument): SymbolIndex {
  let index = indexes.get(document);
  if (index === undefined) indexes.set(document, (index = buildIndex(document)));
  return index;
}

/** As `symbolIndex`, but it need know no more places than those inside a span: quick also where no index is at hand yet. */
export function symbolsWithin(document: CommandDocument, span: Span): SymbolIndex {
  return indexes.get(document) ?? buildIndex(document, span);
}

function buildIndex(document: CommandDocument, within?: Span): SymbolIndex {
  const commands = commandsOf(document).flatMap(({ node }) => (node.kind === 'object' ? [declaredSymbols(node)] : []));
  return { commands, ...collectOccurrences(document.text, commands, within) };
}

/** The smallest place that holds or touches an offset; of two that meet there, the one that begins there. */
export function occurrenceAt(index: SymbolIndex, offset: number): Occurrence | undefined {
  let best: Occurrence | undefined;
  for (const occurrence of index.occurrences) {
    const { start, end } = occurrence.span;
    if (start > offset) break;
    if (offset > end) continue;
    const isSmaller = best === undefined || end - start <= best.span.end - best.span.start;
    if (isSmaller || best?.span.end === offset) best = occurrence;
  }
  return best;
}

/** Every place that stands for at least one of these names, in the order of the text. */
export function occurrencesOf(index: SymbolIndex, symbols: Iterable<CommandSymbol>): readonly Occurrence[] {
  const wanted = new Set(symbols);
  const answers = new Map<readonly CommandSymbol[], boolean>();
  return index.occurrences.filter((occurrence) => {
    let answer = answers.get(occurrence.symbols);
    if (answer === undefined) {
      answer = occurrence.symbols.some((symbol) => wanted.has(symbol));
      answers.set(occurrence.symbols, answer);
    }
    return answer;
  });
}
