import { replaceString } from '../../command/document/json-changes';
import { commandsOf, type CommandDocument } from '../../command/document/command-document';
import type { ObjectNode } from '../../command/document/syntax-tree';
import type { TextEdit } from '../../command/problem';
import { FORMER_NAMES } from '../../command/rules/property-names';
import type { Location } from '../location';
import { objectTypeOfElement, objectTypeOfValue, type ObjectType } from '../object-type';
import type { Refactoring } from './refactoring';

/** Names that still work on create alone, or under which the service drops a value in silence. */
const ALIASES: Readonly<Partial<Record<ObjectType, Readonly<Record<string, string>>>>> = {
  command: { ipcMode: 'ipc-mode' },
  'external-input': { 'provides-value-to-command-input': 'provides-value-for-command-input' },
  'derived-input': { 'provides-value-to-command-input': 'provides-value-for-command-input' },
  'output-handler': { 'as-a-child-of-wrapper-input': 'as-a-child-of' },
};

const HEADS: ReadonlySet<string> = new Set(['name', 'version', 'schema-version']);

const FORMER_TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  integer: 'number',
  float: 'number',
  Boolean: 'boolean',
  select: 'select-one',
};

/**
 * Names that properties and types had before version 1.0 of the format, and aliases of today's, become those of today: all
 * at once. Where today's name is there too, both stay for the author to choose. Offered at an old name, and at the name
 * and the versions of the Command.
 */
export function convertOldNames(
  document: CommandDocument,
  { type, property }: Exclude<Location, { at: 'root' }>,
): readonly Refactoring[] {
  // The whole text is looked through only where that is likely to be of use.
  const isAtOldName = property !== undefined && newName(type, property.key.value) !== undefined;
  if (!isAtOldName && !(type === 'command' && HEADS.has(property?.key.value ?? ''))) return [];
  const edits = commandsOf(document).flatMap(({ node }) => (node.kind === 'object' ? oldNamesIn(document, node) : []));
  if (edits.length === 0) return [];
  return [{ title: 'Convert names of before version 1.0', kind: 'rewrite', edits }];
}

function oldNamesIn(document: CommandDocument, command: ObjectNode): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const waiting: { readonly object: ObjectNode; readonly type: ObjectType }[] = [{ object: command, type: 'command' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { object, type } = next;
    const names = new Set(object.properties.map(({ key }) => key.value));
    for (const { key, value } of object.properties) {
      const name = newName(type, key.value);
      if (name !== undefined && !names.has(name)) {
        edits.push(replaceString(document, key, name));
        names.add(name);
      }
      const isType = type === 'command-input' && key.value === 'type';
      const word = isType && value?.kind === 'string' ? own(FORMER_TYPES, value.value) : undefined;
      if (word !== undefined && value !== undefined) edits.push(replaceString(document, value, word));
      if (value?.kind === 'object') waiting.push({ object: value, type: objectTypeOfValue(type, key.value) });
      const items = value?.kind === 'array' ? value.items : [];
      for (const item of items) {
        if (item.kind === 'object') waiting.push({ object: item, type: objectTypeOfElement(type, key.value) });
      }
    }
  }
  return edits.sort((a, b) => a.span.start - b.span.start);
}

function newName(type: ObjectType, name: string): string | undefined {
  const former: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = FORMER_NAMES;
  return own(former[type], name) ?? own(ALIASES[type], name);
}

function own(names: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}
