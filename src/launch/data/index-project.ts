import { posix } from 'node:path';
import type { DraftObject } from './draft-object';
import { textIn } from './draft-object';
import type { FolderReader } from './folder-reader';
import { indexResource, indexResources } from './index-resources';
import { indexSession, looksLikeSession } from './index-session';

/** `arc001`: where an archive keeps the sessions of a project. */
export const ARCHIVE_FOLDER = /^arc\d+$/;
const MOST_NAMED = 8;

/**
 * A project's folder: as in the archive (`arc001/<session>`, `resources`, `subjects/<subject>/<resource>`), or with sessions
 * in it, or with folders of subjects that hold sessions.
 */
export async function indexProject(path: string, reader: FolderReader): Promise<DraftObject> {
  const { folders } = await reader.list(path);
  const archives = folders.filter((name) => ARCHIVE_FOLDER.test(name));
  const subjects = new Map<string, DraftObject>();
  const orphans: string[] = [];
  const addSession = (name: string, session: DraftObject): void => {
    const subject = textIn(session, 'subject-id');
    if (subject === undefined) orphans.push(name);
    const id = subject ?? name;
    const earlier = subjects.get(id);
    const sessions = (earlier?.sessions ?? []) as readonly DraftObject[];
    subjects.set(id, { ...earlier, id, sessions: [...sessions, session] });
  };
  for (const archive of archives) {
    for (const name of (await reader.list(posix.join(path, archive))).folders) {
      addSession(name, await indexSession(posix.join(path, archive, name), reader));
    }
  }
  for (const name of folders) {
    const folder = posix.join(path, name);
    if (archives.includes(name) || name === 'resources') continue;
    if (name === 'subjects' && archives.length > 0) {
      for (const id of (await reader.list(folder)).folders) {
        const resources = await indexResources(posix.join(folder, id), undefined, reader);
        subjects.set(id, { ...subjects.get(id), id, resources });
      }
    } else if (looksLikeSession(await reader.list(folder))) {
      addSession(name, await indexSession(folder, reader));
    } else if (await holdsSessions(folder, reader)) {
      subjects.set(name, await indexSubject(folder, reader));
    }
  }
  if (orphans.length > 0) {
    const names = `${orphans.slice(0, MOST_NAMED).join(', ')}${orphans.length > MOST_NAMED ? ', …' : ''}`;
    reader.notes.push(
      `Nothing says what subject a session is of: one of the same name stands in for that of ${names}.`,
    );
  }
  const [archive] = archives;
  return {
    id: posix.basename(path),
    directory: archive === undefined ? path : posix.join(path, archive),
    subjects: [...subjects.values()],
    resources: folders.includes('resources')
      ? await indexResources(posix.join(path, 'resources'), undefined, reader)
      : [],
  };
}

/** A subject's folder: sessions, and resources in `resources` or beside them. */
export async function indexSubject(path: string, reader: FolderReader): Promise<DraftObject> {
  const sessions: DraftObject[] = [];
  const resources: DraftObject[] = [];
  for (const name of (await reader.list(path)).folders) {
    const folder = posix.join(path, name);
    if (looksLikeSession(await reader.list(folder))) sessions.push(await indexSession(folder, reader));
    else if (name === 'resources') resources.push(...(await indexResources(folder, undefined, reader)));
    else resources.push(await indexResource(folder, name, reader));
  }
  return { id: posix.basename(path), sessions, resources };
}

async function holdsSessions(path: string, reader: FolderReader): Promise<boolean> {
  for (const name of (await reader.list(path)).folders) {
    if (looksLikeSession(await reader.list(posix.join(path, name)))) return true;
  }
  return false;
}
