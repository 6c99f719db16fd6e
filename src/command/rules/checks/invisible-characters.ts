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
  const check = (part: Located<unknown>, property: string): void => {
    const node = valueOf(part.node, property);
    if (node?.kind !== 'string') return;
    const runs = invisibleRuns(node.value);
    if (runs.length === 0) return;
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
  };
  for (const property of ['name', 'command-line', 'working-directory']) check(command, property);
  for (const mount of command.mounts) for (const property of ['name', 'path']) check(mount, property);
  for (const output of command.outputs) check(output, 'path');
  for (const wrapper of command.wrappers) check(wrapper, 'name');
}
