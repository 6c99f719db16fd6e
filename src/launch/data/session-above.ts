import { posix } from 'node:path';
import type { DraftObject } from './draft-object';
import { textIn } from './draft-object';
import type { FolderReader } from './folder-reader';
import { indexAssessor, indexScan, indexSession, readSessionFolder } from './index-session';
import { scanIdOf, scanIds } from './scan-ids';

/** What a folder tells of its object. */
export interface FoundFolder {
  readonly part: DraftObject;
  /** The session that a scan or an assessor lies in, where the folders above it tell. */
  readonly session?: { readonly path: string; readonly draft: DraftObject } | undefined;
}

/**
 * A scan's folder, with what the session's document knows of it where there is a session around it.
 *
 * @param above reads the session, whose files are none of the scan's
 */
export async function indexScanFolder(path: string, reader: FolderReader, above: FolderReader): Promise<FoundFolder> {
  const folder = posix.basename(path);
  const session = sessionPathAbove(path, 'scans');
  if (session === undefined) {
    return { part: await indexScan(path, scanIdOf(folder), undefined, undefined, reader) };
  }
  const document = await readSessionFolder(session, above);
  const { folders } = await above.list(posix.dirname(path));
  const id = scanIds(folders, [...(document?.scans.keys() ?? [])]).get(folder) ?? scanIdOf(folder);
  return withSession(await indexScan(path, id, undefined, document, reader), session, above);
}

/** As `indexScanFolder`, of an assessor. */
export async function indexAssessorFolder(
  path: string,
  reader: FolderReader,
  above: FolderReader,
): Promise<FoundFolder> {
  const part = await indexAssessor(path, undefined, reader);
  const session = sessionPathAbove(path, 'assessors');
  return session === undefined ? { part } : withSession(part, session, above);
}

/**
 * The path of the session around a folder, where the folders above it are named as an archive or a download names them:
 * `<session>/SCANS/<scan>` and `<session>/ASSESSORS/<assessor>`.
 */
function sessionPathAbove(path: string, list: 'scans' | 'assessors'): string | undefined {
  const holder = posix.dirname(path);
  const session = posix.dirname(holder);
  return posix.basename(holder).toLowerCase() === list && posix.basename(session) !== '' ? session : undefined;
}

async function withSession(part: DraftObject, path: string, above: FolderReader): Promise<FoundFolder> {
  const draft = await indexSession(path, above);
  const ids = { 'session-id': textIn(draft, 'id'), 'project-id': textIn(draft, 'project-id') };
  return { part: { ...ids, ...part }, session: { path, draft } };
}
