import type { CommandDocument } from './command-document';
import { positionAt } from './line-index';
import { headOf, nearestNode } from './navigation';

/**
 * Says where a JSON pointer leads in a Command's text, `command.json:12:5`; where nothing is written there, it is the object
 * around it.
 *
 * @param name of the file, as a person knows it
 */
export function placesIn({ root, lines }: CommandDocument, name: string): (pointer: string) => string {
  return (pointer) => {
    if (root === undefined || pointer === '') return name;
    const { line, character } = positionAt(lines, headOf(nearestNode(root, pointer)).start);
    return `${name}:${line + 1}:${character + 1}`;
  };
}
