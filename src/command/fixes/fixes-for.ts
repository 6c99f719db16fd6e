import type { CommandDocument } from '../document/command-document';
import { replaceString } from '../document/json-changes';
import type { Problem, QuickFix } from '../problem';
import { misspellingBehind } from '../rules/misspelt';
import { isRuleCode, type RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { COMMAND_FIXES } from './command-fixes';
import { DERIVED_FIXES } from './derived-fixes';
import { ENVIRONMENT_FIXES } from './environment-fixes';
import { choiceFix, type Fixer, fixContextOf, type WantedFixes } from './fix-context';
import { HANDLER_FIXES } from './handler-fixes';
import { INPUT_FIXES } from './input-fixes';
import { JSON_FIXES } from './json-fixes';
import { MATCHER_FIXES } from './matcher-fixes';
import { MOUNT_FIXES } from './mount-fixes';
import { OUTPUT_FIXES } from './output-fixes';
import { SECRET_FIXES } from './secret-fixes';
import { rootFixes, syntaxFixes } from './syntax-fixes';
import { TEMPLATE_FIXES } from './template-fixes';
import { WRAPPER_FIXES } from './wrapper-fixes';
import { WRAPPER_INPUT_FIXES } from './wrapper-input-fixes';

const FIXERS: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  ...JSON_FIXES,
  ...COMMAND_FIXES,
  ...ENVIRONMENT_FIXES,
  ...MOUNT_FIXES,
  ...INPUT_FIXES,
  ...TEMPLATE_FIXES,
  ...OUTPUT_FIXES,
  ...SECRET_FIXES,
  ...WRAPPER_FIXES,
  ...WRAPPER_INPUT_FIXES,
  ...DERIVED_FIXES,
  ...MATCHER_FIXES,
  ...HANDLER_FIXES,
};

/**
 * The mechanical ways to mend a problem, the best one first; none where the author has to think.
 *
 * @param document the text that the problem was found in
 */
export function fixesFor(document: CommandDocument, problem: Problem): readonly QuickFix[] {
  return wantedFixes(document, problem, 'all').filter((fix) => fix !== undefined);
}

/** The first of `fixesFor` that is safe. */
export function safeFixFor(document: CommandDocument, problem: Problem): QuickFix | undefined {
  return wantedFixes(document, problem, 'safe').find((fix) => fix?.kind === 'safe');
}

function wantedFixes(
  document: CommandDocument,
  problem: Problem,
  wanted: WantedFixes,
): readonly (QuickFix | undefined)[] {
  if (problem.code === 'json-syntax') return syntaxFixes(document, problem);
  if (problem.code === 'json-root') return rootFixes(document);
  const fixer = isRuleCode(problem.code) ? FIXERS[problem.code] : undefined;
  const context = fixer === undefined ? undefined : fixContextOf(document, problem, wanted);
  if (fixer === undefined || context === undefined) return [];
  const renamed = renameMisspelt(document, problem);
  return renamed === undefined ? fixer(context) : [renamed];
}

/** A property that is missing because its name is misspelt needs no more than its name. */
function renameMisspelt(document: CommandDocument, problem: Problem): QuickFix | undefined {
  const misspelling = misspellingBehind(document, problem);
  if (misspelling?.written.value === undefined) return undefined;
  const { written, right } = misspelling;
  return choiceFix(
    `Rename ${quoted(written.key.value)} to ${quoted(right)}`,
    replaceString(document, written.key, right),
  );
}
