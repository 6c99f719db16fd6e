import { valueOf } from '../command/document/navigation';
import { isBlank } from '../command/model/blank';
import { replacementKeyOf } from '../command/template/replacement-key';
import type { JsonNode, ObjectNode, Span, StringNode } from '../command/document/syntax-tree';
import { lazily } from './lazily';

/** What a name in a Command names; `secret` is the variable a secret goes to, `system-property` where it comes from. */
export type SymbolKind =
  | 'command'
  | 'mount'
  | 'command-input'
  | 'output'
  | 'wrapper'
  | 'external-input'
  | 'derived-input'
  | 'output-handler'
  | 'environment-variable'
  | 'secret'
  | 'system-property';

/** The text that an input's value takes the place of in templates. */
export interface ReplacementKey {
  readonly text: string;
  /** The value of `replacement-key`; undefined where the key is `#name#`, which follows the name. */
  readonly own: StringNode | undefined;
}

/** A name that a Command declares. */
export interface CommandSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The string that declares the name; for an environment variable, its key. */
  readonly declaration: StringNode;
  /** The whole entry that the name is for. */
  readonly entry: Span;
  /** The object with the entry's properties; undefined for an environment variable. */
  readonly object: ObjectNode | undefined;
  /** The Command that declares the name. */
  readonly command: ObjectNode;
  /** The wrapper that the name is known in; undefined for the Command's own names. */
  readonly wrapper: ObjectNode | undefined;
  /** Undefined for all but inputs. */
  readonly key: ReplacementKey | undefined;
}

/** The names of one wrapper, in the order of the text. */
export interface WrapperSymbols {
  readonly object: ObjectNode;
  /** Undefined where it has no name yet. */
  readonly wrapper: CommandSymbol | undefined;
  /** External inputs, then derived ones. */
  readonly inputs: readonly CommandSymbol[];
  readonly handlers: readonly CommandSymbol[];
}

/** The names of one Command, in the order of the text. */
export interface CommandSymbols {
  readonly object: ObjectNode;
  readonly command: CommandSymbol | undefined;
  readonly mounts: readonly CommandSymbol[];
  readonly inputs: readonly CommandSymbol[];
  readonly outputs: readonly CommandSymbol[];
  readonly wrappers: readonly WrapperSymbols[];
  readonly environmentVariables: readonly CommandSymbol[];
  readonly secrets: readonly CommandSymbol[];
  readonly systemProperties: readonly CommandSymbol[];
}

/** A tree never changes, so the names of a Command are good for as long as it is. */
const known = new WeakMap<ObjectNode, CommandSymbols>();

/** The names a Command declares, read once. What has no name, or one that is no string, declares nothing. */
export function declaredSymbols(command: ObjectNode): CommandSymbols {
  let symbols = known.get(command);
  if (symbols === undefined) known.set(command, (symbols = readSymbols(command)));
  return symbols;
}

/** Each list is read when it is asked for: at one place of a long text few of them are. */
function readSymbols(command: ObjectNode): CommandSymbols {
  const named = (kind: SymbolKind, property: string) => lazily(() => namedSymbols(kind, command, property, command));
  const secretSide = (kind: SymbolKind, side: string) =>
    lazily(() =>
      defined(
        objectsIn(command, 'secrets').map((object) =>
          symbolOf(kind, object, valueOf(valueOf(object, side), 'identifier'), object, command, undefined),
        ),
      ),
    );
  const lists = {
    mounts: named('mount', 'mounts'),
    inputs: named('command-input', 'inputs'),
    outputs: named('output', 'outputs'),
    wrappers: lazily(() => objectsIn(command, 'xnat').map((object) => readWrapper(object, command))),
    environmentVariables: lazily(() => readVariables(command)),
    secrets: secretSide('secret', 'destination'),
    systemProperties: secretSide('system-property', 'source'),
  };
  return {
    object: command,
    command: symbolOf('command', command, valueOf(command, 'name'), command, command, undefined),
    get mounts() {
      return lists.mounts();
    },
    get inputs() {
      return lists.inputs();
    },
    get outputs() {
      return lists.outputs();
    },
    get wrappers() {
      return lists.wrappers();
    },
    get environmentVariables() {
      return lists.environmentVariables();
    },
    get secrets() {
      return lists.secrets();
    },
    get systemProperties() {
      return lists.systemProperties();
    },
  };
}

function readWrapper(object: ObjectNode, command: ObjectNode): WrapperSymbols {
  const inputs = lazily(() => [
    ...namedSymbols('external-input', object, 'external-inputs', command, object),
    ...namedSymbols('derived-input', object, 'derived-inputs', command, object),
  ]);
  const handlers = lazily(() => namedSymbols('output-handler', object, 'output-handlers', command, object));
  return {
    object,
    wrapper: symbolOf('wrapper', object, valueOf(object, 'name'), object, command, undefined),
    get inputs() {
      return inputs();
    },
    get handlers() {
      return handlers();
    },
  };
}

function readVariables(command: ObjectNode): readonly CommandSymbol[] {
  const variables = valueOf(command, 'environment-variables');
  if (variables?.kind !== 'object') return [];
  return defined(
    variables.properties.map((property) =>
      symbolOf('environment-variable', property, property.key, undefined, command, undefined),
    ),
  );
}

const byName = new WeakMap<readonly CommandSymbol[], ReadonlyMap<string, CommandSymbol>>();

/** The first of several that has a name. A list that lasts is read once, however many names are looked up in it. */
export function symbolNamed(symbols: readonly CommandSymbol[], name: string): CommandSymbol | undefined {
  let named = byName.get(symbols);
  if (named === undefined) {
    named = new Map(symbols.toReversed().map((symbol) => [symbol.name, symbol]));
    byName.set(symbols, named);
  }
  return named.get(name);
}

/** The objects in a property's list; whatever else stands in it is left out. */
export function objectsIn(node: ObjectNode, property: string): readonly ObjectNode[] {
  const list = valueOf(node, property);
  return list?.kind === 'array' ? list.items.filter((item) => item.kind === 'object') : [];
}

const KINDS_WITH_KEY: ReadonlySet<SymbolKind> = new Set(['command-input', 'external-input', 'derived-input']);

/** The names of the entries of a list. */
function namedSymbols(
  kind: SymbolKind,
  holder: ObjectNode,
  property: string,
  command: ObjectNode,
  wrapper?: ObjectNode,
): readonly CommandSymbol[] {
  return defined(
    objectsIn(holder, property).map((entry) => symbolOf(kind, entry, valueOf(entry, 'name'), entry, command, wrapper)),
  );
}

function symbolOf(
  kind: SymbolKind,
  entry: Span,
  declaration: JsonNode | undefined,
  object: ObjectNode | undefined,
  command: ObjectNode,
  wrapper: ObjectNode | undefined,
): CommandSymbol | undefined {
  if (declaration?.kind !== 'string' || isBlank(declaration.value)) return undefined;
  const name = declaration.value;
  const key = KINDS_WITH_KEY.has(kind) ? replacementKey(name, object) : undefined;
  return { kind, name, declaration, entry, object, command, wrapper, key };
}

function defined(symbols: readonly (CommandSymbol | undefined)[]): readonly CommandSymbol[] {
  return symbols.filter((symbol) => symbol !== undefined);
}

function replacementKey(name: string, input: ObjectNode | undefined): ReplacementKey {
  const node = valueOf(input, 'replacement-key');
  const own = node?.kind === 'string' && !isBlank(node.value) ? node : undefined;
  return { text: replacementKeyOf({ name, replacementKey: own?.value }), own };
}
