import { indexFolder } from './index-folder';
import type { IndexedFolder } from './index-folder';

/** Indexes folders, as `indexFolder` does. */
export type FolderIndexer = typeof indexFolder;

/**
 * Reads each folder once and hands the result out again, for who resolves one launch time and again. What changes on disk
 * in between is not seen.
 */
export function createFolderCache(index: FolderIndexer = indexFolder): FolderIndexer {
  const known = new Map<string, Promise<IndexedFolder | undefined>>();
  return async (folder, type, overrides, options) => {
    const key = JSON.stringify([folder, type, overrides, options.viewFolder]);
    for (;;) {
      const earlier = known.get(key);
      const reading = earlier ?? index(folder, type, overrides, options);
      known.set(key, reading);
      try {
        return await reading;
      } catch (error) {
        if (known.get(key) === reading) known.delete(key);
        // A reading that somebody else gave up is begun anew; one's own failure is one's own.
        if (earlier === undefined) throw error;
        options.signal.throwIfAborted();
      }
    }
  };
}
