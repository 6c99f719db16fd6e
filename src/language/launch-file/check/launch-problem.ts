import type { QuickFix, Severity } from '../../../command/problem';
import type { Span } from '../../../command/document/syntax-tree';

/** What can be wrong with a launch file; stable, as the code of a diagnostic. */
export type LaunchProblemCode =
  | 'launch-file-invalid'
  | 'launch-command-missing'
  | 'launch-command-refused'
  | 'launch-wrapper-unknown'
  | 'launch-input-unknown'
  | 'launch-input-missing'
  | 'launch-input-kind'
  | 'launch-input-value'
  | 'launch-object-type'
  | 'launch-object-value'
  | 'launch-object-unused'
  | 'launch-path-missing'
  | 'launch-secret-unknown'
  | 'launch-output-unknown'
  | 'launch-environment';

/** Something wrong with a launch file, at the smallest span of text that must change. */
export interface LaunchProblem {
  readonly code: LaunchProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly QuickFix[];
}

/** A problem without a fix, unless one is given. */
export function launchProblem(
  code: LaunchProblemCode,
  severity: Severity,
  { start, end }: Span,
  message: string,
  fixes: readonly QuickFix[] = [],
): LaunchProblem {
  return { code, severity, message, span: { start, end }, fixes };
}
