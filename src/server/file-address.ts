import { fileURLToPath } from 'node:url';

/** The path of a file on disk; undefined for what is elsewhere, or has no file yet. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
