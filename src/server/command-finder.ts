import { commandsOf } from '../command/document/command-document';
import { valueOf } from '../command/document/navigation';
import type { JsonNode } from '../command/document/syntax-tree';
import type { CommandFinder, CommandReference } from '../language/document-links';
import type { OpenDocument } from './open-document';

/** Finds setup and wrapup Commands among documents. Like the server it takes a Command by its image, and its name if one is given. */
export function commandFinder(documents: () => readonly OpenDocument[]): CommandFinder {
  return (reference) =>
    documents().find(({ command }) => commandsOf(command).some(({ node }) => isNamedBy(reference, node)))?.text.uri;
}

function isNamedBy({ image, name }: CommandReference, command: JsonNode): boolean {
  const type = textOf(command, 'type');
  if (type !== 'docker-setup' && type !== 'docker-wrapup') return false;
  return textOf(command, 'image') === image && (name === undefined || textOf(command, 'name') === name);
}

function textOf(node: JsonNode, property: string): string | undefined {
  const value = valueOf(node, property);
  return value?.kind === 'string' ? value.value : undefined;
}
