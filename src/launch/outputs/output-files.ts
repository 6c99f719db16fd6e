import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { whyUnreadable } from './readability';

/** What is at a path, as the service would see it after the containers have ended. */
export type PathEntry =
  | { readonly kind: 'file'; readonly size: number }
  | { readonly kind: 'directory' }
  /** Nothing; `link` is the target of a link that leads nowhere, or to a place that is another one on the server. */
  | { readonly kind: 'missing'; readonly link: string | undefined };

/** The names in a folder, or why they cannot be read: the end of a sentence. */
export type FolderListing =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** The files that containers have left. Paths are absolute. */
export interface OutputFiles {
  /** @param root links that lead out of it are taken to lead nowhere */
  entry(path: string, root: string): Promise<PathEntry>;
  list(path: string): Promise<FolderListing>;
}

/** The files of this machine. */
export const nodeOutputFiles: OutputFiles = {
  async entry(path, root) {
    const found = await lstat(path).catch(() => undefined);
    if (found === undefined) return { kind: 'missing', link: undefined };
    if (!found.isSymbolicLink()) return entryOf(found);
    const link = await readlink(path).catch(() => '');
    const target = resolve(dirname(path), link);
    const isWithin = !link.startsWith('/') && !relative(root, target).split(sep).includes('..');
    const reached = isWithin ? await stat(path).catch(() => undefined) : undefined;
    return reached === undefined ? { kind: 'missing', link } : entryOf(reached);
  },
  async list(path) {
    try {
      const names = await readdir(join(path));
      return { kind: 'names', names: names.sort() };
    } catch (error) {
      return { kind: 'unreadable', reason: await whyUnreadable(path, error) };
    }
  },
};

const entryOf = (found: { isDirectory(): boolean; readonly size: number }): PathEntry =>
  found.isDirectory() ? { kind: 'directory' } : { kind: 'file', size: found.size };
