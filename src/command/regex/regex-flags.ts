/** Java's flags by the letter that sets them in a pattern. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly unicodeCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly comments: boolean;
  readonly unixLines: boolean;
}

const FLAG_NAMES: Readonly<Record<string, readonly (keyof RegexFlags)[]>> = {
  i: ['ignoreCase'],
  u: ['unicodeCase'],
  U: ['unicodeCase'],
  s: ['dotAll'],
  m: ['multiline'],
  x: ['comments'],
  d: ['unixLines'],
};

export const NO_FLAGS: RegexFlags = {
  ignoreCase: false,
  unicodeCase: false,
  dotAll: false,
  multiline: false,
  comments: false,
  unixLines: false,
};

/** Sets or clears the flags of the letters; undefined when a letter is no flag. */
export function withFlags(flags: RegexFlags, letters: string, state: boolean): RegexFlags | undefined {
  const changed: Record<string, boolean> = {};
  for (const letter of letters) {
    const names = FLAG_NAMES[letter];
    if (names === undefined) return undefined;
    for (const name of names) changed[name] = state;
  }
  return { ...flags, ...changed };
}
