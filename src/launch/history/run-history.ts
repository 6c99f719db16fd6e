import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFolder } from '../run-folder-names';
import { readRecord, type RunRecord } from './run-record';

/** The records of runs on disk, each in the folder of its run. */
export interface RunHistory {
  /** Newest first. What cannot be read is left out. */
  list(): Promise<readonly RunRecord[]>;
  /** Writes a record in one go, so that a crash leaves the one before. Rejects with the file system's error. */
  write(record: RunRecord): Promise<void>;
  /** Removes the folder of a run with all it holds. Rejects with the file system's error. */
  remove(run: string): Promise<void>;
}

/** @param storage the folder that holds the runs of this machine */
export function openHistory(storage: string): RunHistory {
  const runs = join(storage, 'runs');
  return {
    async list() {
      const names = await readdir(runs).catch(() => []);
      const records = await Promise.all(
        names.map(async (name) => {
          const text = await readFile(runFolder(storage, name).recordFile, 'utf8').catch(() => undefined);
          const record = text === undefined ? undefined : readRecord(text);
          // A folder that was copied or renamed is not the run's any more.
          return record?.run === name ? record : undefined;
        }),
      );
      return records.filter((record) => record !== undefined).sort((a, b) => b.started.localeCompare(a.started));
    },
    async write(record) {
      const { recordFile } = runFolder(storage, record.run);
      await writeFile(`${recordFile}.new`, `${JSON.stringify(record, null, 2)}\n`);
      await rename(`${recordFile}.new`, recordFile);
    },
    remove: (run) => rm(runFolder(storage, run).path, { recursive: true, force: true }),
  };
}
