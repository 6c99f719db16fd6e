import { posix } from 'node:path';
import type { DraftObject } from './draft-object';
import { present, textIn } from './draft-object';
import type { FolderReader, Listing } from './folder-reader';
import { headerOf, indexResource, indexResources } from './index-resources';
import { scanIds } from './scan-ids';
import { DOCUMENT_BYTES, readSessionDocument } from './session-document';
import type { SessionDocument } from './session-document';

export function looksLikeSession({ folders }: Listing): boolean {
  return folders.some((name) => /^(scans|assessors)$/i.test(name));
}

/**
 * A session's folder: as in the archive (`SCANS/<id>/<resource>`, `RESOURCES`, `ASSESSORS`), as XNAT's download gives it
 * (`scans/<id>-<type>/resources/<label>/files`), or plain files, which become one resource of the session.
 */
export async function indexSession(path: string, reader: FolderReader): Promise<DraftObject> {
  const name = posix.basename(path);
  const listing = await reader.list(path);
  const document = await readDocument(path, listing, reader);
  const [scansFolder, resourcesFolder, assessorsFolder] = ['scans', 'resources', 'assessors'].map((wanted) => {
    const folder = listing.folders.find((each) => each.toLowerCase() === wanted);
    return folder === undefined ? undefined : posix.join(path, folder);
  });
  // What does not look like the archive is laid out anew where it is mounted as a whole.
  const view = (await isDownload(scansFolder, reader)) ? posix.join(reader.options.viewFolder, name) : undefined;
  const below = (kind: string): string | undefined => (view === undefined ? undefined : posix.join(view, kind));
  const scans = scansFolder === undefined ? [] : await indexScans(scansFolder, below('SCANS'), document, reader);
  const resources =
    resourcesFolder !== undefined
      ? await indexResources(resourcesFolder, below('RESOURCES'), reader)
      : scansFolder === undefined && assessorsFolder === undefined
        ? [await indexResource(path, undefined, reader)]
        : [];
  return {
    xsiType: sessionType(scans),
    id: name,
    label: name,
    ...present(document?.session ?? {}),
    directory: view ?? path,
    scans,
    assessors: assessorsFolder === undefined ? [] : await indexAssessors(assessorsFolder, below('ASSESSORS'), reader),
    resources,
  };
}

/** What XNAT's own document in a session's folder says, where there is one. */
export async function readSessionFolder(path: string, reader: FolderReader): Promise<SessionDocument | undefined> {
  return readDocument(path, await reader.list(path), reader);
}

async function isDownload(scansFolder: string | undefined, reader: FolderReader): Promise<boolean> {
  const [first] = scansFolder === undefined ? [] : (await reader.list(scansFolder)).folders;
  if (scansFolder === undefined || first === undefined) return false;
  return (await reader.list(posix.join(scansFolder, first))).folders.includes('resources');
}

async function indexScans(
  path: string,
  target: string | undefined,
  document: SessionDocument | undefined,
  reader: FolderReader,
): Promise<readonly DraftObject[]> {
  const scans: DraftObject[] = [];
  const folders = (await reader.list(path)).folders.toSorted(byNumber);
  for (const [folder, id] of scanIds(folders, [...(document?.scans.keys() ?? [])])) {
    const place = target === undefined ? undefined : posix.join(target, id);
    scans.push(await indexScan(posix.join(path, folder), id, place, document, reader));
  }
  return scans;
}

async function indexAssessors(
  path: string,
  target: string | undefined,
  reader: FolderReader,
): Promise<readonly DraftObject[]> {
  const assessors: DraftObject[] = [];
  for (const label of (await reader.list(path)).folders) {
    const place = target === undefined ? undefined : posix.join(target, label);
    assessors.push(await indexAssessor(posix.join(path, label), place, reader));
  }
  return assessors;
}

/** A folder of resources that is no scan: an assessor or an asset. */
export async function indexAssessor(
  path: string,
  target: string | undefined,
  reader: FolderReader,
): Promise<DraftObject> {
  return { id: posix.basename(path), directory: target ?? path, resources: await indexResources(path, target, reader) };
}

/**
 * A scan's folder of resources, or of files. Its type is in the folder's name, in the session's document, or else its
 * series description, as XNAT has it before anybody names it.
 *
 * @param target where the folder is to be laid out as in the archive; undefined when it looks so already.
 */
export async function indexScan(
  path: string,
  id: string,
  target: string | undefined,
  document: SessionDocument | undefined,
  reader: FolderReader,
): Promise<DraftObject> {
  const folder = posix.basename(path);
  const resources = await indexResources(path, target, reader);
  const header = await headerOf(resources, reader);
  const named = folder === id ? undefined : folder.slice(id.length + 1).replaceAll('_', ' ');
  return {
    xsiType: xsiType(textIn(header, 'modality'), 'Scan'),
    frames: dicomCount(resources),
    quality: 'usable',
    'scan-type': named ?? textIn(header, 'series-description'),
    ...present(header),
    ...present(document?.scans.get(id) ?? {}),
    id,
    directory: target ?? path,
    resources,
  };
}

async function readDocument(
  path: string,
  { files }: Listing,
  reader: FolderReader,
): Promise<SessionDocument | undefined> {
  const name = `${posix.basename(path)}.xml`;
  if (!files.some((file) => file.name === name)) return undefined;
  const bytes = await reader.options.files.readStart(posix.join(path, name), DOCUMENT_BYTES);
  return bytes === undefined ? undefined : readSessionDocument(new TextDecoder().decode(bytes));
}

function byNumber(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
}

function dicomCount(resources: readonly DraftObject[]): number | undefined {
  const files = resources.find(({ label }) => label === 'DICOM')?.files;
  return Array.isArray(files) ? files.length : undefined;
}

const XSI_PREFIXES: Readonly<Record<string, string>> = { MR: 'mr', CT: 'ct', PT: 'pet', US: 'us', NM: 'nm', XA: 'xa' };

function xsiType(modality: string | undefined, kind: 'Scan' | 'Session'): string {
  return `xnat:${XSI_PREFIXES[modality ?? ''] ?? 'image'}${kind}Data`;
}

function sessionType(scans: readonly DraftObject[]): string {
  const modalities = scans.map((scan) => textIn(scan, 'modality'));
  return xsiType(
    modalities.find((modality) => modality !== undefined),
    'Session',
  );
}
