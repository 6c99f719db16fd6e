import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** Where one run keeps what it leaves: its log and the folders it mounted. Values of secrets are in neither. */
export interface RunFolder {
  /** Names the run; also on its container. */
  readonly run: string;
  readonly path: string;
  /** Holds the folders that the launch makes, outputs among them. */
  readonly buildPath: string;
  /** Holds what each step wrote. */
  readonly logs: string;
  /** What is known of the run. */
  readonly recordFile: string;
}

/** Of a run, in its folder. */
export const RECORD_FILE = 'run.json';

/** Names the folder of a new run below the extension's own storage. Nothing is made yet. */
export const nameRunFolder = (storage: string): RunFolder => runFolder(storage, randomUUID());

/** Holds the folders of runs. */
export const runsFolder = (storage: string): string => join(storage, 'runs');

/** The folder of a run by its name. */
export function runFolder(storage: string, run: string): RunFolder {
  const path = join(runsFolder(storage), run);
  return { run, path, buildPath: join(path, 'build'), logs: join(path, 'logs'), recordFile: join(path, RECORD_FILE) };
}
