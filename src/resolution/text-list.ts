import { parseJson } from '../command/document/json-parser';
import { scalarText } from '../command/document/navigation';

/** The texts of a JSON list as the server's mapper reads `List<String>`; undefined where it fails. */
export function readTextList(json: string): readonly string[] | undefined {
  const { root, faults } = parseJson(json, 'refused');
  if (faults.length > 0 || root?.kind !== 'array') return undefined;
  // Null becomes the word.
  const texts = root.items.map((item) => (item.kind === 'null' ? 'null' : scalarText(item)));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
