import type { TextEdit } from '../../src/command/problem';

/** A text with edits made, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const { span, newText } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    if (span.start < from) throw new Error('Edits overlap');
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}
