import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { decodeBody } from '../command/document/decode-body';
import { LAUNCH_FILE_ENDING } from '../launch-file/launch-file';
import { launchFileOf } from './launch-options';
import type { LaunchToRun } from './launch-run';
import { describeUnreadable } from './unreadable';
import { UsageError } from './usage-error';

const NOT_ENTERED: ReadonlySet<string> = new Set(['node_modules', '.git']);

export interface FoundLaunches {
  readonly launches: readonly LaunchToRun[];
  /** How many could not be read, each of which was told. */
  readonly unreadable: number;
}

/** The launch files a person named; in a folder those that expect something, and how many do not is told. */
export function launchFilesIn(paths: readonly string[], tell: (sentence: string) => void): FoundLaunches {
  const launches: LaunchToRun[] = [];
  let [unreadable, plain] = [0, 0];
  const readable = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      unreadable++;
      tell(error.message);
      return undefined;
    }
  };
  for (const path of paths) {
    const isFolder = readable(() => isFolderAt(path));
    if (isFolder === undefined) continue;
    for (const file of isFolder ? inFolder(path) : [path]) {
      const found = readable(() => launchAt(file));
      if (found === undefined) continue;
      if (isFolder && found.file.expect === undefined) plain++;
      else launches.push(found);
    }
  }
  if (plain > 0)
    tell(`Left out ${plain === 1 ? '1 launch file that expects' : `${plain} launch files that expect`} nothing.`);
  return { launches, unreadable };
}

function launchAt(path: string): LaunchToRun {
  const text = readFileAt(path);
  return { path, base: dirname(resolvePath(path)), file: launchFileOf(text, path), text };
}

function inFolder(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_ENTERED.has(entry.name) ? [] : inFolder(path);
    return entry.isFile() && entry.name.endsWith(LAUNCH_FILE_ENDING) ? [path] : [];
  });
}

const isFolderAt = (path: string) => orUnreadable(path, () => statSync(path).isDirectory());
const readFileAt = (path: string) => orUnreadable(path, () => decodeBody(readFileSync(path)).text);

function orUnreadable<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw new UsageError(describeUnreadable(path, error));
  }
}
