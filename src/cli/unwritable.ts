/** Why something cannot be written, as the second part of a sentence without its full stop. */
export function whyUnwritable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you may not write there';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file is in its place, or in that of a folder above it';
    case 'ENOENT':
      return 'nothing can be made there';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
