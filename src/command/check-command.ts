import { bindDocument } from './binding/bind-command';
import type { CommandDocument } from './document/command-document';
import type { Problem } from './problem';
import { checkRules } from './rules/check-rules';

/** Everything that is wrong with the Commands of a document, in the order of the text. */
export function checkCommand(document: CommandDocument): readonly Problem[] {
  return checkRules(document, bindDocument(document)).toSorted(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
}
