import { commandsOf, type CommandDocument } from '../../command/document/command-document';
import { textOf } from '../scope';
import type { SpecialCommand } from './completion';

/** The setup and wrapup Commands of a document, where they have what wrappers name them by. */
export function specialCommandsIn(document: CommandDocument): readonly SpecialCommand[] {
  return commandsOf(document).flatMap(({ node }) => {
    if (node.kind !== 'object') return [];
    const type = textOf(node, 'type');
    const image = textOf(node, 'image');
    const name = textOf(node, 'name');
    const isSpecial = type === 'docker-setup' || type === 'docker-wrapup';
    return isSpecial && image && name ? [{ type, image, name }] : [];
  });
}
