/** Words are kept by their first four bytes; none may be shorter. */
export const PREFIX = 4;

/** Number of pairs of bytes; also the size of the filter of prefixes. */
const PAIRS = 2 ** 16;

/** Words to look for in bytes, prepared for a quick search. */
export interface ByteWords {
  /** Words by their first four bytes, read as a number. */
  readonly byPrefix: ReadonlyMap<number, readonly Uint8Array[]>;
  /** Length of the shortest word; at most 255. */
  readonly shortest: number;
  /** By two bytes: how far the next place lies that can be the last of a word's first `shortest` bytes. */
  readonly skips: Uint8Array;
  /** By the hash of four bytes: 1 where they may be a prefix, which is quicker to see here than in the map. */
  readonly filter: Uint8Array;
}

/** Prepares words, each of at least four bytes, for a search. */
export function prepareWords(words: readonly Buffer[]): ByteWords {
  const byPrefix = new Map<number, Uint8Array[]>();
  const filter = new Uint8Array(PAIRS);
  for (const word of words) {
    const prefix = word.readInt32BE(0);
    filter[hash(prefix)] = 1;
    const sharing = byPrefix.get(prefix);
    if (sharing === undefined) byPrefix.set(prefix, [word]);
    else sharing.push(word);
  }
  // Not spread into Math.min: there can be more words than a call takes arguments.
  const shortest = words.reduce((least, { length }) => Math.min(least, length), 255);
  return { byPrefix, shortest, skips: skipTable(words, shortest), filter };
}

/** The table of Wu and Manber's search for many words at once. */
function skipTable(words: readonly Buffer[], shortest: number): Uint8Array {
  const skips = new Uint8Array(PAIRS).fill(shortest - 1);
  for (const word of words) {
    for (let last = 1; last < shortest; last++) {
      const pair = word.readUInt16BE(last - 1);
      skips[pair] = Math.min(skips[pair] ?? 0, shortest - 1 - last);
    }
  }
  return skips;
}

/** Of four bytes, read as a number; below `PAIRS`. */
const hash = (prefix: number) => Math.imul(prefix, 0x9e3779b1) >>> 16;

/**
 * Visits, in order, every place in a text at which the first four bytes of a word stand.
 *
 * @param visit gets the place and the words that begin so; `stop` ends the search there
 * @returns the place the search was stopped at, else the first at which there is no room for the shortest word
 */
export function visitPlaces(
  { byPrefix, shortest, skips, filter }: ByteWords,
  text: Buffer,
  visit: (start: number, words: readonly Uint8Array[]) => 'go on' | 'stop',
): number {
  const end = text.length;
  let last = shortest - 1;
  while (last < end) {
    const skip = skips[((text[last - 1] ?? 0) << 8) | (text[last] ?? 0)] ?? 1;
    if (skip > 0) {
      last += skip;
      continue;
    }
    const start = last + 1 - shortest;
    last++;
    const prefix =
      ((text[start] ?? 0) << 24) |
      ((text[start + 1] ?? 0) << 16) |
      ((text[start + 2] ?? 0) << 8) |
      (text[start + 3] ?? 0);
    if (filter[hash(prefix)] === 0) continue;
    const words = byPrefix.get(prefix);
    if (words !== undefined && visit(start, words) === 'stop') return start;
  }
  return last + 1 - shortest;
}
