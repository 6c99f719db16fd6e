import { basename } from 'node:path/posix';
import type { ResolvedMount, ResolvedOutput } from '../../resolution/resolved-launch';
import type { FolderListing, OutputFiles } from './output-files';
import type { OutputReport, OutputResult, OutputTarget, UploadedFile, UploadVerdict } from './output-report';
import { uploadOrder } from './upload-order';
import { uploadPath } from './upload-path';

type MountPlace = Pick<ResolvedMount, 'name' | 'xnatPath'>;

/** What is looked at: the outputs of a resolved launch, and where its mounts are. */
export interface UploadSources {
  readonly outputs: readonly ResolvedOutput[];
  readonly container: { readonly mounts: readonly MountPlace[] };
  readonly wrapupContainers: readonly {
    readonly parentName: string;
    readonly container: { readonly mounts: readonly MountPlace[] };
  }[];
}

/** So many files of an output are listed; of further ones only their number and size. */
const LISTED_FILES = 1000;

/**
 * Says what the Container Service would upload after a launch whose containers have all ended well: which files, to which
 * object, and what fails.
 *
 * @throws the signal's reason once it is aborted
 */
export async function describeUploads(
  launch: UploadSources,
  files: OutputFiles,
  signal: AbortSignal,
): Promise<UploadVerdict> {
  const reports: OutputReport[] = [];
  for (const output of uploadOrder(launch.outputs)) {
    const target: OutputTarget =
      output.targetUri === undefined
        ? { kind: 'handler', handler: output.handledBy }
        : { kind: 'object', input: output.handledBy, uri: archiveUri(output.targetUri) };
    const maker = reports.find(({ handler }) => target.kind === 'handler' && handler === target.handler);
    const outcome =
      target.kind === 'handler' && maker?.result.kind !== 'upload'
        ? { result: withoutParent(output), notes: [] }
        : await resultOf(output, launch, files, signal);
    const globNote = output.glob === undefined || output.glob === '' ? [] : [globSentence(output)];
    const { name, output: of, handler, type, required, format, description, content, tags } = output;
    const label = output.label === undefined || output.label.trim() === '' ? output.name : output.label;
    const facts = { name, output: of, handler, type, required, target, label, format, description, content, tags };
    reports.push({ ...facts, result: outcome.result, notes: [...globNote, ...outcome.notes] });
  }
  return {
    outputs: reports,
    faults: reports.flatMap(({ required, result }) => (required && result.kind === 'failure' ? [result.message] : [])),
  };
}

const archiveUri = (uri: string) => (uri.startsWith('/archive') ? uri : `/archive${uri}`);

const globSentence = ({ glob, path }: ResolvedOutput) =>
  `The glob “${glob ?? ''}” is never read: everything in ${path === undefined || path.trim() === '' ? 'the mount' : path} is uploaded.`;

interface Described {
  readonly result: OutputResult;
  readonly notes: readonly string[];
}

const failure = (message: string, explanation: string): OutputResult => ({ kind: 'failure', message, explanation });

const withoutParent = ({ name, handledBy }: ResolvedOutput) =>
  failure(
    `Cannot upload output "${name}". Could not instantiate object from input "${handledBy}".`,
    `The handler “${handledBy}” made nothing that this could be stored under. Mend that one first.`,
  );

/** The folder or file that an output is looked for in: its mount's, or that which its wrapup Command wrote. */
function baseOf(output: ResolvedOutput, launch: UploadSources): string | undefined {
  const wrapup = launch.wrapupContainers.find(({ parentName }) => parentName === output.name);
  const mounts = output.viaWrapupCommand === undefined ? launch.container.mounts : (wrapup?.container.mounts ?? []);
  const name = output.viaWrapupCommand === undefined ? output.mount : 'output';
  return mounts.find((mount) => mount.name === name)?.xnatPath;
}

async function resultOf(
  output: ResolvedOutput,
  launch: UploadSources,
  files: OutputFiles,
  signal: AbortSignal,
): Promise<Described> {
  const base = baseOf(output, launch);
  if (base === undefined) {
    const result = failure(
      `Mount "${output.mount}" does not exist.`,
      'Name one of the mounts of the Command in "mount".',
    );
    return { result, notes: [] };
  }
  const place = uploadPath(base, output.path);
  const path = output.path ?? '';
  if (place.kind === 'none') {
    const why = `The path “${path}” climbs above the root of the disk. Give a path within the mount.`;
    return { result: failure('null', why), notes: [] };
  }
  if (place.kind === 'elsewhere') {
    const why =
      place.why === 'absolute'
        ? `The path “${path}” is absolute, and is looked for on the disk of the XNAT server, not in the container. Give the path below the mount.`
        : `The path “${path}” leads out of the mount, to whatever lies beside it on the disk of the XNAT server. Give a path within the mount.`;
    return { result: missing(output, [place.path], why), notes: [] };
  }
  return lookAt(output, place.path, base, files, signal);
}

/** The service's words when what is to be uploaded is not there. */
function missing({ type }: ResolvedOutput, paths: readonly string[], explanation: string): OutputResult {
  if (type === 'Resource') {
    const words = `Could not upload files to resource: Unable to find the following source files/folders: ${paths.join(', ')}`;
    return failure(words, explanation);
  }
  const [path] = paths;
  return path?.endsWith('.xml') === true
    ? failure(`Could not read ${path}`, explanation)
    : notOneXml(type, paths, explanation);
}

const notOneXml = (type: string, paths: readonly string[], explanation: string) =>
  failure(`Expecting precisely one xml file to upload for ${type}; found [${paths.join(', ')}]`, explanation);

async function lookAt(
  output: ResolvedOutput,
  path: string,
  root: string,
  files: OutputFiles,
  signal: AbortSignal,
): Promise<Described> {
  const found = await files.entry(path, root);
  if (found.kind === 'missing') {
    const result = missing(
      output,
      [path],
      `${whereMissing(output)} ${linkSentence(found.link) ?? writeSentence(output)}`,
    );
    return { result, notes: [] };
  }
  const listing: FolderListing = found.kind === 'directory' ? await files.list(path) : { kind: 'names', names: [] };
  if (listing.kind === 'unreadable') {
    const note = `${path} cannot be looked into here: ${listing.reason}. What would be uploaded from it is not known. ${READING}`;
    return { result: { kind: 'upload', from: path, files: [], more: 0, bytes: 0 }, notes: [note] };
  }
  // An empty folder, like a file, is uploaded itself.
  const sources = listing.names.length > 0 ? listing.names.map((name) => `${path}/${name}`) : [path];
  if (output.type !== 'Resource') return { result: xmlResult(output, sources, path, found), notes: [] };
  return collect(sources, path, root, files, signal, output);
}

const READING =
  'The service reads it as the user XNAT runs as, and may fail there too: run the container as another user, or have it open its files to all.';

const whereMissing = ({ path, mount }: ResolvedOutput) =>
  path === undefined || path.trim() === ''
    ? `The folder of the mount “${mount}” is not there.`
    : `There is no “${path}” in the mount “${mount}”.`;

const writeSentence = ({ required }: ResolvedOutput) =>
  required
    ? 'Write it in the container, or correct the path of the output.'
    : 'The output is not required, so that the launch goes on without it.';

const linkSentence = (link: string | undefined) =>
  link === undefined
    ? undefined
    : `What stands there is a link to ${link}, which leads nowhere outside of the container. Copy the file instead.`;

function xmlResult(
  output: ResolvedOutput,
  sources: readonly string[],
  path: string,
  found: { readonly kind: 'file' | 'directory'; readonly size?: number },
): OutputResult {
  const [only] = sources;
  if (sources.length !== 1 || only?.endsWith('.xml') !== true) {
    const why = `An output stored as ${output.type} is one file whose name ends in .xml. Give its path in "path".`;
    return notOneXml(output.type, sources, why);
  }
  const size = found.kind === 'file' ? (found.size ?? 0) : 0;
  return { kind: 'upload', from: path, files: [{ path: basename(only), size }], more: 0, bytes: size };
}

/** The files below what is uploaded, named as they are in the resource. */
async function collect(
  sources: readonly string[],
  from: string,
  root: string,
  files: OutputFiles,
  signal: AbortSignal,
  output: ResolvedOutput,
): Promise<Described> {
  const listed: UploadedFile[] = [];
  const notes: string[] = [];
  let [more, bytes] = [0, 0];
  const gone: { readonly path: string; readonly link: string | undefined }[] = [];

  const visit = async (path: string, name: string, depth: number): Promise<void> => {
    signal.throwIfAborted();
    const entry = await files.entry(path, root);
    if (entry.kind === 'missing') {
      if (depth === 0) gone.push({ path, link: entry.link });
      else
        notes.push(
          `${name} is a link to ${entry.link ?? 'nowhere'}, which cannot be followed outside of the container.`,
        );
    } else if (entry.kind === 'file') {
      bytes += entry.size;
      if (listed.length < LISTED_FILES) listed.push({ path: name, size: entry.size });
      else more++;
    } else {
      const listing = await files.list(path);
      if (listing.kind === 'unreadable')
        notes.push(`${name} cannot be looked into here: ${listing.reason}. ${READING}`);
      else for (const each of listing.names) await visit(`${path}/${each}`, `${name}/${each}`, depth + 1);
    }
  };
  for (const source of sources) await visit(source, basename(source), 0);

  const [first] = gone;
  if (first !== undefined) {
    const paths = gone.map(({ path }) => path);
    return { result: missing(output, paths, linkSentence(first.link) ?? whereMissing(output)), notes };
  }
  if (listed.length === 0 && notes.length === 0) {
    notes.push(`The folder is empty: an empty resource “${output.label ?? output.name}” comes of it.`);
  }
  return { result: { kind: 'upload', from, files: listed, more, bytes }, notes };
}
