import { constants } from 'node:fs';
import { copyFile, cp, link, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveLink } from './data/folder-reader';
import type { ResolvedMount } from '../resolution/resolved-launch';

/** A sentence that says which mount could not be prepared, and why; `cancelled` when the signal fired. */
export type StagingOutcome =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'cancelled' | 'failed'; readonly message: string };

/**
 * Prepares the files of a container's mounts, one after the other: new folders are made, and what the container may write
 * to is copied; where the file system can, copies share their data with the original until they are changed.
 *
 * Files of the archive must be there already. The Container Service mounts an empty folder in place of a missing one, but
 * here that would put a folder among a person's data.
 */
export async function stageMounts(mounts: readonly ResolvedMount[], signal: AbortSignal): Promise<StagingOutcome> {
  for (const mount of mounts) {
    try {
      const fault = await stageMount(mount, signal);
      if (fault !== undefined) return { ok: false, reason: 'failed', message: fault };
    } catch (error) {
      if (signal.aborted) return { ok: false, reason: 'cancelled', message: 'Cancelled.' };
      const reason = error instanceof Error ? error.message : String(error);
      return { ok: false, reason: 'failed', message: `The mount “${mount.name}” cannot be prepared: ${reason}` };
    }
  }
  return { ok: true };
}

/** @returns a sentence when something is missing */
async function stageMount({ name, xnatPath, source }: ResolvedMount, signal: AbortSignal): Promise<string | undefined> {
  signal.throwIfAborted();
  switch (source.kind) {
    case 'new':
    case 'setup':
      await mkdir(xnatPath, { recursive: true });
      return undefined;
    case 'archive':
      return await whyMissing(name, xnatPath, source.entry);
    case 'copy': {
      const fault = await whyMissing(name, source.from, source.entry);
      if (fault === undefined) await copy(source.from, source.to, source.entry, signal);
      return fault;
    }
    case 'mount':
      return undefined;
  }
}

async function whyMissing(name: string, path: string, entry: 'directory' | 'file'): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (entry === 'file' ? found?.isFile() : found?.isDirectory()) return undefined;
  const kind = entry === 'file' ? 'file' : 'folder';
  return `The ${kind} ${path} for the mount “${name}” is not there. Correct the path, or choose other data.`;
}

async function copy(from: string, to: string, entry: 'directory' | 'file', signal: AbortSignal): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  if (entry === 'file') return copyFile(from, to, constants.COPYFILE_FICLONE);
  const filter = () => {
    signal.throwIfAborted();
    return true;
  };
  return cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE, preserveTimestamps: true, filter });
}

/**
 * Lays data out as the archive has them, for data that lie otherwise: hard links where the file system can, else copies.
 *
 * @throws the file system's error, or the signal's reason once it is aborted
 */
export async function layOutArchive(links: readonly ArchiveLink[], signal: AbortSignal): Promise<void> {
  for (const { from, at } of links) await layOut(from, at, signal);
}

async function layOut(from: string, at: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if ((await stat(from)).isDirectory()) {
    await mkdir(at, { recursive: true });
    for (const name of await readdir(from)) await layOut(join(from, name), join(at, name), signal);
    return;
  }
  await mkdir(dirname(at), { recursive: true });
  await link(from, at).catch(() => copyFile(from, at, constants.COPYFILE_FICLONE));
}
