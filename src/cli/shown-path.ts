import { relative } from 'node:path';

/** A path as a person looks it up: from the folder they are in, where it lies below that. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : near;
}
