import { bindCommand } from '../../command/binding/bind-command';
import type { CommandMode, CommandNode } from '../../command/document/command-document';
import { valueOf } from '../../command/document/navigation';
import type { JsonNode, ObjectNode, PropertyNode } from '../../command/document/syntax-tree';
import { replacementKeyOf } from '../../command/template/replacement-key';
import { objectsIn } from '../command-symbol';
import { codeBlock, escapeMarkdown, inlineCode } from '../markdown';
import { textOf } from '../scope';
import type { HoverKnowledge } from './hover';

/** Of a longer line only the start is filled: no hover shows more. */
const LONGEST_LINE = 2500;

/** The command line with the defaults of its inputs, and what the container gets of it, as Markdown. */
export function describeCommandLine(
  command: CommandNode,
  mode: CommandMode,
  { previewCommandLine }: HoverKnowledge,
): string | undefined {
  const { node, pointer } = command;
  if (previewCommandLine === undefined || node.kind !== 'object') return undefined;
  const preview = previewCommandLine(bindCommand(withLineOnly(node), pointer, mode).command, fedInputs(node));
  const open = preview.open.map((name) => inlineCode(`<${name}>`)).join(', ');
  return [
    'With the defaults of all inputs:',
    codeBlock(preview.line, 'sh'),
    open === '' ? '' : `Only a launch can tell: ${open}.`,
    preview.refusal === undefined ? '' : `A launch with these defaults is refused: ${escapeMarkdown(preview.refusal)}`,
    preview.arguments.length === 0
      ? 'The line is empty, so the image runs what it runs by default.'
      : `The container gets ${preview.arguments.map(inlineCode).join(' ')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Names of the command inputs that wrapper inputs feed. */
function fedInputs(command: ObjectNode): ReadonlySet<string> {
  const inputs = objectsIn(command, 'xnat').flatMap((wrapper) => [
    ...objectsIn(wrapper, 'external-inputs'),
    ...objectsIn(wrapper, 'derived-inputs'),
  ]);
  return new Set(inputs.flatMap((input) => textOf(input, 'provides-value-for-command-input') ?? []));
}

/** The Command without what its line does not need, so that a large one is no slower: other inputs, wrappers but the first. */
function withLineOnly(command: ObjectNode): ObjectNode {
  const line = textOf(command, 'command-line')?.slice(0, LONGEST_LINE) ?? '';
  const inputs = objectsIn(command, 'inputs');
  const inLine = new Set(inputs.filter((input) => line.includes(keyOf(input))));
  // A default may itself contain the key of another input.
  const defaults = [...inLine].map((input) => textOf(input, 'default-value') ?? '').join('\n');
  return {
    ...command,
    properties: command.properties.flatMap((property): readonly PropertyNode[] => {
      switch (property.key.value) {
        case 'command-line':
          return [{ ...property, value: startOf(property.value) }];
        case 'inputs':
          return [keeping(property, (item) => inLine.has(item as ObjectNode) || defaults.includes(keyOf(item)))];
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

function keyOf(input: JsonNode): string {
  if (input.kind !== 'object' || valueOf(input, 'name') === undefined) return '\n';
  return replacementKeyOf({ name: textOf(input, 'name') ?? '', replacementKey: textOf(input, 'replacement-key') });
}
