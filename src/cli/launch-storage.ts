import { constants, existsSync } from 'node:fs';
import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { makeFolder } from '../launch/make-folder';
import { runsFolder } from '../launch/run-folder-names';
import { whyUnwritable } from './unwritable';

/** Where launches make their folders, or a sentence that says why they cannot. */
export type LaunchStorage =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string };

/** @param keep the folder a person named; without one a new folder for temporary files is made */
export async function makeStorage(keep: string | undefined): Promise<LaunchStorage> {
  if (keep === undefined) return temporaryStorage();
  const path = resolvePath(keep);
  const runs = runsFolder(path);
  try {
    await makeFolder(runs);
    await access(runs, constants.W_OK);
    return { ok: true, path };
  } catch (error) {
    return { ok: false, message: `The folder ${runs} of --keep cannot be made: ${whyUnwritable(error)}.` };
  }
}

async function temporaryStorage(): Promise<LaunchStorage> {
  try {
    return { ok: true, path: await mkdtemp(join(tmpdir(), 'xnat-command-')) };
  } catch (error) {
    const advice = 'Set TMPDIR to a folder that you may write to.';
    const why = existsSync(tmpdir()) ? whyUnwritable(error) : 'there is no such folder';
    return { ok: false, message: `No folder for temporary files can be made in ${tmpdir()}: ${why}. ${advice}` };
  }
}
