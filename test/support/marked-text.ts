/** A text with the place of its `|` markers, which are taken out. */
export interface MarkedText {
  readonly text: string;
  /** Offsets into `text`, in order. */
  readonly offsets: readonly number[];
}

/** Reads a fixture in which `|` marks cursors: `{"na|me": 1}` is `{"name": 1}` with the cursor at 4. */
export function marked(fixture: string): MarkedText {
  const parts = fixture.split('|');
  const offsets = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('').length);
  return { text: parts.join(''), offsets };
}
