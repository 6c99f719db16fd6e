import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import type { LeakNotes } from './leak-notes';
import { HEAD, packingOf, type Packing } from './packing';

/** Bytes to be searched, with what is packed in them. */
export interface Content {
  /** Called again only for content that has a file. */
  readonly read: () => AsyncIterable<Uint8Array>;
  /** The file of this machine that holds it, if one does; not so for the entry of an archive. */
  readonly file: string | undefined;
  readonly name: string;
}

/** Where content is: a file, or an entry of archives, outermost first. Masked. */
interface Whereabouts {
  readonly path: string;
  readonly inside: readonly string[];
}

/** Archives in archives are opened so many deep. */
const DEEPEST = 4;

/** A zip archive within another is read into memory, up to so many bytes. */
const LARGEST_INNER_ZIP = 64 * 1024 * 1024;

/** Bytes unpacked at once. */
const PIECE = 256 * 1024;

/** Searches content; of an archive the names and contents of its entries. What cannot be searched is noted. */
export async function searchContent(
  content: Content,
  where: Whereabouts,
  notes: LeakNotes,
  signal: AbortSignal,
  depth = 0,
): Promise<void> {
  const { head, all } = await peek(content.read());
  const packing = depth < DEEPEST ? packingOf(head) : ({ kind: 'none' } as const);
  if (packing.kind === 'none') return searchPlain(all, where, notes, signal);
  if (packing.kind === 'unknown') {
    notes.gap(labelOf(where), `what is compressed with ${packing.name} is not looked into`);
    return searchPlain(all, where, notes, signal);
  }
  try {
    await unpackers[packing.kind]({ content, head, all, where, notes, signal, depth: depth + 1 });
  } catch (error) {
    signal.throwIfAborted();
    notes.gap(labelOf(where), `as a ${packing.kind} archive it is damaged: ${wordsOf(error)}`);
    if (content.file !== undefined) await searchPlain(content.read(), where, notes, signal);
  }
}

async function searchPlain(
  source: AsyncIterable<Uint8Array>,
  where: Whereabouts,
  notes: LeakNotes,
  signal: AbortSignal,
): Promise<void> {
  const scanner = notes.scannerFor({ kind: 'file', ...where });
  try {
    for await (const piece of source) {
      signal.throwIfAborted();
      scanner.push(piece);
      notes.count(piece.length);
    }
  } finally {
    scanner.end();
  }
}

interface Archive {
  readonly content: Content;
  readonly head: Buffer;
  readonly all: AsyncIterable<Uint8Array>;
  readonly where: Whereabouts;
  readonly notes: LeakNotes;
  readonly signal: AbortSignal;
  /** Of its entries. */
  readonly depth: number;
}

const unpackers: Record<Exclude<Packing['kind'], 'none' | 'unknown'>, (archive: Archive) => Promise<void>> = {
  /** One file; often a tar archive, whose entries are then spoken of as if it were not compressed. */
  async gzip({ content, head, all, where, notes, signal, depth }) {
    notes.searchName({ kind: 'name', ...where }, gzipName(head));
    const name = posix
      .basename(content.name)
      .replace(/\.gz$/i, '')
      .replace(/\.tgz$/i, '.tar');
    const search = async (unpacked: AsyncIterable<Uint8Array>) => {
      const inner = await peek(unpacked);
      const isArchive = packingOf(inner.head).kind !== 'none';
      const inside = isArchive ? where.inside : [...where.inside, notes.masked(name)];
      await searchContent({ read: () => inner.all, file: undefined, name }, { ...where, inside }, notes, signal, depth);
    };
    await pipeline(all, createGunzip({ chunkSize: PIECE }), search, { signal });
  },

  async tar({ all, where, notes, signal, depth }) {
    const entries = extract();
    const search = async () => {
      for await (const entry of entries) {
        // It has a target only where it is a link, other than its type says.
        const { name, linkname } = entry.header as { readonly name: string; readonly linkname: string | null };
        const inner = { ...where, inside: [...where.inside, notes.masked(name)] };
        notes.searchName({ kind: 'name', ...inner }, Buffer.from(name));
        notes.searchName({ kind: 'name', ...inner }, Buffer.from(linkname ?? ''));
        const bytes = entry as AsyncIterable<Uint8Array>;
        await searchContent({ read: () => bytes, file: undefined, name }, inner, notes, signal, depth);
      }
    };
    await Promise.all([pipeline(all, entries, { signal }), search()]);
  },

  async zip({ content, all, where, notes, signal, depth }) {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;
    let zip: ZipFile;
    if (content.file === undefined) {
      const bytes = await gather(all, LARGEST_INNER_ZIP);
      if (bytes === undefined) {
        notes.gap(labelOf(where), 'a zip archive of this size is not looked into within another archive');
        return;
      }
      zip = await fromBufferPromise(bytes, options);
    } else zip = await openPromise(content.file, options);
    try {
      notes.searchName({ kind: 'name', ...where }, bytesOf(zip.comment));
      for await (const entry of zip.eachEntry()) {
        signal.throwIfAborted();
        await searchZipEntry(zip, entry, where, notes, signal, depth);
      }
    } finally {
      zip.close();
    }
  },
};

async function searchZipEntry(
  zip: ZipFile,
  entry: Entry,
  where: Whereabouts,
  notes: LeakNotes,
  signal: AbortSignal,
  depth: number,
): Promise<void> {
  const nameBytes = bytesOf(entry.fileName);
  const name = nameBytes.toString();
  const inner = { ...where, inside: [...where.inside, notes.masked(name)] };
  notes.searchName({ kind: 'name', ...inner }, nameBytes);
  notes.searchName({ kind: 'name', ...inner }, bytesOf(entry.fileComment));
  if (name.endsWith('/')) return;
  if (entry.isEncrypted()) {
    notes.gap(labelOf(inner), 'it is encrypted');
    return;
  }
  try {
    const stream = await zip.openReadStreamPromise(entry);
    await searchContent({ read: () => stream, file: undefined, name }, inner, notes, signal, depth);
  } catch (error) {
    signal.throwIfAborted();
    notes.gap(labelOf(inner), `it cannot be unpacked: ${wordsOf(error)}`);
  }
}

/** Strings stay bytes when they are not decoded, which the types do not tell. */
const bytesOf = (text: string | Buffer) => Buffer.from(text as string);

/** The name of the file within, as far as it is given. */
function gzipName(head: Buffer): Buffer {
  const [EXTRA, NAME] = [4, 8];
  const flags = head[3] ?? 0;
  if ((flags & NAME) === 0 || (flags & EXTRA) !== 0) return Buffer.alloc(0);
  const end = head.indexOf(0, 10);
  return head.subarray(10, end < 0 ? head.length : end);
}

const labelOf = ({ path, inside }: Whereabouts) => [path, ...inside].join(' › ');

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Reads the beginning of a stream; `all` still gives the whole of it, once. */
async function peek(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await iterator.next();
    if (next.done) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* pieces;
      pieces.length = 0;
      for (;;) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(pieces, Math.min(length, HEAD)), all: all() };
}

/** All bytes of a stream; undefined when there are more than a limit. */
async function gather(source: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > limit) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
