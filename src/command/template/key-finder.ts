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
  const steps = new Map<number, number>();
  const states: State[] = [{ depth: 0, fallback: 0, longestEnding: 0 }];
  const ends = new Map<string, number>();

  for (const key of keys) {
    if (key === '' || ends.has(key)) continue;
    let state = 0;
    for (let i = 0; i < key.length; i++) {
      const step = stepCode(state, key.charCodeAt(i));
      let next = steps.get(step);
      if (next === undefined) {
        next = states.length;
        states.push({ depth: i + 1, fallback: 0, longestEnding: 0 });
        steps.set(step, next);
      }
      state = next;
    }
    ends.set(key, state);
  }
  const keyAt = new Map<number, string>(Array.from(ends, ([key, state]) => [state, key]));
  linkFallbacks(steps, states, keyAt);

  const advance = (from: number, code: number): number => {
    for (let state = from; ; state = states[state]?.fallback ?? 0) {
      const next = steps.get(stepCode(state, code));
      if (next !== undefined) return next;
      if (state === 0) return 0;
    }
  };
  /** The state of the longest key that ends where this state does; 0 where none does. */
  const endingAt = (state: number): number => (keyAt.has(state) ? state : (states[state]?.longestEnding ?? 0));

  return {
    find(text) {
      if (keyAt.size === 0) return [];
      const matches: KeyMatch[] = [];
      let state = 0;
      for (let i = 0; i < text.length; i++) {
        state = advance(state, text.charCodeAt(i));
        if (state === 0) continue;
        const key = keyAt.get(endingAt(state));
        if (key !== undefined) matches.push({ key, start: i + 1 - key.length, end: i + 1 });
      }
      return matches;
    },
    endingsOf(key) {
      const endings: string[] = [];
      for (let state = states[ends.get(key) ?? 0]?.longestEnding ?? 0; state !== 0;) {
        const ending = keyAt.get(state);
        if (ending !== undefined) endings.push(ending);
        state = states[state]?.longestEnding ?? 0;
      }
      return endings;
    },
  };
}

interface State {
  readonly depth: number;
  /** The state of the longest proper ending of this state's text that is the start of some key. */
  fallback: number;
  /** The state of the longest key that is a proper ending of this state's text; 0 where none is. */
  longestEnding: number;
}

function linkFallbacks(steps: ReadonlyMap<number, number>, states: State[], keyAt: ReadonlyMap<number, string>): void {
  const byDepth = Array.from(steps, ([step, to]) => ({ from: stepFrom(step), code: step % CODES, to }));
  byDepth.sort((a, b) => (states[a.to]?.depth ?? 0) - (states[b.to]?.depth ?? 0));
  for (const { from, code, to } of byDepth) {
    const state = states[to];
    if (state === undefined || from === 0) continue;
    let fallback = states[from]?.fallback ?? 0;
    while (fallback !== 0 && !steps.has(stepCode(fallback, code))) fallback = states[fallback]?.fallback ?? 0;
    state.fallback = steps.get(stepCode(fallback, code)) ?? 0;
    state.longestEnding = keyAt.has(state.fallback) ? state.fallback : (states[state.fallback]?.longestEnding ?? 0);
  }
}

const CODES = 0x10000;

function stepCode(state: number, code: number): number {
  return state * CODES + code;
}

function stepFrom(step: number): number {
  return Math.floor(step / CODES);
}
