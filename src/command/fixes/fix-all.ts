import { checkCommand, type CheckOptions } from '../check-command';
import { type CommandDocument, createCommandDocument } from '../document/command-document';
import type { Span } from '../document/syntax-tree';
import { applyEdits, differenceOf } from '../document/text-edits';
import type { Problem, TextEdit } from '../problem';
import { fixesFor } from './fixes-for';

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
  const taken: Span[] = [];
  const edits: TextEdit[] = [];
  for (const problem of problems) {
    const fix = fixesFor(document, problem).find(({ kind }) => kind === 'safe');
    const spans = fix?.edits.map(({ span }) => span) ?? [];
    if (fix === undefined || spans.some((span) => taken.some((other) => touch(span, other)))) continue;
    taken.push(...spans);
    edits.push(...fix.edits);
  }
  return edits;
}

function touch(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}
