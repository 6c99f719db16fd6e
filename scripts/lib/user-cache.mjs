// @ts-check
// Where what outlives a run is kept, for each person: an editor's profile, a downloaded VS Code.
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of ours in the person's cache; not made.
 * @param {...string} parts
 */
export const userCache = (...parts) =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'xnat-commands', ...parts);
