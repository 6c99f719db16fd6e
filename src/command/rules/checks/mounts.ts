import { isBlank } from '../../model/blank';
import type { Mount } from '../../model/command';
import { headPlace, type Located, type LocatedCommand, type Place, placeOf } from '../../model/located-command';
import type { CommandTemplates } from '../../template/command-templates';
import { trimEndOf } from '../../trim-end';
import type { Report } from '../create-problem';
import { createNearest } from '../nearest';
import { quoted } from '../wording';

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Mounts: their paths, and whether anything comes in or goes out through them. */
export function checkMounts(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  const firstAt = new Map<string, Place>();
  const used = usedMounts(command);
  for (const mount of command.mounts) {
    checkPath(mount, templates, firstAt, report);
    const { name } = mount.value;
    if (isBlank(name)) continue;
    if (!used.has(name)) {
      report(
        'mount-unused',
        headPlace(mount),
        `No wrapper provides files for the mount ${quoted(name)} and no output reads it: the container gets an empty, ` +
          'writable folder that nobody looks into. Good for scratch files; else feed it or collect from it.',
      );
    }
    if (!DNS_LABEL.test(name)) {
      report(
        'mount-name-k8s',
        placeOf(mount, 'name'),
        `On Kubernetes a mount's name becomes a volume's, and ${quoted(name)} can be none: those have small letters, ` +
          'digits and hyphens, at most 63.',
      );
    }
  }
}

function checkPath(
  mount: Located<Mount>,
  templates: CommandTemplates,
  firstAt: Map<string, Place>,
  report: Report,
): void {
  const { path } = mount.value;
  if (path === undefined || isBlank(path)) return;
  const place = placeOf(mount, 'path');
  const masked = templates.mask(path);
  const normal = trimEndOf(masked, '/') || '/';
  if (masked.includes(':')) {
    report(
      'mount-path-invalid',
      place,
      `${quoted(path)} has a colon, by which the service parts the two sides of a mount: the server stores it, and the ` +
        'launch fails. Use a path without one.',
    );
  } else if (normal === '/' && path.startsWith('/')) {
    report(
      'mount-path-invalid',
      place,
      `Nothing can be mounted over "/", the root of the container: the server stores it, and the launch fails. Use a ` +
        'folder below it.',
    );
  } else if (!masked.startsWith('/') && !startsWithTemplate(path, templates)) {
    report(
      'mount-path-relative',
      place,
      `${quoted(path)} is not absolute: the server stores it, and the launch fails, because containers have no folder ` +
        `to start from. Write ${quoted(`/${path}`)}.`,
    );
  }
  const key = trimEndOf(path, '/') || '/';
  const first = firstAt.get(key);
  if (first === undefined) {
    firstAt.set(key, place);
  } else {
    report(
      'mount-path-duplicate',
      place,
      `Another mount is already at ${quoted(path)}: the server stores both, and the launch fails. Give each its own path.`,
      { related: [{ span: first.span, message: 'The other mount is here.' }] },
    );
  }
}

function startsWithTemplate(path: string, templates: CommandTemplates): boolean {
  const { keys, jsonPath } = templates.scan(path);
  return jsonPath?.start === 0 || keys.some(({ start }) => start === 0);
}

/** The mounts that are referred to, and those that a mistyped reference seems to mean. */
function usedMounts(command: LocatedCommand): ReadonlySet<string | undefined> {
  const mounts = new Set(command.mounts.map(({ value }) => value.name));
  const nearest = createNearest(mounts);
  const used = new Set<string | undefined>();
  const use = (name: string | undefined): void => {
    if (name !== undefined) used.add(mounts.has(name) ? name : nearest(name));
  };
  for (const { value } of command.outputs) use(value.mount);
  for (const wrapper of command.wrappers) {
    for (const { value } of wrapper.inputs) use(value.providesFilesForCommandMount);
  }
  return used;
}
