import { commandsOf } from '../command/document/command-document';
import { storedImage } from '../command/image-reference';
import { valueOf } from '../command/document/navigation';
import type { JsonNode } from '../command/document/syntax-tree';
import type { CommandFinder, CommandReference } from '../language/document-links';
import type { Knowledge } from './knowledge';
import type { OpenDocument } from './open-document';

/**
 * Finds setup and wrapup Commands among open documents, then among those that the editor tells of. Like the server it takes
 * a Command by its image, and its name if one is given.
 */
export function commandFinder(documents: () => readonly OpenDocument[], knowledge: Knowledge): CommandFinder {
  return (reference) => {
    const open = documents();
    const found = open.find(({ command }) => commandsOf(command).some(({ node }) => isNamedBy(reference, node)));
    if (found !== undefined) return found.text.uri;
    const addresses = new Set(open.map(({ text }) => text.uri));
    const { image, name } = reference;
    return knowledge().specialCommands?.find(
      (closed) =>
        storedImage(closed.image) === image && (name ?? closed.name) === closed.name && !addresses.has(closed.uri),
    )?.uri;
  };
}

function isNamedBy({ image, name }: CommandReference, command: JsonNode): boolean {
  const type = textOf(command, 'type');
  if (type !== 'docker-setup' && type !== 'docker-wrapup') return false;
  const own = textOf(command, 'image');
  return own !== undefined && storedImage(own) === image && (name === undefined || textOf(command, 'name') === name);
}

function textOf(node: JsonNode, property: string): string | undefined {
  const value = valueOf(node, property);
  return value?.kind === 'string' ? value.value : undefined;
}
