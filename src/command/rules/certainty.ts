import { parentOf } from '../document/navigation';
import type { Problem } from '../problem';
import type { RuleCode } from './registry';

/** Rules that conclude from the marked value alone. All others look at the object around it, or further. */
const FROM_THE_VALUE: ReadonlySet<string> = new Set<RuleCode>([
  'backend-specific',
  'context-unknown-form',
  'env-name-invalid',
  'env-reserved-name',
  'gpus-no-effect',
  'id-ignored',
  'image-invalid-reference',
  'image-tag-implicit',
  'invisible-character',
  'ipcmode-alias',
  'json-nonstandard',
  'jsonpath-command-root',
  'jsonpath-multiple',
  'jsonpath-not-text',
  'lost-character',
  'mount-name-k8s',
  'mount-path-invalid',
  'mount-path-relative',
  'null-map-value-dropped',
  'output-glob-ignored',
  'output-path-absolute',
  'output-path-parent',
  'port-invalid',
  'reserved-input-name',
  'resource-value-suspicious',
  'scalar-coerced',
  'schema-version-unexpected',
  'secret-env-documented-reserved',
  'secret-env-name-invalid',
  'secret-name-short',
  'secret-overrides-default-env',
  'ulimit-not-numeric',
  'unknown-property',
  'value-too-long',
  'via-image-no-tag',
  'via-image-registry-port',
  'via-wrapup-empty',
  'wrapper-type-file-lowercase',
]);

/** Rules that conclude from the object they mark, or the one around the value they mark, and from nothing else. */
const FROM_THE_OBJECT: ReadonlySet<string> = new Set<RuleCode>([
  'boolean-default-invalid',
  'boolean-values-ignored',
  'command-input-type-unknown',
  'command-line-missing',
  'command-line-unbalanced-quote',
  'contexts-empty',
  'deprecated-as-a-child-of-wrapper-input',
  'duplicate-key',
  'handler-xsi-type-missing',
  'memory-reserve-exceeds-limit',
  'no-external-input',
  'number-default-invalid',
  'secret-identifier-blank',
  'secret-source-missing',
  'sensitive-default',
  'separator-without-flag',
  'several-external-inputs',
  'shell-in-shell',
  'shell-syntax-without-shell',
  'version-missing',
]);

/** Values that no rule concludes anything from but about themselves. */
const ALONE: ReadonlySet<string> = new Set([
  'auto-remove',
  'command-metadata',
  'limit-cpu',
  'limit-memory',
  'reserve-memory',
  'sensitive',
  'shm-size',
  'user-settable',
]);

/**
 * Leaves out what is concluded from values that are not as their author means them.
 *
 * @param damaged pointers of such values: those that do not bind, or are half typed
 */
export function withoutDoubt(problems: readonly Problem[], damaged: readonly string[]): readonly Problem[] {
  if (damaged.length === 0) return problems;
  const values = new Set(damaged);
  const objects = new Set(damaged.map(parentOf));
  const isFarReaching = damaged.some((pointer) => !ALONE.has(lastStep(pointer)));
  return problems.filter(({ code, pointer }) => {
    if (values.has(pointer) && code !== 'duplicate-key') return false;
    if (FROM_THE_VALUE.has(code)) return true;
    return FROM_THE_OBJECT.has(code) ? !objects.has(pointer) && !objects.has(parentOf(pointer)) : !isFarReaching;
  });
}

/** What is certain of a text of which everything from `end` on is a guess. */
export function certainBefore(problems: readonly Problem[], end: number): readonly Problem[] {
  return problems.filter(({ code, span }) => FROM_THE_VALUE.has(code) && span.end < end);
}

function lastStep(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
