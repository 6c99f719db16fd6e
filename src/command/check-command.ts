import { type BoundDocument, bindDocument } from './binding/bind-command';
import type { CommandDocument } from './document/command-document';
import { pointerOf } from './document/navigation';
import type { Problem } from './problem';
import { certainBefore, withoutDoubt } from './rules/certainty';
import { checkRules } from './rules/check-rules';
import { withoutEchoes } from './rules/echoes';
import { withMisspellings } from './rules/misspelt';
import { applyRuleSettings, type RuleSettings } from './rules/settings';
import { type ServerVerdict, serverVerdict } from './server-check/server-verdict';
import { certainEnd, halfTypedPointers } from './server-check/syntax-problems';
import { shownProblems } from './shown-problems';

/** What comes to a check from outside the text. */
export interface CheckOptions {
  /** The image named in the request, or the one whose label the Commands are in. It replaces the Commands' own. */
  readonly image?: string | undefined;
  /** How the person wants rules weighed. */
  readonly rules?: RuleSettings | undefined;
}

/** What the Container Service does with a text, and all that is wrong with it, in the order of the text. */
export type CommandReport = Pick<ServerVerdict, 'server' | 'refusedAt' | 'problems'>;

/** Everything that is wrong with the Commands of a document, in the order of the text: one problem for one fault. */
export function checkCommand(document: CommandDocument, options?: CheckOptions): readonly Problem[] {
  return reportOn(document, options).problems;
}

/**
 * Checks a document: whether the Container Service takes it, and what goes wrong afterwards. After a syntax error only
 * what is certain is reported. Rule settings change what is reported, never the server's verdict.
 */
export function reportOn(document: CommandDocument, { image, rules }: CheckOptions = {}): CommandReport {
  const bound = bindDocument(document);
  const { server, refusedAt, problems: refusals } = serverVerdict(document, bound, { image });
  const all = withoutEchoes(document, [...refusals, ...ownProblems(document, bound, image)]);
  const problems = [...withMisspellings(document, all)].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const start = document.root?.start ?? 0;
  return { server, refusedAt, problems: shownProblems(applyRuleSettings(problems, rules), start, rules) };
}

function ownProblems(document: CommandDocument, bound: BoundDocument, image: string | undefined): readonly Problem[] {
  const problems = checkRules(document, bound, image);
  if (document.tree === 'guessed') return certainBefore(problems, certainEnd(document));
  const faults = [...bound.faults, ...bound.commands.flatMap((command) => command.faults)];
  const damaged = [...faults.map(({ node }) => pointerOf(node)), ...halfTypedPointers(document)];
  return withoutDoubt(problems, damaged);
}
