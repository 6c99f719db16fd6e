import { isBlank } from '../model/blank';
import { placeOf, pointerTo, type LocatedCommand } from '../model/located-command';
import type { Report } from './report';
import { namedToo, quote } from './wording';

/** Validates the mounts and returns their names. */
export function validateMounts(command: LocatedCommand, prefix: string, report: Report): ReadonlySet<string> {
  const first = new Map<string, (typeof command.mounts)[number]>();
  for (const mount of command.mounts) {
    const { name, path } = mount.value;
    const twin = first.get(name);
    if (twin === undefined) {
      first.set(name, mount);
    } else {
      report.says(() => `${prefix}mount name "${name}" is not unique.`);
      report.refuses(() => ({
        code: 'mount-name-duplicate',
        part: mount,
        key: 'name',
        what: namedToo('Another mount', name),
        advice: 'Give this one a name of its own.',
        related: [{ span: placeOf(twin, 'name').span, message: 'The first mount of this name.' }],
        basis: [pointerTo(twin, 'name')],
      }));
    }
    if (isBlank(name)) {
      report.says(() => `${prefix}Mount name cannot be blank.`);
      report.refuses(() => ({
        code: 'mount-name-blank',
        part: mount,
        key: 'name',
        what: 'The mount has no name.',
        advice: 'Give it a "name", by which outputs and wrapper inputs refer to it.',
      }));
    }
    if (isBlank(path)) {
      report.says(() => `${prefix}Mount "${name}" path cannot be blank.`);
      report.refuses(() => ({
        code: 'mount-path-blank',
        part: mount,
        key: 'path',
        what: isBlank(name) ? 'The mount has no path.' : `The mount ${quote(name)} has no path.`,
        advice: 'Give it a "path": an absolute path in the container.',
      }));
    }
  }
  return new Set(first.keys());
}
