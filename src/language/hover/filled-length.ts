/** A key, and all that can come in its place. */
export interface Filling {
  readonly key: string;
  readonly text: string;
}

/** How often one key can be filled within what fills it: once in a default, once more in the line. */
const MOST_ROUNDS = 2;

/**
 * Whether a text stays within a length when its keys are filled, and the keys in what came in their place. In which order
 * that happens is left open: a text that passes is short enough in any.
 */
export function staysWithin(length: number, text: string, fillings: readonly Filling[]): boolean {
  const places = new Map<string, readonly Filling[]>();
  const keysIn = (searched: string): readonly Filling[] => {
    const known = places.get(searched);
    if (known !== undefined) return known;
    const found = fillings.flatMap((filling) => occurrences(searched, filling));
    places.set(searched, found);
    return found;
  };

  const rounds = new Map<Filling, number>();
  let used = 0;
  const fits = (added: string): boolean => {
    // Each text counts for something, so that the empty ones come to an end as well.
    used += added.length + 1;
    if (used > length) return false;
    return keysIn(added).every((filling) => {
      const round = rounds.get(filling) ?? 0;
      if (round === MOST_ROUNDS) return true;
      rounds.set(filling, round + 1);
      const isShort = fits(filling.text);
      rounds.set(filling, round);
      return isShort;
    });
  };
  return fits(text);
}

function occurrences(text: string, filling: Filling): readonly Filling[] {
  const found: Filling[] = [];
  if (filling.key === '') return found;
  for (let at = text.indexOf(filling.key); at >= 0; at = text.indexOf(filling.key, at + 1)) found.push(filling);
  return found;
}
