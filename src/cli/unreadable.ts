/** Why a file or a folder cannot be read, in a sentence with its path as a person knows it. */
export function describeUnreadable(path: string, error: unknown): string {
  return `${path} cannot be read: ${reasonOf(error)}.`;
}

function reasonOf(error: unknown): string {
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
