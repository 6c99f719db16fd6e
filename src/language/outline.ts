import { commandsOf, type CommandDocument } from '../command/document/command-document';
import { valueOf } from '../command/document/navigation';
import type { JsonNode, ObjectNode, PropertyNode, Span } from '../command/document/syntax-tree';
import { isBlank } from '../command/model/blank';

/** What an entry of the outline is; `group` is a list or map of entries. */
export type OutlineKind =
  | 'command'
  | 'group'
  | 'command-line'
  | 'mount'
  | 'command-input'
  | 'output'
  | 'wrapper'
  | 'external-input'
  | 'derived-input'
  | 'output-handler'
  | 'environment-variable'
  | 'secret';

/** An entry of the outline. */
export interface OutlineItem {
  readonly kind: OutlineKind;
  /** Never blank. */
  readonly name: string;
  /** A few words on the entry, shown dimmed behind its name; may be empty. */
  readonly detail: string;
  readonly span: Span;
  /** Where to put the cursor; inside `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

type Lists = ReadonlyMap<string, OutlineKind>;

const COMMAND_LISTS: Lists = new Map<string, OutlineKind>([
  ['mounts', 'mount'],
  ['inputs', 'command-input'],
  ['outputs', 'output'],
  ['xnat', 'wrapper'],
  ['secrets', 'secret'],
]);
const WRAPPER_LISTS: Lists = new Map<string, OutlineKind>([
  ['external-inputs', 'external-input'],
  ['derived-inputs', 'derived-input'],
  ['output-handlers', 'output-handler'],
]);

/**
 * The parts of a document as a tree, in the order of the text: of a Command its lists with their entries, its variables
 * and its command line; of a label its Commands.
 */
export function outline(document: CommandDocument): readonly OutlineItem[] {
  if (document.mode !== 'label') {
    return document.root?.kind === 'object' ? partsOfCommand(document.root) : [];
  }
  return commandsOf(document).flatMap(({ node }) =>
    node.kind === 'object' ? [entryItem('command', node, partsOfCommand(node))] : [],
  );
}

function partsOfCommand({ properties }: ObjectNode): readonly OutlineItem[] {
  return properties.flatMap((property) => {
    const { key, value } = property;
    if (key.value === 'command-line') {
      return [leaf('command-line', property, key.value, value?.kind === 'string' ? value.value : '')];
    }
    if (key.value === 'environment-variables' && value?.kind === 'object') {
      // Their values are not shown: one may be a password that should be a secret.
      return [
        group(
          property,
          value.properties.map((it) => leaf('environment-variable', it, it.key.value, '')),
        ),
      ];
    }
    return listItem(property, COMMAND_LISTS);
  });
}

function listItem(property: PropertyNode, lists: Lists): readonly OutlineItem[] {
  const kind = lists.get(property.key.value);
  if (kind === undefined || property.value?.kind !== 'array') return [];
  const entries = property.value.items.filter((item) => item.kind === 'object');
  return [
    group(
      property,
      entries.map((entry) => entryItem(kind, entry, kind === 'wrapper' ? partsOfWrapper(entry) : [])),
    ),
  ];
}

function partsOfWrapper({ properties }: ObjectNode): readonly OutlineItem[] {
  return properties.flatMap((property) => listItem(property, WRAPPER_LISTS));
}

function group(property: PropertyNode, children: readonly OutlineItem[]): OutlineItem {
  return { ...leaf('group', property, property.key.value, String(children.length)), children };
}

function leaf(kind: OutlineKind, property: PropertyNode, name: string, detail: string): OutlineItem {
  return { kind, name: named(name), detail, span: property, selection: property.key, children: [] };
}

function entryItem(kind: OutlineKind, entry: ObjectNode, children: readonly OutlineItem[]): OutlineItem {
  const nameNode = kind === 'secret' ? valueOf(valueOf(entry, 'destination'), 'identifier') : valueOf(entry, 'name');
  const selection = nameNode ?? { start: entry.start, end: Math.min(entry.start + 1, entry.end) };
  return { kind, name: named(textOf(nameNode)), detail: detailOf(kind, entry), span: entry, selection, children };
}

function detailOf(kind: OutlineKind, entry: ObjectNode): string {
  const text = (property: string) => textOf(valueOf(entry, property));
  switch (kind) {
    case 'command':
      return text('image');
    case 'mount':
      return text('path');
    case 'command-input':
    case 'external-input':
      return text('type') || 'string';
    case 'derived-input':
      return joined([text('type') || 'string', 'from', text('derived-from-wrapper-input')]);
    case 'output':
      return joined([text('path'), 'in', text('mount')]);
    case 'output-handler':
      return joined([text('accepts-command-output'), 'to', text('as-a-child-of')]);
    case 'wrapper': {
      const contexts = valueOf(entry, 'contexts');
      return contexts?.kind === 'array' ? contexts.items.map(textOf).filter(Boolean).join(', ') : '';
    }
    case 'secret':
      return joined(['', 'from', textOf(valueOf(valueOf(entry, 'source'), 'identifier'))]);
    case 'group':
    case 'command-line':
    case 'environment-variable':
      return '';
  }
}

/** Two texts with a word between them, which falls away with the second one. */
function joined([first, word, second]: readonly [string, string, string]): string {
  return second === '' ? first : `${first} ${word} ${second}`.trimStart();
}

function textOf(node: JsonNode | undefined): string {
  return node?.kind === 'string' ? node.value : '';
}

function named(name: string): string {
  return isBlank(name) ? '(no name)' : name;
}
