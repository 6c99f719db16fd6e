import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readRecord } from './history/run-record';
import { makeFolder } from './make-folder';
import { RECORD_FILE, type RunFolder } from './run-folder-names';

/** So many runs keep their folders. */
const KEPT_RUNS = 20;

/**
 * Makes the folder of a run, and removes those of all but the last twenty runs, as far as they can be removed. One that goes
 * on, perhaps in another window, keeps its folder however old it is.
 *
 * @throws the file system's error when the folder cannot be made
 */
export async function makeRunFolder({ path, buildPath, logs }: RunFolder): Promise<void> {
  await makeFolder(buildPath);
  await makeFolder(logs);
  const runs = dirname(path);
  const ages = await Promise.all(
    (await readdir(runs)).map(async (name) => ({ name, made: (await stat(join(runs, name))).mtimeMs })),
  ).catch(() => []);
  const others = ages
    .map(({ name, made }) => ({ folder: join(runs, name), made }))
    .filter((each) => each.folder !== path);
  const old = others.toSorted((a, b) => b.made - a.made).slice(KEPT_RUNS - 1);
  await Promise.allSettled(
    old.map(async ({ folder }) => {
      if (!(await goesOn(folder))) await rm(folder, { recursive: true, force: true });
    }),
  );
}

async function goesOn(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, RECORD_FILE), 'utf8').catch(() => '');
  const record = readRecord(text);
  return record !== undefined && record.report === undefined;
}
