import { posix } from 'node:path';
import type { XnatObjectType } from '../../command/model/xnat-objects';
import type { XnatObject } from '../../resolution/xnat-object';
import { completeObject, NO_SURROUNDINGS } from './complete-object';
import type { IndexOptions } from './data-files';
import type { DraftObject } from './draft-object';
import { present, textIn } from './draft-object';
import type { ArchiveLink } from './folder-reader';
import { FolderReader } from './folder-reader';
import { ARCHIVE_FOLDER, indexProject, indexSubject } from './index-project';
import { indexResource } from './index-resources';
import { indexAssessor, indexSession } from './index-session';
import { indexAssessorFolder, indexScanFolder, type FoundFolder } from './session-above';

/** What a folder stands for. */
export interface IndexedFolder {
  readonly object: XnatObject;
  /** Objects that hold it: its project and subject. */
  readonly around: readonly XnatObject[];
  /** Where data that do not look like the archive are to be laid out as it is, before anything of them is mounted. */
  readonly links: readonly ArchiveLink[];
  /** How many files there are. */
  readonly files: number;
  /** What was made up, a sentence each. */
  readonly notes: readonly string[];
}

/** Stand-ins where the folder does not say what it is of. */
const PROJECT = 'LOCAL';
const SUBJECT = 'LOCAL_S00001';
const SESSION = 'LOCAL_E00001';

/**
 * Takes a folder for an object of the archive: an archive tree, XNAT's download, a project with subjects and sessions, or a
 * plain folder of files as one resource.
 *
 * @param folder an absolute path.
 * @param overrides properties that the folder cannot tell, or tells wrongly.
 * @returns undefined where a folder cannot stand for an object of this type, or an override is of the wrong kind.
 * @throws the signal's reason once it is aborted.
 */
export async function indexFolder(
  folder: string,
  type: XnatObjectType,
  overrides: DraftObject,
  options: IndexOptions,
): Promise<IndexedFolder | undefined> {
  // The parser is loaded only where there are data to read.
  const { readDicomHeader } = await import('./dicom-header');
  const reader = new FolderReader(options, readDicomHeader);
  const above = new FolderReader(options, readDicomHeader);
  const path = folder.replace(/(?<=.)\/+$/, '');
  const found = await draftOf(path, type, reader, above);
  if (found === undefined) return undefined;
  const known: DraftObject = { ...found.part, ...overrides };
  const session = surroundingSession(found, known);
  const projectId = session?.draft['project-id'] ?? known['project-id'];
  const { draft, notes } = withStandIns(path, type, present({ ...known, 'project-id': projectId }));
  return completed(type, draft, session?.draft, {
    links: [...reader.links, ...(session === undefined ? [] : above.links)],
    files: reader.found,
    notes: [...(session?.notes ?? []), ...notes, ...reader.notes, ...(session === undefined ? [] : above.notes)],
  });
}

/** Fills in an object and those that hold it; undefined where a value of the object is of the wrong kind. */
function completed(
  type: XnatObjectType,
  draft: DraftObject,
  session: DraftObject | undefined,
  told: Pick<IndexedFolder, 'links' | 'files' | 'notes'>,
): IndexedFolder | undefined {
  const sessionId = textIn(draft, 'session-id');
  const uri = sessionId === undefined ? undefined : `/archive/experiments/${sessionId}`;
  let number = 0;
  const nextNumber = (): number => ++number;
  const surroundings = { ...NO_SURROUNDINGS, projectId: textIn(draft, 'project-id'), uri };
  const object = completeObject(draft, type, surroundings, nextNumber);
  if (object === undefined) return undefined;
  const around = session && completeObject(session, 'Session', NO_SURROUNDINGS, nextNumber);
  const holders = type === 'Project' ? [] : holdersOf({ 'subject-id': session?.['subject-id'], ...draft }, nextNumber);
  return { object, around: around === undefined ? holders : [around, ...holders], ...told };
}

/** The session around a part of one, in the project that is named for the part; none where the part is said to be of another. */
function surroundingSession({ session }: FoundFolder, part: DraftObject): StandInDraft | undefined {
  if (session === undefined || textIn(part, 'session-id') !== textIn(session.draft, 'id')) return undefined;
  const named = { 'project-id': part['project-id'], 'subject-id': part['subject-id'] };
  return withStandIns(session.path, 'Session', { ...session.draft, ...present(named) });
}

async function draftOf(
  path: string,
  type: XnatObjectType,
  reader: FolderReader,
  above: FolderReader,
): Promise<FoundFolder | undefined> {
  switch (type) {
    case 'Project':
      return { part: await indexProject(path, reader) };
    case 'Subject':
      return { part: await indexSubject(path, reader) };
    case 'Session':
      return { part: await indexSession(path, reader) };
    case 'Scan':
      return indexScanFolder(path, reader, above);
    case 'Assessor':
      return indexAssessorFolder(path, reader, above);
    case 'ProjectAsset':
    case 'SubjectAssessor':
      return { part: await indexAssessor(path, undefined, reader) };
    case 'Resource':
      return { part: await indexResource(path, posix.basename(path), reader) };
    case 'File':
      return undefined;
  }
}

/** What is known of an object, and a sentence for each id that was made up. */
interface StandInDraft {
  readonly draft: DraftObject;
  readonly notes: readonly string[];
}

/** Ids of what lies around, as far as an object of the type has them and the folder does not tell. */
function withStandIns(path: string, type: XnatObjectType, known: DraftObject): StandInDraft {
  if (type === 'Project' || type === 'Resource') return { draft: known, notes: [] };
  // An archive keeps sessions in <project>/arc001/<session>.
  const parent = posix.dirname(path);
  const project = ARCHIVE_FOLDER.test(posix.basename(parent)) ? posix.basename(posix.dirname(parent)) : undefined;
  const draft: Record<string, DraftObject[string]> = { 'project-id': project, ...known };
  const notes: string[] = [];
  const standIn = (property: string, kind: string, id: string): void => {
    if (draft[property] !== undefined) return;
    draft[property] = id;
    notes.push(`The folder does not say what ${kind} it is of: "${id}" stands in.`);
  };
  standIn('project-id', 'project', PROJECT);
  if (type === 'Session' || type === 'SubjectAssessor') standIn('subject-id', 'subject', SUBJECT);
  if (type === 'Scan' || type === 'Assessor') standIn('session-id', 'session', SESSION);
  return { draft, notes };
}

/** The project, subject and session that an object's ids name. */
function holdersOf(draft: DraftObject, nextNumber: () => number): readonly XnatObject[] {
  const projectId = textIn(draft, 'project-id');
  const subjectId = textIn(draft, 'subject-id');
  const surroundings = { ...NO_SURROUNDINGS, projectId, subjectId };
  const holders: readonly (readonly [XnatObjectType, string | undefined])[] = [
    ['Project', projectId],
    ['Subject', subjectId],
    ['Session', textIn(draft, 'session-id')],
  ];
  return holders.flatMap(([type, id]) => {
    const holder = id === undefined ? undefined : completeObject({ id }, type, surroundings, nextNumber);
    return holder === undefined ? [] : [holder];
  });
}
