import type { CommandDocument } from '../document/command-document';
import type { Problem, QuickFix } from '../problem';
import { isRuleCode, type RuleCode } from '../rules/registry';
import { deleteProperty } from './common-fixes';
import { ENVIRONMENT_FIXES } from './environment-fixes';
import { type Fixer, fixContextOf } from './fix-context';
import { SECRET_FIXES } from './secret-fixes';

const FIXERS: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  ...SECRET_FIXES,
  ...ENVIRONMENT_FIXES,
  'forbidden-in-setup-wrapup': deleteProperty('choice'),
  'setup-wrapup-property-ignored': deleteProperty('safe'),
};

/**
 * The mechanical ways to mend a problem, the best one first; none where the author has to think.
 *
 * @param document the text that the problem was found in
 */
export function fixesFor(document: CommandDocument, problem: Problem): readonly QuickFix[] {
  const fixer = isRuleCode(problem.code) ? FIXERS[problem.code] : undefined;
  const context = fixer === undefined ? undefined : fixContextOf(document, problem);
  if (fixer === undefined || context === undefined) return [];
  return fixer(context).filter((fix) => fix !== undefined);
}
