import { lstat, open, readdir, readlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { whyUnreadable } from '../outputs/readability';
import type { LeakNotes } from './leak-notes';
import { searchContent } from './search-content';

/** Bytes read from a file at once. */
const PIECE = 256 * 1024;

/** Searches everything below a folder; links are not followed, but their targets are searched as text. */
export async function searchFolder(
  folder: string,
  name: string,
  notes: LeakNotes,
  onProgress: () => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const shown = (entry: string) => (name === '' ? entry : `${name}/${entry}`);
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const place = name === '' ? '.' : name;
    notes.gap(notes.masked(place), await whyUnreadable(folder, error));
    return;
  }
  for (const entry of names) {
    signal.throwIfAborted();
    const path = shown(entry);
    notes.searchName({ kind: 'name', path: notes.masked(path), inside: [] }, Buffer.from(entry));
    const found = await lstat(join(folder, entry)).catch(() => undefined);
    if (found?.isDirectory()) await searchFolder(join(folder, entry), path, notes, onProgress, signal);
    else if (found?.isFile()) await searchFile(join(folder, entry), path, notes, onProgress, signal);
    else if (found?.isSymbolicLink()) {
      const target = await readlink(join(folder, entry)).catch(() => '');
      notes.searchName({ kind: 'name', path: notes.masked(path), inside: [] }, Buffer.from(target));
    }
  }
}

async function searchFile(
  file: string,
  path: string,
  notes: LeakNotes,
  onProgress: () => void,
  signal: AbortSignal,
): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(file);
  } catch (error) {
    notes.gap(notes.masked(path), await whyUnreadable(file, error));
    return;
  }
  try {
    const place = { path: notes.masked(path), inside: [] };
    await searchContent({ read: () => piecesOf(handle, onProgress, signal), file, name: path }, place, notes, signal);
  } catch (error) {
    signal.throwIfAborted();
    notes.gap(notes.masked(path), error instanceof Error ? error.message : String(error));
  } finally {
    await handle.close();
  }
}

/** The bytes of a file from its beginning. */
async function* piecesOf(
  handle: FileHandle,
  onProgress: () => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let position = 0; ;) {
    signal.throwIfAborted();
    // Not one for all: whoever unpacks may still be at the piece before.
    const buffer = Buffer.allocUnsafe(PIECE);
    const { bytesRead } = await handle.read(buffer, 0, PIECE, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
    onProgress();
  }
}
