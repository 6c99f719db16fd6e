import { scalarText, valueOf } from '../command/document/navigation';
import type { JsonNode, ObjectNode } from '../command/document/syntax-tree';
import { declaredSymbols, type CommandSymbol, type CommandSymbols } from './command-symbol';
import type { Location } from './location';

/** The names that a Command declares, and those of the wrapper a place is in. */
export interface Scope {
  readonly symbols: CommandSymbols;
  readonly inputs: readonly CommandSymbol[];
  readonly handlers: readonly CommandSymbol[];
}

const NONE: readonly CommandSymbol[] = [];

/** The scope of a place inside a Command. */
export function scopeOf(location: Exclude<Location, { at: 'root' }>): Scope | undefined {
  const { command, wrapper } = location;
  if (command.node.kind !== 'object') return undefined;
  const symbols = declaredSymbols(command.node);
  const names = symbols.wrappers.find(({ object }) => object === wrapper);
  return { symbols, inputs: names?.inputs ?? NONE, handlers: names?.handlers ?? NONE };
}

/** The text of a property's value as the server would read it; undefined where it is no scalar. */
export function textOf(object: ObjectNode | undefined, property: string): string | undefined {
  return scalarText(valueOf(object, property));
}

/** Whether a property is true: by word or, as the server takes that too, by text. */
export function isTrue(object: ObjectNode | undefined, property: string): boolean {
  return textOf(object, property)?.toLowerCase() === 'true';
}

/** The texts of a list; what is no string is left out. */
export function textsOf(object: ObjectNode | undefined, property: string): readonly string[] {
  const list = valueOf(object, property);
  const items: readonly JsonNode[] = list?.kind === 'array' ? list.items : [];
  return items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

/** The type of an input or a handler, or what the server takes where there is none. */
export function typeOf(symbol: CommandSymbol): string {
  return textOf(symbol.object, 'type') ?? (symbol.kind === 'output-handler' ? 'Resource' : 'string');
}

/** The default of an input; undefined where there is none, and where the input's values are to be hidden. */
export function shownDefault(input: CommandSymbol): string | undefined {
  return hasHiddenValue(input) ? undefined : textOf(input.object, 'default-value');
}

/** Whether the values of an input are to be hidden: it is sensitive, or shares its value or its name with one that is. */
export function hasHiddenValue({ name, command }: CommandSymbol): boolean {
  let names = hiddenNames.get(command);
  if (names === undefined) hiddenNames.set(command, (names = readHiddenNames(declaredSymbols(command))));
  return names.has(name);
}

/** A tree never changes, so what is found in it is good for as long as it is. */
const hiddenNames = new WeakMap<ObjectNode, ReadonlySet<string>>();

function readHiddenNames({ inputs, wrappers }: CommandSymbols): ReadonlySet<string> {
  const wrapperInputs = wrappers.flatMap((wrapper) => wrapper.inputs);
  const own = new Set([...inputs, ...wrapperInputs].flatMap((it) => (isTrue(it.object, 'sensitive') ? it.name : [])));
  const shared = wrapperInputs.flatMap((input) => {
    const fed = textOf(input.object, 'provides-value-for-command-input');
    return fed !== undefined && (own.has(input.name) || own.has(fed)) ? [input.name, fed] : [];
  });
  return new Set([...own, ...shared]);
}
