import type { CommandMode } from '../document/command-document';
import { escapePointerStep, headOf, propertyOf, valueOf } from '../document/navigation';
import type { JsonNode, ObjectNode, PropertyNode, Span } from '../document/syntax-tree';
import type { Command, CommandInput, CommandOutput, DerivedInput, Mount, OutputHandler } from './command';
import type { Secret, Wrapper, WrapperInput } from './command';

/** A part of a Command as the server holds it, together with the object of the text it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly node: ObjectNode;
  readonly pointer: string;
}

/** A wrapper with its own parts; `inputs` are the external ones, then the derived ones, in the order of the text. */
export interface LocatedWrapper extends Located<Wrapper> {
  readonly externalInputs: readonly Located<WrapperInput>[];
  readonly derivedInputs: readonly Located<DerivedInput>[];
  readonly inputs: readonly Located<WrapperInput>[];
  readonly handlers: readonly Located<OutputHandler>[];
}

/** A Command with every part at its place. A part whose text is no object has no place and is left out. */
export interface LocatedCommand extends Located<Command> {
  readonly mode: CommandMode;
  readonly mounts: readonly Located<Mount>[];
  readonly inputs: readonly Located<CommandInput>[];
  readonly outputs: readonly Located<CommandOutput>[];
  readonly wrappers: readonly LocatedWrapper[];
  readonly secrets: readonly Located<Secret>[];
}

/** A value's pointer and span, or those of the object that lacks the value. */
export interface Place {
  readonly pointer: string;
  readonly span: Span;
}

/**
 * Joins a bound Command to the text it was bound from.
 *
 * @param node the Command's object in the tree
 * @param pointer the JSON pointer of that object
 */
export function locateCommand(value: Command, node: ObjectNode, pointer: string, mode: CommandMode): LocatedCommand {
  const command = { value, node, pointer };
  return {
    value,
    node,
    pointer,
    mode,
    mounts: elements(command, 'mounts', value.mounts),
    inputs: elements(command, 'inputs', value.inputs),
    outputs: elements(command, 'outputs', value.outputs),
    wrappers: elements(command, 'xnat', value.wrappers).map(locateWrapper),
    secrets: elements(command, 'secrets', value.secrets),
  };
}

/** Properties are named one by one: there are many wrappers, and a spread is several times slower. */
function locateWrapper(wrapper: Located<Wrapper>): LocatedWrapper {
  const { value, node, pointer } = wrapper;
  const externalInputs: readonly Located<WrapperInput>[] = elements(wrapper, 'external-inputs', value.externalInputs);
  const derivedInputs = elements(wrapper, 'derived-inputs', value.derivedInputs);
  return {
    value,
    node,
    pointer,
    externalInputs,
    derivedInputs,
    inputs: externalInputs.concat(derivedInputs),
    handlers: elements(wrapper, 'output-handlers', value.outputHandlers),
  };
}

function elements<T>(holder: Located<unknown>, key: string, values: readonly T[]): readonly Located<T>[] {
  const list = valueOf(holder.node, key);
  if (list?.kind !== 'array') return [];
  const parts: Located<T>[] = [];
  const pointer = `${holder.pointer}/${key}`;
  values.forEach((value, index) => {
    const node = list.items[index];
    if (node?.kind === 'object') parts.push({ value, node, pointer: `${pointer}/${index}` });
  });
  return parts;
}

/** The place of a property's value, or of the object (its name, else its brace) where the property is not written. */
export function placeOf(part: Located<unknown>, key: string): Place {
  const value = valueOf(part.node, key);
  return value === undefined ? headPlace(part) : { pointer: pointerTo(part, key), span: value };
}

/** The place of a property's key, for what is wrong with the property as such. */
export function keyPlace(part: Located<unknown>, key: string): Place {
  const property = propertyOf(part.node, key);
  return property === undefined ? headPlace(part) : { pointer: pointerTo(part, key), span: property.key };
}

/** The place that stands for a whole object: the value of its `name`, else its opening brace. */
export function headPlace(part: Located<unknown>): Place {
  return { pointer: part.pointer, span: headOf(part.node) };
}

/** Whether a property is written with a value other than null. One that is being typed counts as written. */
export function isWritten(part: Located<unknown>, key: string): boolean {
  const property = propertyOf(part.node, key);
  return property !== undefined && property.value?.kind !== 'null';
}

/** The JSON pointer of a property's value. */
export function pointerTo(part: Located<unknown>, key: string): string {
  return `${part.pointer}/${escapePointerStep(key)}`;
}

/** The value of a property that is an object, as a part of its own; undefined where it is none. */
export function partAt(part: Located<unknown>, key: string): Located<undefined> | undefined {
  const node = valueOf(part.node, key);
  return node?.kind === 'object' ? { value: undefined, node, pointer: pointerTo(part, key) } : undefined;
}

/** The entries of a map of texts, with the places of both halves, in the order of the text; of equal keys only the last. */
export function entriesOf(part: Located<unknown>, key: string): readonly MapEntry[] {
  const map = valueOf(part.node, key);
  if (map?.kind !== 'object') return [];
  const last = new Map<string, PropertyNode>();
  for (const property of map.properties) last.set(property.key.value, property);
  const pointer = pointerTo(part, key);
  return Array.from(last.values(), (property) => ({
    key: property.key.value,
    value: property.value,
    pointer: `${pointer}/${escapePointerStep(property.key.value)}`,
    property,
  }));
}

/** One entry of a map of texts. */
export interface MapEntry {
  readonly key: string;
  readonly value: JsonNode | undefined;
  readonly pointer: string;
  readonly property: PropertyNode;
}
