/** Where the service looks for an output. */
export type UploadPath =
  /** The whole mount, or something in it. */
  | { readonly kind: 'within'; readonly path: string }
  /** A path of the server's own disk: an absolute one, or one that climbs out of the mount. */
  | { readonly kind: 'elsewhere'; readonly path: string; readonly why: 'absolute' | 'climbs out' }
  /** It climbs above the root of the disk, which the service cannot bear. */
  | { readonly kind: 'none' };

/**
 * Joins a mount's folder and the path of an output as the service does, with `FilenameUtils.concat` of Commons IO: an absolute
 * path takes the place of the folder, `.` and `..` are resolved, and a backslash parts names too.
 *
 * @param base the folder or file on disk that the mount stands for
 */
export function uploadPath(base: string, path: string | undefined): UploadPath {
  if (path === undefined || path.trim() === '') return { kind: 'within', path: base };
  const parts = path.replaceAll('\\', '/');
  if (parts.startsWith('/') || parts.startsWith('~')) {
    const absolute = normalise(parts);
    return absolute === undefined ? { kind: 'none' } : { kind: 'elsewhere', path: absolute, why: 'absolute' };
  }
  const root = trimEnd(base.replaceAll('\\', '/'));
  const joined = normalise(`${root}/${parts}`);
  if (joined === undefined) return { kind: 'none' };
  if (joined === root || joined.startsWith(`${root}/`)) return { kind: 'within', path: joined };
  return { kind: 'elsewhere', path: joined, why: 'climbs out' };
}

/** @returns undefined when the path climbs above its root */
function normalise(path: string): string | undefined {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return `${path.startsWith('/') ? '/' : ''}${names.join('/')}`;
}

const trimEnd = (path: string) => path.replace(/\/+$/, '');
