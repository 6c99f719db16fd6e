import type { Problem, Severity } from '../problem';
import { isRuleCode, type RuleCode } from './registry';

const CHOICES = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly (Severity | 'off')[];

type RuleChoice = (typeof CHOICES)[number];

/** How the person wants rules weighed: code to severity, or `off` to hear nothing of it. */
export type RuleSettings = ReadonlyMap<RuleCode, RuleChoice>;

/** What a setting's value says, and what in it says nothing. */
interface ReadRuleSettings {
  readonly settings: RuleSettings;
  /** A sentence for every entry that names no rule or no choice. */
  readonly complaints: readonly string[];
}

/**
 * Reads the value of the `xnatCommands.rules` setting: an object of code to `error`, `warning`, `information`, `hint` or
 * `off`. Entries that are something else are left out and complained about; no value at all is no settings.
 */
export function readRuleSettings(value: unknown): ReadRuleSettings {
  const settings = new Map<RuleCode, RuleChoice>();
  const complaints: string[] = [];
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
    return { settings, complaints: ['The rules must be an object of rule codes to severities.'] };
  }
  for (const [code, choice] of Object.entries(value ?? {}) as [string, unknown][]) {
    const known = CHOICES.find((word) => word === choice);
    if (!isRuleCode(code)) complaints.push(`There is no rule "${code}".`);
    else if (known === undefined) complaints.push(`The rule "${code}" can be set to ${CHOICES.join(', ')}.`);
    else settings.set(code, known);
  }
  return { settings, complaints };
}

/** The problems as the person wants them: severities changed, rules that are off left out; order kept. */
export function applyRuleSettings(
  problems: readonly Problem[],
  settings: RuleSettings | undefined,
): readonly Problem[] {
  if (settings === undefined || settings.size === 0) return problems;
  return problems.flatMap((problem) => {
    const choice = isRuleCode(problem.code) ? settings.get(problem.code) : undefined;
    if (choice === undefined) return [problem];
    return choice === 'off' ? [] : [{ ...problem, severity: choice }];
  });
}
