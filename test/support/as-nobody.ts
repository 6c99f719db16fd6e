import { chmod } from 'node:fs/promises';

/**
 * Does something as somebody who may not read everything: root may, so that it acts as the user `nobody`, from within a
 * folder that this user may enter. Paths of what is done are to be relative to the folder.
 */
export async function asNobody<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) await chmod(folder, 0o755);
  process.chdir(folder);
  if (isRoot) process.seteuid?.('nobody');
  try {
    return await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
    process.chdir(before);
  }
}
