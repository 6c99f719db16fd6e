/** What a full disk is called. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Why a file could not be read or written, as the second part of a sentence. */
export function describeFileFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) return 'the disk is full. Free some space and launch again.';
  const said = error instanceof Error ? error.message : String(error);
  return said.endsWith('.') ? said : `${said}.`;
}
