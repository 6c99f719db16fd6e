import { describeInvisible, invisibleRuns, plainFor } from '../../document/invisible-characters';
import { valueOf } from '../../document/navigation';
import { placesInString } from '../../document/string-offsets';
import type { Located, LocatedCommand } from '../../model/located-command';
import { pointerTo } from '../../model/located-command';
import type { Report } from '../create-problem';

/**
 * Characters that nobody sees in names and in what is run or looked up, where nobody means them. Names with an alphabet of
 * their own are refused by the server, which says so itself.
 */
export function checkInvisibleCharacters(command: LocatedCommand, text: string, report: Report): void {
  const parts: readonly (readonly [Located<unknown>, ...string[]])[] = [
    [command, 'name', 'command-line', 'working-directory'],
    ...command.mounts.map((mount) => [mount, 'name', 'path'] as const),
    ...command.outputs.map((output) => [output, 'path'] as const),
    ...command.wrappers.map((wrapper) => [wrapper, 'name'] as const),
  ];
  for (const [part, ...properties] of parts) {
    for (const property of properties) {
      const node = valueOf(part.node, property);
      if (node?.kind !== 'string') continue;
      const runs = invisibleRuns(node.value);
      if (runs.length === 0) continue;
      const places = placesInString(text, node);
      for (const { start, end } of runs) {
        const run = node.value.slice(start, end);
        const what =
          plainFor(run) === ''
            ? 'stands here, which nobody sees. Remove it.'
            : 'stands here, which looks like a blank and is none. Write a plain one.';
        report(
          'invisible-character',
          { pointer: pointerTo(part, property), span: places(start, end) },
          `${describeInvisible(run)} ${what}`,
        );
      }
    }
  }
}
