/** Why a file or a folder cannot be read, in a sentence with its path as a person knows it. */
export function describeUnreadable(path: string, error: unknown): string {
  return `${path} cannot be read: ${whyUnreadable(error)}.`;
}

/** The same without the path, as the second part of a sentence without its full stop. */
export function whyUnreadable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder, and a file is needed';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
