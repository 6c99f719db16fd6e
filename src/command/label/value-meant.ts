import { parseJson } from '../document/json-parser';
import type { DockerfileLabel } from './dockerfile-labels';

/**
 * What the author of a label most likely meant that is not JSON: many tools escape the quotes and dollar signs of the JSON
 * for Docker and forget its backslashes, of which Docker then takes away those ahead of quotes and of other backslashes.
 *
 * @returns the JSON they started from; undefined where that is not what happened
 */
export function valueMeant({ written, instruction }: DockerfileLabel): string | undefined {
  const { text, offsets } = instruction.line;
  const from = offsets.findIndex((offset) => offset >= written.start);
  const to = offsets.findLastIndex((offset) => offset < written.end) + 1;
  const raw = text.slice(from, to).trim();
  if (from === -1 || !/^"[^]*"$/.test(raw)) return undefined;
  const meant = raw.slice(1, -1).replaceAll(/\\(["$])/g, '$1');
  const { root, faults } = parseJson(meant, 'refused');
  return root?.kind === 'array' && faults.length === 0 ? meant : undefined;
}
