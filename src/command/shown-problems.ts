import type { Problem, Severity } from './problem';
import { MOST_PROBLEMS_SHOWN } from './problem-limits';
import { createProblem } from './rules/create-problem';
import { applyRuleSettings, type RuleSettings } from './rules/settings';

const GRAVEST_FIRST: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/**
 * Of too many problems the gravest, behind one that says so.
 *
 * @param problems as the person wants them weighed, in the order of the text
 * @param start where the text that they are in begins
 * @param rules for the problem that says so
 */
export function shownProblems(
  problems: readonly Problem[],
  start: number,
  rules: RuleSettings | undefined,
): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS_SHOWN) return problems;
  const gravest = GRAVEST_FIRST.flatMap((grade) => problems.filter(({ severity }) => severity === grade));
  const shown = new Set(gravest.slice(0, MOST_PROBLEMS_SHOWN));
  const notice = createProblem(
    'problems-not-shown',
    { pointer: '', span: { start, end: start + 1 } },
    `There are more problems than the ${MOST_PROBLEMS_SHOWN} that are shown, which are the gravest. Mend some of them to ` +
      'see the others.',
  );
  return [...applyRuleSettings([notice], rules), ...problems.filter((problem) => shown.has(problem))];
}
