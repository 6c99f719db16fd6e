import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createCommandDocument, type CommandDocument, type CommandMode } from '../command/document/command-document';
import { decodeBody, type DecodedBody } from '../command/document/decode-body';
import { indexLines } from '../command/document/line-index';
import type { Span } from '../command/document/syntax-tree';
import { isDockerfileName } from '../command/label/dockerfile';
import { dockerfileLabels, spanInDockerfile } from '../command/label/dockerfile-labels';
import { looksLikeCommand } from '../command/looks-like-command';

/** A text to be checked, and the file a person sees it in. */
export interface CommandSource {
  /** As the person named it, or below a folder they named; `-` is standard input. */
  readonly path: string;
  readonly document: CommandDocument;
  /** The text of the file; for a label that of the Dockerfile. */
  readonly fileText: string;
  /** Where a span of the document is in the file. */
  readonly inFile: (span: Span) => Span;
}

/** Something a person named that cannot be read. */
class UnreadableError extends Error {}

const NOT_ENTERED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The Commands a person named: a file is taken as one whatever is in it (a Dockerfile for its labels), a folder is searched
 * for what looks like one, `-` is standard input.
 *
 * @param onUnreadable told of each path that cannot be read, in a sentence; the others are yielded all the same
 */
export async function* commandSources(
  paths: readonly string[],
  mode: CommandMode,
  standardInput: () => Promise<Uint8Array>,
  onUnreadable: (sentence: string) => void,
): AsyncGenerator<CommandSource> {
  for (const path of paths) {
    if (path === '-') yield wholeFile(path, await standardInput(), mode);
    else yield* readable(atPath(path, mode, onUnreadable), onUnreadable);
  }
}

function* atPath(path: string, mode: CommandMode, onUnreadable: (sentence: string) => void): Generator<CommandSource> {
  if (isFolder(path)) yield* inFolder(path, mode, onUnreadable);
  else if (isDockerfile(path)) yield* labelsIn(path);
  else yield wholeFile(path, read(path), mode);
}

/** The sources until one cannot be read, which is told. */
function* readable(
  sources: Generator<CommandSource>,
  onUnreadable: (sentence: string) => void,
): Generator<CommandSource> {
  try {
    yield* sources;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    onUnreadable(error.message);
  }
}

function* inFolder(
  folder: string,
  mode: CommandMode,
  onUnreadable: (sentence: string) => void,
): Generator<CommandSource> {
  const entries = orUnreadable(folder, () => readdirSync(folder, { withFileTypes: true }));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) {
      yield* readable(inFolder(path, mode, onUnreadable), onUnreadable);
    }
    if (!entry.isFile()) continue;
    if (isDockerfile(path)) yield* readable(labelsIn(path), onUnreadable);
    else if (path.endsWith('.json')) yield* readable(commandIn(path, mode), onUnreadable);
  }
}

function* commandIn(path: string, mode: CommandMode): Generator<CommandSource> {
  const source = wholeFile(path, read(path), mode);
  if (!looksLikeCommand(source.document.root)) return;
  // A list of Commands is what a label holds.
  yield source.document.root?.kind === 'array' ? { ...source, document: relabelled(source.document) } : source;
}

const relabelled = (document: CommandDocument) => createCommandDocument(document.text, 'label');

function wholeFile(path: string, bytes: Uint8Array, mode: CommandMode): CommandSource {
  const document = createCommandDocument(decoded(bytes), mode);
  return { path, document, fileText: document.text, inFile: (span) => span };
}

/** Nearly every file is plain UTF-8, which Node decodes many times faster than we do. */
function decoded(bytes: Uint8Array): string | DecodedBody {
  const isPlain = isUtf8(bytes) && bytes[0] !== BYTE_ORDER_MARK && !bytes.subarray(0, 4).includes(0);
  return isPlain ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : decodeBody(bytes);
}

/** The first byte of one in UTF-8. */
const BYTE_ORDER_MARK = 0xef;

function* labelsIn(path: string): Generator<CommandSource> {
  const fileText = new TextDecoder().decode(read(path));
  for (const label of dockerfileLabels(fileText)) {
    if (label.fate === 'overridden') continue;
    const inFile = (span: Span) => spanInDockerfile(label, span);
    yield { path, document: createCommandDocument(label.value, 'label'), fileText, inFile };
  }
}

const isDockerfile = (path: string) => isDockerfileName(basename(path));

const isFolder = (path: string) => orUnreadable(path, () => statSync(path).isDirectory());

/** Files are read one by one, as they are checked: waiting for each of thousands would take longer than the reading. */
const read = (path: string): Uint8Array => orUnreadable(path, () => readFileSync(path));

function orUnreadable<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UnreadableError {
  const code = (error as NodeJS.ErrnoException).code;
  const reason =
    code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'you may not read it' : String(error);
  return new UnreadableError(`${path} cannot be read: ${reason}.`);
}

/** The lines of a source's file, for places as people count them. */
export const linesOf = ({ fileText, document }: CommandSource) =>
  fileText === document.text ? document.lines : indexLines(fileText);
