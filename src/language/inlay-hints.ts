import { bindCommand } from '../command/binding/bind-command';
import type { CommandDocument } from '../command/document/command-document';
import { propertyOf, valueOf } from '../command/document/navigation';
import type { JsonNode, ObjectNode, PropertyNode, Span } from '../command/document/syntax-tree';
import type { CommandInput } from '../command/model/command';
import type { CommandSymbol, CommandSymbols } from './command-symbol';
import { hasHiddenValue, textOf } from './scope';
import { symbolIndex, type SymbolIndex } from './symbol-index';

/** A few words that the editor shows behind a place, as if they stood in the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** The whole of it, where the label is cut. */
  readonly tooltip: string | undefined;
}

/** What a Command input's default puts in the place of its key; undefined where it has none. */
export type DefaultFormsOf = (
  input: CommandInput,
) => { readonly value: string; readonly commandLine: string } | undefined;

/** The longest label, in characters. */
const LONGEST_LABEL = 30;

/**
 * Behind each replacement key what it comes to: the default of its input, or where its value is taken from. Behind a
 * default what it looks like on the command line, where that is something else. In the order of the text.
 *
 * @param range where hints are wanted
 */
export function inlayHints(document: CommandDocument, range: Span, formsOf: DefaultFormsOf): readonly InlayHint[] {
  const index = symbolIndex(document);
  const isAsked = (offset: number) => range.start <= offset && offset <= range.end;
  const readers = new Map<ObjectNode, CommandReader>();
  const readerOf = ({ command }: CommandSymbol): CommandReader => {
    let reader = readers.get(command);
    if (reader === undefined) readers.set(command, (reader = createReader(document, index, command, formsOf)));
    return reader;
  };

  const keys = index.occurrences
    .filter(({ role, span }) => role === 'key' && isAsked(span.end))
    .flatMap(({ span, symbols }) => {
      const words = new Set(symbols.map((symbol) => readerOf(symbol).keyComesTo(symbol, span.start)));
      const [word] = words;
      return word === undefined || words.size > 1 ? [] : [hint(span.end, word)];
    });
  const defaults = index.commands.flatMap(({ inputs }) =>
    inputs.flatMap((input) => {
      const node = valueOf(input.object, 'default-value');
      if (node === undefined || !isAsked(node.end)) return [];
      const word = readerOf(input).defaultComesTo(input);
      return word === undefined ? [] : [hint(node.end, word)];
    }),
  );
  return [...keys, ...defaults].sort((a, b) => a.offset - b.offset);
}

function hint(offset: number, label: string): InlayHint {
  const isCut = label.length > LONGEST_LABEL;
  return { offset, label: isCut ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label, tooltip: isCut ? label : undefined };
}

/** Tells of the inputs of one Command what they come to. */
interface CommandReader {
  keyComesTo(symbol: CommandSymbol, offset: number): string | undefined;
  defaultComesTo(symbol: CommandSymbol): string | undefined;
}

function createReader(
  document: CommandDocument,
  index: SymbolIndex,
  command: ObjectNode,
  formsOf: DefaultFormsOf,
): CommandReader {
  const line = valueOf(command, 'command-line');
  const isInLine = (offset: number) => line !== undefined && line.start <= offset && offset < line.end;
  const symbols = index.commands.find(({ object }) => object === command);
  const feeders = symbols === undefined ? new Map<string, readonly CommandSymbol[]>() : feedersOf(symbols);
  const formsOfSymbol = (symbol: CommandSymbol) => {
    const input = hasHiddenValue(symbol) ? undefined : boundInput(document, command, symbol);
    return input === undefined ? undefined : formsOf(input);
  };

  return {
    keyComesTo(symbol, offset) {
      if (symbol.kind !== 'command-input') return `← ${sourceOf(symbol)}`;
      const sources = new Set((feeders.get(symbol.name) ?? []).map(sourceOf));
      if (sources.size > 0) return `← ${[...sources].join(' or ')}`;
      const forms = formsOfSymbol(symbol);
      if (forms === undefined) return undefined;
      const form = isInLine(offset) ? forms.commandLine : forms.value;
      return form === '' ? '= nothing' : `= ${form}`;
    },
    defaultComesTo(symbol) {
      const forms = formsOfSymbol(symbol);
      if (forms === undefined || forms.commandLine === textOf(symbol.object, 'default-value')) return undefined;
      return forms.commandLine === '' ? '→ nothing' : `→ ${forms.commandLine}`;
    },
  };
}

/** The wrapper inputs that feed each Command input, by its name. */
function feedersOf({ wrappers }: CommandSymbols): ReadonlyMap<string, readonly CommandSymbol[]> {
  const feeders = new Map<string, CommandSymbol[]>();
  for (const input of wrappers.flatMap(({ inputs }) => inputs)) {
    const fed = textOf(input.object, 'provides-value-for-command-input');
    if (fed === undefined) continue;
    const known = feeders.get(fed);
    if (known === undefined) feeders.set(fed, [input]);
    else known.push(input);
  }
  return feeders;
}

/** Where a wrapper input has its value from: `session.label`, `Scan of session`, `Session`. */
function sourceOf({ object }: CommandSymbol): string {
  const type = textOf(object, 'type') ?? 'string';
  const parent = textOf(object, 'derived-from-wrapper-input');
  if (parent === undefined) return type;
  const property = textOf(object, 'derived-from-xnat-object-property');
  return property === undefined || type !== 'string' ? `${type} of ${parent}` : `${parent}.${property}`;
}

/** One input as the server holds it, read without the rest of its Command. */
function boundInput(
  document: CommandDocument,
  command: ObjectNode,
  { object }: CommandSymbol,
): CommandInput | undefined {
  const inputs = propertyOf(command, 'inputs');
  if (inputs?.value?.kind !== 'array' || object === undefined) return undefined;
  const alone: PropertyNode = { ...inputs, value: { ...inputs.value, items: [object] satisfies JsonNode[] } };
  return bindCommand({ ...command, properties: [alone] }, '', document.mode).command.inputs[0];
}
