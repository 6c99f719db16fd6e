import type { SecretValue } from '../../secrets/secret-value';
import { prepareWords, visitPlaces, type ByteWords } from '../byte-search';
import { leakForms, type LeakEncoding, type LeakForm } from './leak-forms';
import { matchForm } from './match-form';

/** A secret to look for. */
export interface SoughtSecret {
  /** The environment variable it goes to; names it wherever it is found. */
  readonly name: string;
  readonly value: SecretValue;
}

/** A place where a secret's value stands. Never the value itself. */
export interface Finding {
  readonly secret: string;
  readonly encoding: LeakEncoding;
  /** In bytes from the beginning of what was searched. */
  readonly offset: number;
}

/** Secrets prepared for a search. Holds values: it goes to no file, log or message. */
export interface LeakSearch {
  readonly words: ByteWords;
  readonly anchors: ReadonlyMap<Uint8Array, readonly Anchor[]>;
  /** Bytes around a piece of a form that the whole form may take, line breaks included. */
  readonly reach: number;
}

/** A piece of a form, by which its place is found. */
interface Anchor {
  readonly secret: string;
  readonly form: LeakForm;
  /** Where the piece begins in the form. */
  readonly index: number;
}

/** No piece is longer: what follows is compared once it is found. */
const LONGEST_PIECE = 24;

/** Pieces of a form that may be broken into lines; each break spoils at most one of them. */
const BROKEN_PIECE = 12;

const SHORTEST_PIECE = 4;

/** Prepares secrets for a search. */
export function prepareLeakSearch(secrets: readonly SoughtSecret[]): LeakSearch {
  const byBytes = new Map<string, Anchor[]>();
  let longest = 0;
  for (const { name, value } of secrets) {
    for (const form of leakForms(value)) {
      longest = Math.max(longest, form.bytes.length);
      for (const [index, length] of piecesOf(form)) {
        const key = form.bytes.toString('latin1', index, index + length);
        const anchor = { secret: name, form, index };
        const sharing = byBytes.get(key);
        if (sharing === undefined) byBytes.set(key, [anchor]);
        else sharing.push(anchor);
      }
    }
  }
  const anchors = new Map<Buffer, readonly Anchor[]>();
  for (const [key, sharing] of byBytes) anchors.set(Buffer.from(key, 'latin1'), sharing);
  return { words: prepareWords([...anchors.keys()]), anchors, reach: 2 * longest + 128 };
}

/** The pieces of a form to look for, so that it is found however it is broken: their places and lengths. */
function piecesOf({ bytes, breaks }: LeakForm): readonly (readonly [index: number, length: number])[] {
  switch (breaks) {
    case 'none':
      return [[0, Math.min(bytes.length, LONGEST_PIECE)]];
    case 'at line ends':
      return [longestLine(bytes)];
    case 'anywhere': {
      const length = Math.max(SHORTEST_PIECE, Math.min(BROKEN_PIECE, bytes.length >> 1));
      if (bytes.length < 2 * length) return [[0, bytes.length]];
      const count = Math.min(3, Math.floor(bytes.length / length));
      return Array.from({ length: count }, (_, place) => [place * length, length] as const);
    }
  }
}

/** The longest line of a form, or the whole form when no line is long enough to be looked for. */
function longestLine(bytes: Buffer): readonly [index: number, length: number] {
  let index = 0;
  let best: readonly [number, number] = [0, 0];
  for (const line of bytes.toString('latin1').split('\n')) {
    if (line.length > best[1]) best = [index, line.length];
    index += line.length + 1;
  }
  const [begin, length] = best[1] < SHORTEST_PIECE ? [0, bytes.length] : best;
  return [begin, Math.min(length, LONGEST_PIECE)];
}

/** Looks for secrets in one stream of bytes after the other. */
export interface LeakScanner {
  /** Takes the next bytes of a stream; they may be used again by the caller. */
  push(bytes: Uint8Array): void;
  /** Ends a stream: all that was found in it has been told. The next bytes begin another one. */
  end(): void;
}

/** Bytes that are gathered before they are searched, at least. */
const BLOCK = 256 * 1024;

/**
 * Makes a scanner.
 *
 * @param onFinding called for each place a value stands at, in whatever chunks the bytes came
 */
export function createLeakScanner(search: LeakSearch, onFinding: (finding: Finding) => void): LeakScanner {
  if (search.anchors.size === 0) return { push: () => undefined, end: () => undefined };
  const { words, anchors, reach } = search;
  let block = Buffer.alloc(0);
  /** Bytes of the block that are in use, and of those how many were searched. */
  let filled = 0;
  let searched = 0;
  /** Where the block begins in the stream. */
  let offset = 0;
  /** Where each form was found last: several of its pieces lead there. */
  let last = new Map<LeakForm, number>();

  function scan(more: 'expected' | 'over'): void {
    const limit = more === 'over' ? filled : filled - reach;
    if (limit <= searched) return;
    const text = block.subarray(0, filled);
    const from = searched;
    // Beyond the limit there may not be the whole form yet; pieces there are found with the next block.
    visitPlaces(words, text.subarray(from, more === 'over' ? filled : limit + LONGEST_PIECE), (start, candidates) => {
      const at = from + start;
      if (at >= limit) return 'stop';
      for (const piece of candidates) {
        if (startsWith(text, at, piece)) anchors.get(piece)?.forEach((anchor) => verify(anchor, text, at));
      }
      return 'go on';
    });
    searched = limit;
  }

  function verify({ secret, form, index }: Anchor, text: Uint8Array, at: number): void {
    const start = matchForm(form, text, at, index);
    if (start === undefined) return;
    const place = offset + start;
    if (place <= (last.get(form) ?? -1)) return;
    last.set(form, place);
    onFinding({ secret, encoding: form.encoding, offset: place });
  }

  /** Makes room by dropping what was searched, but for what a form may reach back to. */
  function makeRoom(): void {
    const drop = Math.max(0, searched - reach);
    block.copy(block, 0, drop, filled);
    filled -= drop;
    searched -= drop;
    offset += drop;
  }

  return {
    push(bytes) {
      if (block.length === 0) block = Buffer.allocUnsafe(Math.max(BLOCK, 8 * reach));
      for (let taken = 0; taken < bytes.length;) {
        const part = bytes.subarray(taken, taken + block.length - filled);
        block.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled < block.length) break;
        scan('expected');
        makeRoom();
      }
    },
    end() {
      scan('over');
      filled = 0;
      searched = 0;
      offset = 0;
      last = new Map();
    },
  };
}

function startsWith(text: Uint8Array, at: number, piece: Uint8Array): boolean {
  for (let index = SHORTEST_PIECE; index < piece.length; index++) {
    if (text[at + index] !== piece[index]) return false;
  }
  return true;
}
