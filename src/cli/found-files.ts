import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDockerfileName } from '../command/label/dockerfile-name';
import { describeUnreadable } from './unreadable';

/** A file that may hold Commands. */
export interface FoundFile {
  /** As the person named it, or below a folder they named; `-` is standard input. */
  readonly path: string;
  /** `named`: it is to be taken as a Command whatever is in it. `found`: in a folder, where other files stand too. */
  readonly how: 'named' | 'found';
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
      if (path !== '-' && isFolder(path)) addFolder(path, files, onUnreadable);
      else files.push({ path, how: 'named' });
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
      files.push({ path, how: 'found' });
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

const isFolder = (path: string) => orUnreadable(path, () => statSync(path).isDirectory());

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
