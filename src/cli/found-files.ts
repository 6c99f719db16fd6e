import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDockerfileName } from '../command/label/dockerfile-name';
import { readStandardInput, readWhole } from './read-whole';
import { describeUnreadable } from './unreadable';

/** A file that may hold Commands. */
export interface FoundFile {
  /** As the person named it, or below a folder they named; `-` is standard input. */
  readonly path: string;
  /** `named`: it is to be taken as a Command whatever is in it. `found`: in a folder, where other files stand too. */
  readonly how: 'named' | 'found';
  /** `stream`: standard input, or a pipe or device that was named, which has no size and may be read once. */
  readonly kind: 'file' | 'stream';
  /** What is in it, where that was read already. */
  readonly bytes?: Uint8Array;
}

/** Something a person named that cannot be read; the message says what and why in a sentence. */
export class UnreadableError extends Error {}

const NOT_ENTERED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The files that a person named, and those in folders they named that may hold Commands by their names.
 *
 * @param onUnreadable told of each path that cannot be read, in a sentence; the others are found all the same
 */
export function findFiles(paths: readonly string[], onUnreadable: (sentence: string) => void): readonly FoundFile[] {
  const files: FoundFile[] = [];
  for (const path of paths) {
    orTell(onUnreadable, () => {
      const status = path === '-' ? undefined : orUnreadable(path, () => statSync(path));
      if (status?.isDirectory() === true) addFolder(path, files, onUnreadable);
      else files.push({ path, how: 'named', kind: status?.isFile() === true ? 'file' : 'stream' });
    });
  }
  return files;
}

function addFolder(folder: string, files: FoundFile[], onUnreadable: (sentence: string) => void): void {
  const entries = orUnreadable(folder, () => readdirSync(folder, { withFileTypes: true }));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) {
      orTell(onUnreadable, () => addFolder(path, files, onUnreadable));
    } else if (entry.isFile() && (path.endsWith('.json') || isDockerfile(path))) {
      files.push({ path, how: 'found', kind: 'file' });
    }
  }
}

export const isDockerfile = (path: string): boolean => isDockerfileName(basename(path));

/**
 * Files are read one by one, as they are checked: waiting for each of thousands would take longer than the reading.
 *
 * @throws UnreadableError
 */
export const readBytes = ({ path, bytes }: FoundFile): Uint8Array =>
  bytes ?? orUnreadable(path, () => readFileSync(path));

/** Reads the streams among the files: here, where they are, and once. One that cannot be read is told, and left out. */
export async function withStreamsRead(
  files: readonly FoundFile[],
  onUnreadable: (sentence: string) => void,
): Promise<readonly FoundFile[]> {
  if (files.every(({ kind }) => kind === 'file')) return files;
  const read: FoundFile[] = [];
  let standardInput: Promise<Uint8Array> | undefined;
  for (const file of files) {
    if (file.kind === 'file') {
      read.push(file);
      continue;
    }
    try {
      const bytes = await (file.path === '-' ? (standardInput ??= readStandardInput()) : readWhole(file.path));
      read.push({ ...file, bytes });
    } catch (error) {
      onUnreadable(describeUnreadable(file.path, error));
    }
  }
  return read;
}

/** Does something that may come upon what cannot be read, which is told. */
export function orTell<T>(onUnreadable: (sentence: string) => void, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    onUnreadable(error.message);
    return undefined;
  }
}

function orUnreadable<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw new UnreadableError(describeUnreadable(path, error));
  }
}
