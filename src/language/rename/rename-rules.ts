import { isServiceVariable } from '../../command/model/service-variables';
import { valueOf } from '../../command/document/navigation';
import type { ObjectNode } from '../../command/document/syntax-tree';
import { isBlank } from '../../command/model/blank';
import { withArticle } from '../../command/rules/wording';
import type { CommandSymbol, CommandSymbols, SymbolKind } from '../command-symbol';
import type { SymbolIndex } from '../symbol-index';

/** What a person calls each kind of name. */
export const KIND_LABELS: Readonly<Record<SymbolKind, string>> = {
  command: 'Command',
  mount: 'mount',
  'command-input': 'command input',
  output: 'output',
  wrapper: 'wrapper',
  'external-input': 'external input',
  'derived-input': 'derived input',
  'output-handler': 'output handler',
  'environment-variable': 'environment variable',
  secret: 'secret',
  'system-property': 'system property',
};

/** The server refuses other characters in these names. */
const KINDS_WITH_ALPHABET: ReadonlySet<SymbolKind> = new Set([
  'command-input',
  'output',
  'external-input',
  'derived-input',
  'output-handler',
]);
const ALPHABET = /^[A-Za-z0-9_-]+$/;
const SHELL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The launch request has this entry beside the inputs. */
const RESERVED_INPUT = 'swarm-constraints';

/** Why these names cannot become `newName`, as a sentence; undefined where they can. */
export function objectionToName(
  index: SymbolIndex,
  names: ReadonlySet<CommandSymbol>,
  newName: string,
): string | undefined {
  for (const symbol of names) {
    const objection = objectionToForm(symbol, newName) ?? objectionToTaken(index, names, symbol, newName);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function objectionToForm({ kind }: CommandSymbol, newName: string): string | undefined {
  const label = KIND_LABELS[kind];
  if (isBlank(newName)) return `The name of ${withArticle(label)} must not be blank.`;
  if (KINDS_WITH_ALPHABET.has(kind) && !ALPHABET.test(newName)) {
    return `The name of ${withArticle(label)} can have only letters, digits, "_" and "-".`;
  }
  if (kind.endsWith('-input') && newName === RESERVED_INPUT) {
    return `"${newName}" is taken: launch requests have their placement constraints under this name.`;
  }
  if (kind !== 'environment-variable' && kind !== 'secret') return undefined;
  if (isServiceVariable(newName)) return `"${newName}" is a variable that XNAT itself sets in the container.`;
  if (kind === 'secret' && !SHELL_NAME.test(newName)) {
    return 'The variable of a secret can have only letters, digits and "_", and no digit first.';
  }
  return newName.includes('=') ? 'The name of an environment variable must not have "=".' : undefined;
}

function objectionToTaken(
  index: SymbolIndex,
  names: ReadonlySet<CommandSymbol>,
  symbol: CommandSymbol,
  newName: string,
): string | undefined {
  const command = index.commands.find(({ object }) => object === symbol.command);
  if (command === undefined) return undefined;
  const other = namesBeside(command, symbol).find((taken) => taken.name === newName && !names.has(taken));
  if (other !== undefined) return `"${newName}" is already the name of another ${KIND_LABELS[other.kind]}.`;
  return objectionToUnfedInput(command, names, symbol, newName);
}

/** Names among which this one must be the only one of its kind. */
function namesBeside(command: CommandSymbols, { kind, wrapper }: CommandSymbol): readonly CommandSymbol[] {
  const around = command.wrappers.find(({ object }) => object === wrapper);
  switch (kind) {
    case 'mount':
      return command.mounts;
    case 'command-input':
      return command.inputs;
    case 'output':
      return command.outputs;
    case 'wrapper':
      return command.wrappers.flatMap((other) => other.wrapper ?? []);
    case 'external-input':
    case 'derived-input':
      return around?.inputs ?? [];
    case 'output-handler':
      return around?.handlers ?? [];
    case 'environment-variable':
    case 'secret':
      return [...command.environmentVariables, ...command.secrets];
    case 'command':
    case 'system-property':
      return [];
  }
}

/** A command input and a wrapper input may share a name only where that wrapper has an input that feeds the command input. */
function objectionToUnfedInput(
  command: CommandSymbols,
  names: ReadonlySet<CommandSymbol>,
  symbol: CommandSymbol,
  newName: string,
): string | undefined {
  if (!symbol.kind.endsWith('-input')) return undefined;
  for (const { object, inputs, wrapper } of command.wrappers) {
    if (symbol.wrapper !== undefined && symbol.wrapper !== object) continue;
    const own = symbol.wrapper === undefined ? inputs : command.inputs;
    if (!own.some((other) => other.name === newName && !names.has(other))) continue;
    const fed = symbol.wrapper === undefined ? symbol.name : newName;
    if (inputs.some((input) => feeds(input.object, fed))) continue;
    const where = wrapper === undefined ? 'a wrapper' : `wrapper "${wrapper.name}"`;
    return `"${newName}" would be the name of a command input and of an input of ${where} with none there that feeds the command input: XNAT cannot launch that.`;
  }
  return undefined;
}

function feeds(input: ObjectNode | undefined, commandInput: string): boolean {
  const target = valueOf(input, 'provides-value-for-command-input');
  return target?.kind === 'string' && target.value === commandInput;
}

/** Why these inputs cannot have `newKey` as their replacement key, as a sentence; undefined where they can. */
export function objectionToKey(
  index: SymbolIndex,
  keys: ReadonlySet<CommandSymbol>,
  newKey: string,
): string | undefined {
  if (isBlank(newKey)) return 'A replacement key must not be blank.';
  for (const symbol of keys) {
    const command = index.commands.find(({ object }) => object === symbol.command);
    const others = command === undefined ? [] : inputsLaunchedWith(command, symbol).filter((other) => !keys.has(other));
    const before = others.find((other) => clash(symbol.key?.text ?? '', symbol, other));
    if (before !== undefined) {
      return `The replacement key "${symbol.key?.text ?? ''}" clashes with ${describeKey(before)}: give one of them another key first.`;
    }
    const after = others.find((other) => clash(newKey, symbol, other));
    if (after !== undefined) {
      return `The replacement key "${newKey}" would clash with ${describeKey(after)}: no key may contain another.`;
    }
  }
  return undefined;
}

/** Whether one of two keys contains the other, so that it hangs on the order of replacement what stands for what. */
function clash(key: string, symbol: CommandSymbol, other: CommandSymbol): boolean {
  const otherKey = other.key?.text ?? '';
  if (key === otherKey) return !isShared(symbol, other);
  return key.includes(otherKey) || otherKey.includes(key);
}

function describeKey({ kind, name, key }: CommandSymbol): string {
  return `"${key?.text ?? ''}", the key of ${KIND_LABELS[kind]} "${name}"`;
}

/** Inputs whose keys are looked for together with this one's. */
function inputsLaunchedWith(command: CommandSymbols, { wrapper }: CommandSymbol): readonly CommandSymbol[] {
  const wrappers = command.wrappers.filter(({ object }) => wrapper === undefined || wrapper === object);
  return [...command.inputs, ...wrappers.flatMap(({ inputs }) => inputs)];
}

/** A command input and the wrapper input that feeds it often have one key: in templates it stands for the former. */
function isShared(a: CommandSymbol, b: CommandSymbol): boolean {
  return (a.wrapper === undefined) !== (b.wrapper === undefined);
}
