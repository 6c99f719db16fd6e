/** An occurrence of a replacement key in a template; offsets are UTF-16 code units into the template. */
export interface KeyMatch {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Finds many keys in a text at once. */
export interface KeyFinder {
  /** The longest key that ends at each place, in the order of their ends. Matches may overlap, as the service's do. */
  find(text: string): readonly KeyMatch[];
  /** The other keys that a key ends with: where it is found, they are found too. */
  endingsOf(key: string): readonly string[];
}

/**
 * Prepares a search (Aho and Corasick's) whose time grows with the text alone, whatever keys a Command has. The service
 * itself replaces every occurrence of every key, so overlaps count.
 *
 * @param keys any texts; empty ones are left out
 */
export function createKeyFinder(keys: Iterable<string>): KeyFinder {
  const { start, steps, ends } = buildStates(keys);
  return {
    find(text) {
      if (ends.size === 0) return [];
      const matches: KeyMatch[] = [];
      let state = start;
      for (let i = 0; i < text.length; i++) {
        state = stateAfter(state, text.charCodeAt(i), steps) ?? start;
        const key = state.key ?? state.longestEnding?.key;
        if (key !== undefined) matches.push({ key, start: i + 1 - key.length, end: i + 1 });
      }
      return matches;
    },
    endingsOf(key) {
      const endings: string[] = [];
      for (let state = ends.get(key)?.longestEnding; state !== undefined; state = state.longestEnding) {
        if (state.key !== undefined) endings.push(state.key);
      }
      return endings;
    },
  };
}

/** Stands for a text that some key starts with. */
interface State {
  readonly id: number;
  /** The longest proper ending of this text that some key starts with; undefined for the empty text alone. */
  readonly fallback: State | undefined;
  /** The longest key that is a proper ending of this text. */
  readonly longestEnding: State | undefined;
  /** The text itself where it is a key. */
  key: string | undefined;
}

/** The state that follows upon a state and a character, by `stepCode`. */
type Steps = ReadonlyMap<number, State>;

/** `start` stands for the empty text; `ends` holds the state of every key. */
function buildStates(keys: Iterable<string>): { start: State; steps: Steps; ends: ReadonlyMap<string, State> } {
  const start: State = { id: 0, fallback: undefined, longestEnding: undefined, key: undefined };
  const steps = new Map<number, State>();
  const ends = new Map<string, State>();
  let growing = Array.from(new Set(keys), (key) => ({ key, state: start })).filter(({ key }) => key !== '');
  // One character of all keys after the other: what a state falls back to is shorter, and so there already.
  for (let i = 0; growing.length > 0; i++) {
    const ended = ends.size;
    for (const one of growing) {
      const code = one.key.charCodeAt(i);
      const step = stepCode(one.state, code);
      let next = steps.get(step);
      if (next === undefined) {
        const fallback = stateAfter(one.state.fallback, code, steps) ?? start;
        const longestEnding = fallback.key === undefined ? fallback.longestEnding : fallback;
        next = { id: steps.size + 1, fallback, longestEnding, key: undefined };
        steps.set(step, next);
      }
      one.state = next;
      if (i + 1 < one.key.length) continue;
      next.key = one.key;
      ends.set(one.key, next);
    }
    if (ends.size > ended) growing = growing.filter(({ key }) => key.length > i + 1);
  }
  return { start, steps, ends };
}

/** Where a character leads from a state or, where it leads nowhere, from what that falls back to; undefined from none. */
function stateAfter(from: State | undefined, code: number, steps: Steps): State | undefined {
  for (let state = from; state !== undefined; state = state.fallback) {
    const next = steps.get(stepCode(state, code));
    if (next !== undefined) return next;
  }
  return undefined;
}

function stepCode({ id }: State, code: number): number {
  return id * 0x10000 + code;
}
