import { stat } from 'node:fs';
import type { Stats } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { posix, sep } from 'node:path';
import type { DataEntry, DataFiles, UnreadableFolder } from './data-files';

/** Files asked for at once: more of them bring no speed, and too many run out of handles. */
const AT_ONCE = 64;

/** Data on this machine's disks. */
export const nodeDataFiles: DataFiles = {
  isFolder: async (path) => (await statusOf(path))?.isDirectory() === true,
  list: async (folder, signal) => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(emptyOrUnreadable);
    if ('unreadable' in entries) return entries;
    const found: DataEntry[] = [];
    for (let start = 0; start < entries.length; start += AT_ONCE) {
      signal.throwIfAborted();
      const batch = entries.slice(start, start + AT_ONCE).map(async (entry): Promise<DataEntry | undefined> => {
        return entry.isDirectory()
          ? { kind: 'folder' as const, name: entry.name }
          : describe(folder, entry.name, entry.isSymbolicLink() ? 'link' : 'file');
      });
      for (const entry of await Promise.all(batch)) if (entry !== undefined) found.push(entry);
    }
    return found;
  },
  readStart: async (file, length) => {
    try {
      const handle = await open(file, 'r');
      try {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    } catch {
      return undefined;
    }
  },
};

function emptyOrUnreadable(error: NodeJS.ErrnoException): [] | UnreadableFolder {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return [];
    case 'EACCES':
    case 'EPERM':
      return { unreadable: 'permission denied' };
    default:
      return { unreadable: error.message };
  }
}

async function describe(folder: string, name: string, kind: 'file' | 'link'): Promise<DataEntry | undefined> {
  const path = posix.join(folder, name);
  const status = await statusOf(path);
  if (status?.isFile()) return { kind: 'file', name, size: status.size };
  // A link to a folder around it would lead round in circles.
  if (kind === 'file' || !status?.isDirectory() || (await leadsUp(folder, path))) return undefined;
  return { kind: 'folder', name };
}

/** Of a link, what it leads to. Called for every file there is, so by the quickest way. */
function statusOf(path: string): Promise<Stats | undefined> {
  return new Promise((done) => stat(path, (error, status) => done(error === null ? status : undefined)));
}

async function leadsUp(folder: string, link: string): Promise<boolean> {
  const [from, to] = await Promise.all([realpath(folder), realpath(link)]);
  return from === to || from.startsWith(to.endsWith(sep) ? to : to + sep);
}
