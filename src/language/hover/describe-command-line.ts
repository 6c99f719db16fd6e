import { bindCommand } from '../../command/binding/bind-command';
import type { CommandMode, CommandNode } from '../../command/document/command-document';
import { valueOf } from '../../command/document/navigation';
import type { JsonNode, ObjectNode, PropertyNode } from '../../command/document/syntax-tree';
import { replacementKeyOf } from '../../command/template/replacement-key';
import { objectsIn } from '../command-symbol';
import { codeBlock, escapeMarkdown, inlineCode } from '../markdown';
import { textOf } from '../scope';
import { staysWithin } from './filled-length';
import type { HoverKnowledge } from './hover';

/** Of a longer line only the start is filled: no hover shows more. */
const LONGEST_LINE = 2500;

/** A line that its defaults make longer than this is not filled: a few defaults full of keys would make it endless. */
const LONGEST_FILLED_LINE = 2 * LONGEST_LINE;

/** So many arguments are shown; nobody reads more in a hover. */
const MOST_ARGUMENTS = 50;

/** The command line with the defaults of its inputs, and what the container gets of it, as Markdown. */
export function describeCommandLine(
  command: CommandNode,
  mode: CommandMode,
  { previewCommandLine }: HoverKnowledge,
): string | undefined {
  const { node, pointer } = command;
  if (previewCommandLine === undefined || node.kind !== 'object') return undefined;
  const short = withLineOnly(node);
  if (short === undefined) return 'With the defaults of all inputs the line is too long to be shown here.';
  const preview = previewCommandLine(bindCommand(short, pointer, mode).command, fedInputs(node));
  const open = preview.open.map((name) => inlineCode(`<${name}>`)).join(', ');
  return [
    'With the defaults of all inputs:',
    codeBlock(preview.line, 'sh'),
    open === '' ? '' : `Only a launch can tell: ${open}.`,
    preview.refusal === undefined ? '' : `A launch with these defaults is refused: ${escapeMarkdown(preview.refusal)}`,
    preview.arguments.length === 0
      ? 'The line is empty, so the image runs what it runs by default.'
      : `The container gets ${someArguments(preview.arguments)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function someArguments(all: readonly string[]): string {
  const shown = all.slice(0, MOST_ARGUMENTS).map(inlineCode).join(' ');
  return all.length > MOST_ARGUMENTS ? `${shown} … and ${all.length - MOST_ARGUMENTS} more` : shown;
}

/** Names of the command inputs that wrapper inputs feed. */
function fedInputs(command: ObjectNode): ReadonlySet<string> {
  const inputs = objectsIn(command, 'xnat').flatMap((wrapper) => [
    ...objectsIn(wrapper, 'external-inputs'),
    ...objectsIn(wrapper, 'derived-inputs'),
  ]);
  return new Set(inputs.flatMap((input) => textOf(input, 'provides-value-for-command-input') ?? []));
}

/**
 * The Command without what its line does not need, so that a large one is no slower: other inputs, wrappers but the first.
 * Undefined where the filled line would be too long.
 */
function withLineOnly(command: ObjectNode): ObjectNode | undefined {
  const line = textOf(command, 'command-line')?.slice(0, LONGEST_LINE) ?? '';
  const inputs = objectsIn(command, 'inputs');
  const inLine = new Set(inputs.filter((input) => line.includes(keyOf(input))));
  // A default may itself contain the key of another input.
  const defaults = [...inLine].map(valueTextOf).join('\n');
  if (defaults.length > LONGEST_FILLED_LINE + inLine.size) return undefined;
  const isKept = (input: JsonNode) => inLine.has(input as ObjectNode) || defaults.includes(keyOf(input));
  const fillings = inputs.filter(isKept).map((input) => ({ key: keyOf(input), text: valueTextOf(input) }));
  if (!staysWithin(LONGEST_FILLED_LINE, line, fillings)) return undefined;
  return {
    ...command,
    properties: command.properties.flatMap((property): readonly PropertyNode[] => {
      switch (property.key.value) {
        case 'command-line':
          return [{ ...property, value: startOf(property.value) }];
        case 'inputs':
          return [keeping(property, isKept)];
        case 'xnat':
          return [keeping(property, (_, index) => index === 0)];
        case 'type':
        case 'override-entrypoint':
          return [property];
        default:
          return [];
      }
    }),
  };
}

function startOf(line: JsonNode | undefined): JsonNode | undefined {
  return line?.kind === 'string' ? { ...line, value: line.value.slice(0, LONGEST_LINE) } : line;
}

function keeping(property: PropertyNode, isKept: (item: JsonNode, index: number) => boolean): PropertyNode {
  const { value } = property;
  return value?.kind === 'array' ? { ...property, value: { ...value, items: value.items.filter(isKept) } } : property;
}

/** At least all that an input brings into the line: its default or, where it is open, its name; the flag with each item. */
function valueTextOf(input: ObjectNode): string {
  const text = (property: string) => textOf(input, property) ?? '';
  const value = text('default-value');
  const flag = text('command-line-flag') + text('command-line-separator') + ' ';
  const items = text('type') === 'select-many' ? value.split(',').length : 1;
  const words = `<${text('name')}>${value}${text('true-value')}${text('false-value')}`;
  return words + flag.repeat(Math.min(items, LONGEST_FILLED_LINE));
}

function keyOf(input: JsonNode): string {
  if (input.kind !== 'object' || valueOf(input, 'name') === undefined) return '\n';
  return replacementKeyOf({ name: textOf(input, 'name') ?? '', replacementKey: textOf(input, 'replacement-key') });
}
