/** Beyond this many candidates only letter case and punctuation are forgiven, so that time stays in proportion. */
const MOST_COMPARED = 200;
const LONGEST_COMPARED = 64;

/**
 * Finds what a mistyped word most likely stands for.
 *
 * @param candidates the words that would be right; of equally near ones the first is taken
 * @returns a function from a word to the nearest candidate, or to undefined where none is near
 */
export function createNearest(candidates: Iterable<string>): (word: string) => string | undefined {
  // Most Commands ask for nothing, so nothing is prepared before the first word.
  let prepared: Candidates | undefined;
  return (word) => nearestOf(word, (prepared ??= prepare(candidates)));
}

interface Candidates {
  readonly words: readonly string[];
  /** The first word of each bare form. */
  readonly byBareForm: ReadonlyMap<string, string>;
}

function prepare(candidates: Iterable<string>): Candidates {
  const words = [...new Set(candidates)].filter((word) => word !== '');
  return { words, byBareForm: new Map(words.toReversed().map((word) => [bare(word), word])) };
}

function nearestOf(word: string, { words, byBareForm }: Candidates): string | undefined {
  const same = byBareForm.get(bare(word));
  if (same !== undefined && same !== word) return same;
  if (words.length > MOST_COMPARED || word.length > LONGEST_COMPARED) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), least);
    if (distance < least && distance < candidate.length) [best, least] = [candidate, distance];
  }
  return best;
}

/** A word without its letter case and punctuation: `working_directory` and `workingDirectory` are `workingdirectory`. */
function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * How many letters to insert, delete, replace or swap with their neighbour to get from one word to the other.
 *
 * @param limit from here on it does not matter how many: the answer is then some number that is no smaller
 */
function editDistance(from: string, to: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  let row: number[] = [];
  for (let i = 1; i <= from.length; i++) {
    const letter = from[i - 1];
    row[0] = i;
    let rowLeast = i;
    for (let j = 1; j <= to.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      let least = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && letter === to[j - 2] && from[i - 2] === to[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row[j] = least;
      if (least < rowLeast) rowLeast = least;
    }
    // Rows never grow smaller: a swap, which looks back over one, starts from at least `limit - 1` and adds one.
    if (rowLeast >= limit) return rowLeast;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[to.length] ?? 0;
}
