import { posix } from 'node:path';
import type { DraftObject } from './draft-object';
import type { FolderReader, Listing } from './folder-reader';

/** So many bytes hold what comes before the pixels of any ordinary image. */
const HEADER_BYTES = 65_536;
/** Deeper folders are no data any more. */
const MAX_DEPTH = 40;
/** XNAT's own list of a resource's files, which is none of them. */
const CATALOG = '_catalog.xml';
/** Labels that name a format, too. */
const FORMATS = /^(DICOM|NIFTI|BIDS)$/;

type FileDraft = Readonly<{ name: string; path: string; size: number }>;

/**
 * The resources in a folder: each folder in it is one, its files in it or in `files` below; files that lie in the folder
 * itself are one more, named after what they are.
 *
 * @param target where the folder is to be laid out as in the archive; undefined when it looks so already.
 */
export async function indexResources(
  path: string,
  target: string | undefined,
  reader: FolderReader,
): Promise<readonly DraftObject[]> {
  const outer = await reader.list(path);
  const base = outer.folders.includes('resources') ? posix.join(path, 'resources') : path;
  const { folders, files } = base === path ? outer : await reader.list(base);
  const resources: DraftObject[] = [];
  for (const label of folders) {
    const inside = posix.join(base, label);
    const hasFiles = (await reader.list(inside)).folders.includes('files');
    const directory = hasFiles ? posix.join(inside, 'files') : inside;
    if (target !== undefined) reader.links.push({ at: posix.join(target, label), from: directory });
    resources.push(await indexResource(directory, label, reader));
  }
  const loose = files.filter(({ name }) => !name.endsWith(CATALOG));
  if (loose.length > 0) resources.push(await indexLooseFiles(base, loose, reader));
  return resources;
}

/** All files below a folder as one resource. Without a label it is named after what they are. */
export async function indexResource(
  path: string,
  label: string | undefined,
  reader: FolderReader,
): Promise<DraftObject> {
  const files: FileDraft[] = [];
  await collectFiles(path, '', files, 0, reader);
  return resourceOf(path, label ?? (await labelOf(files, reader)), files);
}

async function indexLooseFiles(path: string, files: Listing['files'], reader: FolderReader): Promise<DraftObject> {
  reader.count(files.length);
  const drafts = files.map(({ name, size }) => ({ name, path: posix.join(path, name), size }));
  return resourceOf(path, await labelOf(drafts, reader), drafts);
}

function resourceOf(directory: string, label: string, files: readonly FileDraft[]): DraftObject {
  const format = FORMATS.test(label) ? label : undefined;
  return {
    label,
    directory,
    files: format === undefined ? files : files.map((file) => ({ ...file, format, content: format })),
  };
}

async function collectFiles(
  path: string,
  prefix: string,
  files: FileDraft[],
  depth: number,
  reader: FolderReader,
): Promise<void> {
  if (depth > MAX_DEPTH) return;
  const listing = await reader.list(path);
  for (const { name, size } of listing.files) {
    if (!name.endsWith(CATALOG)) files.push({ name: prefix + name, path: posix.join(path, name), size });
  }
  reader.count(listing.files.length);
  for (const name of listing.folders) {
    await collectFiles(posix.join(path, name), `${prefix}${name}/`, files, depth + 1, reader);
  }
}

async function labelOf(files: readonly FileDraft[], reader: FolderReader): Promise<string> {
  const [first] = files;
  if (first === undefined) return 'FILES';
  if (/\.nii(\.gz)?$/i.test(first.name)) return 'NIFTI';
  return (await readHeader(first.path, reader)) === undefined ? 'FILES' : 'DICOM';
}

/** What the first DICOM file of these resources says of its scan. One file is read, and only its start. */
export async function headerOf(resources: readonly DraftObject[], reader: FolderReader): Promise<DraftObject> {
  for (const { label, files } of resources) {
    const [first] = (files ?? []) as readonly FileDraft[];
    if (first === undefined || (label !== 'DICOM' && !/\.(dcm|ima)$|^[^.]+$/i.test(first.name))) continue;
    const header = await readHeader(first.path, reader);
    if (header !== undefined) return header;
  }
  return {};
}

async function readHeader(path: string, { options, readDicom }: FolderReader): Promise<DraftObject | undefined> {
  const start = await options.files.readStart(path, HEADER_BYTES);
  return start === undefined ? undefined : readDicom(start);
}
