import { valueOf } from '../command/document/navigation';
import { isBlank } from '../command/model/blank';
import { replacementKeyOf } from '../command/template/replacement-key';
import type { JsonNode, ObjectNode, Span, StringNode } from '../command/document/syntax-tree';

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
  const own = { command, wrapper: undefined };
  const named = (kind: SymbolKind, property: string) =>
    lazily(() => objectsIn(command, property).flatMap((object) => namedSymbol(kind, object, { ...own, object })));
  const secretSide = (kind: SymbolKind, side: string) =>
    lazily(() =>
      objectsIn(command, 'secrets').flatMap((object) =>
        symbolOf(kind, object, valueOf(valueOf(object, side), 'identifier'), { ...own, object }),
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
    command: namedSymbol('command', command, { ...own, object: command })[0],
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
  const named = (kind: SymbolKind, property: string) =>
    objectsIn(object, property).flatMap((part) => namedSymbol(kind, part, { object: part, command, wrapper: object }));
  const inputs = lazily(() => [
    ...named('external-input', 'external-inputs'),
    ...named('derived-input', 'derived-inputs'),
  ]);
  const handlers = lazily(() => named('output-handler', 'output-handlers'));
  return {
    object,
    wrapper: namedSymbol('wrapper', object, { object, command, wrapper: undefined })[0],
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
  const place = { object: undefined, command, wrapper: undefined };
  return variables.properties.flatMap((property) => symbolOf('environment-variable', property, property.key, place));
}

/** Computes a value when it is first asked for, and once. */
function lazily<T extends object>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

/** The objects in a property's list; whatever else stands in it is left out. */
export function objectsIn(node: ObjectNode, property: string): readonly ObjectNode[] {
  const list = valueOf(node, property);
  return list?.kind === 'array' ? list.items.filter((item) => item.kind === 'object') : [];
}

const KINDS_WITH_KEY: ReadonlySet<SymbolKind> = new Set(['command-input', 'external-input', 'derived-input']);

function namedSymbol(kind: SymbolKind, object: ObjectNode, place: Place): readonly CommandSymbol[] {
  return symbolOf(kind, object, valueOf(object, 'name'), place);
}

type Place = Pick<CommandSymbol, 'object' | 'command' | 'wrapper'>;

function symbolOf(
  kind: SymbolKind,
  entry: Span,
  declaration: JsonNode | undefined,
  place: Place,
): readonly CommandSymbol[] {
  if (declaration?.kind !== 'string' || isBlank(declaration.value)) return [];
  const name = declaration.value;
  const key = KINDS_WITH_KEY.has(kind) ? replacementKey(name, place.object) : undefined;
  return [{ kind, name, declaration, entry: { start: entry.start, end: entry.end }, ...place, key }];
}

function replacementKey(name: string, input: ObjectNode | undefined): ReplacementKey {
  const node = valueOf(input, 'replacement-key');
  const own = node?.kind === 'string' && !isBlank(node.value) ? node : undefined;
  return { text: replacementKeyOf({ name, replacementKey: own?.value }), own };
}
