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

function readSymbols(command: ObjectNode): CommandSymbols {
  const named = (kind: SymbolKind, wrapper?: ObjectNode) => (object: ObjectNode) =>
    symbolOf(kind, object, valueOf(object, 'name'), { object, command, wrapper });
  const secrets = objectsIn(command, 'secrets');
  const variables = valueOf(command, 'environment-variables');
  return {
    object: command,
    command: named('command')(command)[0],
    mounts: objectsIn(command, 'mounts').flatMap(named('mount')),
    inputs: objectsIn(command, 'inputs').flatMap(named('command-input')),
    outputs: objectsIn(command, 'outputs').flatMap(named('output')),
    wrappers: objectsIn(command, 'xnat').map((object) => ({
      object,
      wrapper: named('wrapper')(object)[0],
      inputs: [
        ...objectsIn(object, 'external-inputs').flatMap(named('external-input', object)),
        ...objectsIn(object, 'derived-inputs').flatMap(named('derived-input', object)),
      ],
      handlers: objectsIn(object, 'output-handlers').flatMap(named('output-handler', object)),
    })),
    environmentVariables:
      variables?.kind === 'object'
        ? variables.properties.flatMap((property) =>
            symbolOf('environment-variable', property, property.key, {
              object: undefined,
              command,
              wrapper: undefined,
            }),
          )
        : [],
    secrets: secrets.flatMap((object) =>
      symbolOf('secret', object, valueOf(valueOf(object, 'destination'), 'identifier'), {
        object,
        command,
        wrapper: undefined,
      }),
    ),
    systemProperties: secrets.flatMap((object) =>
      symbolOf('system-property', object, valueOf(valueOf(object, 'source'), 'identifier'), {
        object,
        command,
        wrapper: undefined,
      }),
    ),
  };
}

/** The objects in a property's list; whatever else stands in it is left out. */
export function objectsIn(node: ObjectNode, property: string): readonly ObjectNode[] {
  const list = valueOf(node, property);
  return list?.kind === 'array' ? list.items.filter((item) => item.kind === 'object') : [];
}

const KINDS_WITH_KEY: ReadonlySet<SymbolKind> = new Set(['command-input', 'external-input', 'derived-input']);

function symbolOf(
  kind: SymbolKind,
  entry: Span,
  declaration: JsonNode | undefined,
  place: Pick<CommandSymbol, 'object' | 'command' | 'wrapper'>,
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
