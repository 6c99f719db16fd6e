import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What the server's own code said about many Commands, and real Commands: given beside the checkout, not part of it. */
const FOLDER = resolve(process.env.XNAT_COMMANDS_SHARED ?? join(import.meta.dirname, '../../../shared'));

/** Skips the suite, with a line that says why, where the data are not there. To be called first in a suite. */
export function needsSharedData(): void {
  before(function () {
    if (existsSync(FOLDER)) return;
    console.log(`    skipped: no data at ${FOLDER}; set XNAT_COMMANDS_SHARED to where they are`);
    this.skip();
  });
}

/** The text of one of the data files, such as `cases/validate.jsonl`. */
export function readShared(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

/** The names of the files in one of the folders, such as `corpus/commands`. */
export function listShared(folder: string): readonly string[] {
  return readdirSync(join(FOLDER, folder)).sort();
}

/** The objects of a file with one on each line. */
export function readSharedLines(path: string): readonly unknown[] {
  const lines = readShared(path).split('\n');
  return lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
}
