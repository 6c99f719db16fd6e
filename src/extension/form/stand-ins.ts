import type { FieldProblem } from '../../webview/protocol';
import type { FormInput } from './form-inputs';

/** What shows in the preview for an input; a note says so where it looks like a choice that a person has made. */
export interface StandIn {
  readonly name: string;
  readonly text: string;
  readonly note: string | undefined;
}

/** What shows in the preview where something is still missing or refused. Of choices it is one that the service takes. */
export function standIns(
  inputs: readonly FormInput[],
  problems: ReadonlyMap<string, FieldProblem>,
): readonly StandIn[] {
  return inputs.flatMap(({ field, shape, options }): readonly StandIn[] => {
    if (!problems.has(field.name) || field.kind === 'derived' || shape === 'object') return [];
    const { name, label } = field;
    const first = shape === 'select-one' || shape === 'select-many' ? options[0] : undefined;
    if (first === undefined) return [{ name, text: `<${name}>`, note: undefined }];
    return [{ name, text: first.value, note: `“${label}” is not chosen yet: its first choice stands in.` }];
  });
}
