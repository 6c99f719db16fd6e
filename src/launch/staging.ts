import { constants } from 'node:fs';
import { copyFile, cp, link, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveLink } from './data/folder-reader';
import type { ResolvedMount } from '../resolution/resolved-launch';
import { describeFileFault } from './file-fault';

/** A sentence that says what could not be prepared, and why; `cancelled` when the signal fired. */
export type StagingOutcome =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'cancelled' | 'failed'; readonly message: string };

/** What a launch has to have in place before its containers are created. */
export interface StagingWork {
  /** Data to be laid out as in the archive. */
  readonly links: readonly ArchiveLink[];
  readonly mounts: readonly ResolvedMount[];
  /** Files given for inputs of type `file`, copied into mounts. */
  readonly files: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Makes ready all that containers mount: lays data out as in the archive where they lie otherwise, stages the mounts, and
 * copies the files that were given for inputs. Never rejects.
 */
export async function layOutAndStage(
  { links, mounts, files }: StagingWork,
  signal: AbortSignal,
): Promise<StagingOutcome> {
  try {
    const fault = await layOutArchive(links, signal);
    if (fault !== undefined) return { ok: false, reason: 'failed', message: fault };
  } catch (error) {
    return notStaged('The data cannot be laid out as in the archive', error, signal);
  }
  const staged = await stageMounts(mounts, signal);
  return staged.ok ? copyFiles(files, signal) : staged;
}

async function copyFiles(files: StagingWork['files'], signal: AbortSignal): Promise<StagingOutcome> {
  for (const { from, to } of files) {
    try {
      await mkdir(dirname(to), { recursive: true });
      await copyFile(from, to, constants.COPYFILE_FICLONE);
    } catch (error) {
      return notStaged(`The file ${from} cannot be copied into its mount`, error, signal);
    }
  }
  return { ok: true };
}

function notStaged(what: string, error: unknown, signal: AbortSignal): StagingOutcome {
  if (signal.aborted) return { ok: false, reason: 'cancelled', message: 'Cancelled.' };
  return { ok: false, reason: 'failed', message: `${what}: ${describeFileFault(error)}` };
}

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
      return notStaged(`The mount “${mount.name}” cannot be prepared`, error, signal);
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
 * @returns a sentence when the data cannot be laid out
 * @throws the file system's error, or the signal's reason once it is aborted
 */
async function layOutArchive(links: readonly ArchiveLink[], signal: AbortSignal): Promise<string | undefined> {
  // Two inputs may be given the same folder.
  const distinct = new Map(links.map((each) => [JSON.stringify([each.from, each.at]), each]));
  for (const { from, at } of distinct.values()) {
    const fault = await layOut(from, at, [], signal);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** @param above the real paths of the folders that are being laid out, the outermost first */
async function layOut(
  from: string,
  at: string,
  above: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  signal.throwIfAborted();
  // A hard link to a symbolic link would be one more symbolic link, which leads nowhere from its new place.
  const original = await realpath(from);
  if (!(await stat(original)).isDirectory()) {
    await mkdir(dirname(at), { recursive: true });
    return linkOrCopy(original, at);
  }
  if (above.includes(original)) {
    return `The folder ${from} is a link to ${original}, in which it lies itself. Remove the link, or choose other data.`;
  }
  await mkdir(at, { recursive: true });
  for (const name of await readdir(original)) {
    const fault = await layOut(join(from, name), join(at, name), [...above, original], signal);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What a file system answers that has no hard links, or none to this file. */
const NO_LINKS = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK', 'EACCES']);

/** Never writes to a file that is there already: it may be a hard link to somebody's original. */
async function linkOrCopy(from: string, at: string): Promise<string | undefined> {
  try {
    await link(from, at).catch((error: unknown) => {
      if (!NO_LINKS.has(codeOf(error))) throw error;
      return copyFile(from, at, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    });
    return undefined;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return `The file ${from} cannot be laid out as ${at}, where another file is already. Rename one of the two.`;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
