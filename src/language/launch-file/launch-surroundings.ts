import { commandsOf, type CommandDocument } from '../../command/document/command-document';
import { nodeAtPointer, valueOf } from '../../command/document/navigation';
import type { JsonNode, ObjectNode, StringNode } from '../../command/document/syntax-tree';
import { objectPaths, writtenObject } from '../../launch-file/check-object';
import {
  declaredSymbols,
  symbolNamed,
  type CommandSymbol,
  type CommandSymbols,
  type WrapperSymbols,
} from '../command-symbol';
import { textOf, typeOf } from '../scope';

/** What stands at a path; `unknown` where nobody could look. */
export type PathKind = 'file' | 'folder' | 'missing' | 'unknown';

/** What is around a launch file: the Command it names, as it stands in the editor or on disk, and the files. */
export interface LaunchSurroundings {
  /** Undefined where the launch file names none by its path, or it cannot be read. */
  readonly command: LaunchedDocument | undefined;
  /** Of a path as it is written in the launch file. */
  readonly kindOf: (path: string) => PathKind;
}

/** The document that the launch file's `command` leads to. */
export interface LaunchedDocument {
  readonly uri: string;
  readonly document: CommandDocument;
}

/** A text of the launch file that is a path, relative to it. */
export interface LaunchPath {
  readonly node: StringNode;
  readonly leadsTo: 'command' | 'other-command' | 'folder' | 'file';
}

/** The names a launch file can use. */
export interface LaunchScope {
  readonly symbols: CommandSymbols;
  /** The wrapper that is launched; undefined where it is not said which. */
  readonly wrapper: WrapperSymbols | undefined;
}

/** The names of the Command that is launched, and of its wrapper; undefined where there is no such Command. */
export function launchScope(
  file: JsonNode | undefined,
  command: LaunchedDocument | undefined,
): LaunchScope | undefined {
  const root = command && commandsOf(command.document)[0]?.node;
  if (root?.kind !== 'object') return undefined;
  const symbols = declaredSymbols(root);
  const asked = file?.kind === 'object' ? textOf(file, 'wrapper') : undefined;
  const [only, ...others] = symbols.wrappers;
  const named = symbols.wrappers.find(({ wrapper }) => wrapper?.name === asked);
  return { symbols, wrapper: asked === undefined && others.length === 0 ? only : named };
}

/** The inputs that a launch can be given: the wrapper's, then those of the Command that no wrapper input feeds. */
export function launchInputs({ symbols, wrapper }: LaunchScope): readonly CommandSymbol[] {
  const own = wrapper?.inputs ?? [];
  const fed = new Set(own.map(({ object }) => textOf(object, 'provides-value-for-command-input')));
  return [...own, ...symbols.inputs.filter(({ name }) => !fed.has(name))];
}

/** The input of a name: the wrapper's own before the Command's. */
export function launchInputNamed(scope: LaunchScope, name: string): CommandSymbol | undefined {
  const own = scope.wrapper && symbolNamed(scope.wrapper.inputs, name);
  return own ?? symbolNamed(scope.symbols.inputs, name);
}

/** What decides which texts an input can have: the Command input that it feeds, where it feeds one, else itself. */
export function valueGiver(scope: LaunchScope, input: CommandSymbol): CommandSymbol {
  const fed = textOf(input.object, 'provides-value-for-command-input');
  const target = fed === undefined ? undefined : symbolNamed(scope.symbols.inputs, fed);
  return typeOf(input) === 'string' && target !== undefined ? target : input;
}

/** The paths that a launch file names, in the order of its parts. */
export function launchPaths(file: JsonNode | undefined): readonly LaunchPath[] {
  const path = (node: JsonNode | undefined, leadsTo: LaunchPath['leadsTo']): readonly LaunchPath[] =>
    node?.kind === 'string' ? [{ node, leadsTo }] : [];
  const others = valueOf(file, 'other-commands');
  return [
    ...path(valueOf(file, 'command'), 'command'),
    ...entriesOf(valueOf(file, 'inputs')).flatMap((input) => [
      ...path(valueOf(input, 'folder'), 'folder'),
      ...path(valueOf(input, 'file'), 'file'),
      ...pathsOfObject(valueOf(input, 'object')),
    ]),
    ...entriesOf(valueOf(file, 'objects')).flatMap((object) => {
      const folder = valueOf(object, 'folder');
      return folder === undefined ? pathsOfObject(object) : path(folder, 'folder');
    }),
    ...(others?.kind === 'array' ? others.items.flatMap((item) => path(item, 'other-command')) : []),
  ];
}

/** The folders and files of an object of the archive that is written out, and of those in its lists. */
function pathsOfObject(node: JsonNode | undefined): readonly LaunchPath[] {
  const object = node?.kind === 'object' ? writtenObject(node) : undefined;
  return (object === undefined ? [] : objectPaths(object)).flatMap(({ pointer, leadsTo }) => {
    const path = nodeAtPointer(node, pointer);
    return path?.kind === 'string' ? [{ node: path, leadsTo }] : [];
  });
}

/** The objects among the values of an object. */
export function entriesOf(node: JsonNode | undefined): readonly ObjectNode[] {
  const values = node?.kind === 'object' ? node.properties.map(({ value }) => value) : [];
  return values.filter((value) => value?.kind === 'object');
}

/** The names that an object gives its values. */
export function keysOf(node: JsonNode | undefined): readonly StringNode[] {
  return node?.kind === 'object' ? node.properties.map(({ key }) => key) : [];
}
