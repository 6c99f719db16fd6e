/** For how long after a change the editor may still ask of itself, in milliseconds. */
const AFTER_TYPING = 500;

/**
 * Tells completions that a person asks for from those that an editor asks for as they type, for which the protocol has one
 * word: the first that are asked for soon after a change are the editor's own.
 */
export interface TypingWatch {
  /** To be told of each version of a document, the first one as well. */
  changed(uri: string): void;
  /** To be told of each time that completions are asked for. */
  asked(uri: string): 'by the person' | 'by typing';
  closed(uri: string): void;
}

/** @param now the time in milliseconds */
export function createTypingWatch(now: () => number = Date.now): TypingWatch {
  const open = new Set<string>();
  const typed = new Map<string, number>();
  return {
    changed(uri) {
      if (open.has(uri)) typed.set(uri, now());
      open.add(uri);
    },
    asked(uri) {
      const since = now() - (typed.get(uri) ?? -Infinity);
      typed.delete(uri);
      return since < AFTER_TYPING ? 'by typing' : 'by the person';
    },
    closed(uri) {
      open.delete(uri);
      typed.delete(uri);
    },
  };
}
