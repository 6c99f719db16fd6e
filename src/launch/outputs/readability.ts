import { lstat } from 'node:fs/promises';

/**
 * Says why a file or folder cannot be read, as the end of a sentence: containers that run as root leave files that nobody
 * else may read.
 */
export async function whyUnreadable(path: string, error: unknown): Promise<string> {
  const code = codeOf(error);
  if (code === 'ENOENT') return 'it is gone';
  if (code !== 'EACCES' && code !== 'EPERM') return error instanceof Error ? error.message : String(error);
  const owner = (await lstat(path).catch(() => undefined))?.uid;
  if (owner === undefined) return 'the folder it is in may not be read by you';
  return owner === 0
    ? 'it belongs to root, as whom the container ran, and may not be read by others'
    : `it belongs to user ${owner}, as whom the container ran, and may not be read by others`;
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
