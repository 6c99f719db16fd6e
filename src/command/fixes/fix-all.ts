import { checkCommand, type CheckOptions } from '../check-command';
import { type CommandDocument, createCommandDocument } from '../document/command-document';
import { lastIndexStartingBefore, lastStartingBefore } from '../document/navigation';
import type { Span } from '../document/syntax-tree';
import { applyEdits, differenceOf } from '../document/text-edits';
import type { Problem, TextEdit } from '../problem';
import { safeFixFor } from './fixes-for';

/** One fix may uncover the next, as a comma that is taken away uncovers what stands behind it; but not for ever. */
const MOST_ROUNDS = 12;

/**
 * Applies every safe fix, and those that are then possible, until none is left.
 *
 * @param problems those of the document that are to be fixed; of what the fixes uncover, all that is safe is fixed too
 * @param options how the document is checked
 * @returns the edits that make the fixed text of the document's; none where there is nothing to fix
 */
export function fixAll(
  document: CommandDocument,
  problems: readonly Problem[],
  options?: CheckOptions,
): readonly TextEdit[] {
  const first = compatibleEdits(document, problems);
  if (first.length === 0) return [];
  let fixed = applyTo(document, first);
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const edits = compatibleEdits(fixed, checkCommand(fixed, options));
    if (edits.length === 0) return round === 1 ? first : differenceOf(document.text, fixed.text);
    fixed = applyTo(fixed, edits);
  }
  return differenceOf(document.text, fixed.text);
}

function applyTo(document: CommandDocument, edits: readonly TextEdit[]): CommandDocument {
  return createCommandDocument(applyEdits(document.text, edits), document.mode);
}

/** The edits of as many safe fixes as do not touch each other; of those that do, the first in the text goes first. */
function compatibleEdits(document: CommandDocument, problems: readonly Problem[]): readonly TextEdit[] {
  const taken = new Places();
  const edits: TextEdit[] = [];
  for (const problem of problems) {
    const fix = safeFixFor(document, problem);
    const spans = fix?.edits.map(({ span }) => span) ?? [];
    if (fix === undefined || spans.some((span) => taken.touches(span))) continue;
    taken.add(spans);
    edits.push(...fix.edits);
  }
  return edits;
}

/** Spans of a text in its order: as none overlaps another, a new one need be held against its neighbour alone. */
class Places {
  private readonly spans: Span[] = [];

  touches({ start, end }: Span): boolean {
    const before = lastStartingBefore(this.spans, end);
    return before !== undefined && start <= before.end;
  }

  /** Takes the spans of one fix, which may meet: of those that start together the longest comes last. */
  add(spans: readonly Span[]): void {
    for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      this.spans.splice(lastIndexStartingBefore(this.spans, span.start) + 1, 0, span);
    }
  }
}
