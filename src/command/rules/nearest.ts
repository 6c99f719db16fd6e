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
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least && distance < candidate.length) [best, least] = [candidate, distance];
  }
  return best;
}

/** A word without its letter case and punctuation: `working_directory` and `workingDirectory` are `workingdirectory`. */
function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** How many letters to insert, delete, replace or swap with their neighbour to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let least = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[to.length] ?? 0;
}
