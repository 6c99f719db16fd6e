import type { Place } from '../model/located-command';
import type { Problem, RelatedPlace, Severity } from '../problem';
import { RULES, type RuleCode } from './registry';

/** What one problem may have beyond its rule. */
interface ProblemDetails {
  /** Where this case is worse or milder than the rule in general. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly unnecessary?: boolean;
}

/**
 * A problem of the given rule, with the rule's severity and time.
 *
 * @param message A sentence that says what the Container Service does about it, and what to do; it names the thing.
 */
export function createProblem(code: RuleCode, place: Place, message: string, details: ProblemDetails = {}): Problem {
  const rule = RULES[code];
  return {
    code,
    severity: details.severity ?? rule.severity,
    when: rule.when,
    message,
    pointer: place.pointer,
    span: { start: place.span.start, end: place.span.end },
    related: details.related ?? [],
    unnecessary: details.unnecessary ?? false,
  };
}

/**
 * Takes a problem down, as `createProblem` makes it; what every check is given. A message that is costly to word is given as
 * a function, which is not called where there are more problems than are kept.
 */
export type Report = (code: RuleCode, place: Place, message: string | (() => string), details?: ProblemDetails) => void;
