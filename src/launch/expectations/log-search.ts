import type { LogStream } from '../engine';

/** Looks for texts in a log while it comes, and remembers its end. Both streams are searched, each for itself. */
export interface LogSearch {
  push(stream: LogStream, bytes: Uint8Array): void;
  /** The texts found so far. */
  found(): ReadonlySet<string>;
  /** The last lines so far, of both streams as they came. */
  tail(): string;
}

/** So much of the end of a log is remembered, in lines and in UTF-16 code units. */
const TAIL = { lines: 20, length: 4_000 } as const;

/** @param texts what to look for; may span lines. An empty text is found at once. */
export function createLogSearch(texts: readonly string[]): LogSearch {
  const found = new Set<string>(texts.filter((text) => text === ''));
  const missing = new Set(texts.filter((text) => text !== ''));
  const overlap = Math.max(0, ...texts.map((text) => text.length - 1));
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const ends = { stdout: '', stderr: '' };
  let tail = '';

  return {
    push(stream, bytes) {
      const text = decoders[stream].decode(bytes, { stream: true });
      tail = (tail + text.slice(-TAIL.length)).slice(-TAIL.length);
      if (missing.size === 0) return;
      const searched = ends[stream] + text;
      for (const each of missing) {
        if (!searched.includes(each)) continue;
        found.add(each);
        missing.delete(each);
      }
      ends[stream] = overlap === 0 ? '' : searched.slice(-overlap);
    },
    found: () => found,
    tail: () => tail.trimEnd().split(/\r?\n/).slice(-TAIL.lines).join('\n'),
  };
}
