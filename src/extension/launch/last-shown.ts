import type { Preview } from './preview-sources';

/** The text of a preview that a person reads, and that of the last launch that could be shown. */
export interface ShownPreview {
  readonly text: string;
  /** Undefined as long as there was none. */
  readonly last: string | undefined;
}

/**
 * What to show of a preview. While somebody types, what it is of cannot always be read: then the last launch stays, and
 * says in its second line, which is blank otherwise, so that nothing below moves, what is in the way.
 *
 * @param last the last launch that could be shown, by this same function
 */
export function showPreview(preview: Preview, last: string | undefined): ShownPreview {
  if (preview.kind === 'launch') return { text: preview.text, last: preview.text };
  const { why } = preview;
  if (last === undefined) return { text: `${why.join('\n  ')}\n`, last };
  const notice = `This is the last launch that could be shown. ${why.slice(0, 2).join(' ')}`;
  return { text: last.replace('\n\n', () => `\n${notice}\n`), last };
}
