import type { ResolvedInput } from '../resolved-launch';
import type { FormFieldValues, FormValue } from './launch-form';

/** What the fields of these inputs start with or may be chosen from, branch by branch. */
export function createFormValues(inputs: readonly ResolvedInput[]): readonly FormFieldValues[] {
  return inputs.map(({ name, values }) => ({
    name,
    values: values.flatMap(({ value, label, origin, children }): readonly FormValue[] => {
      if (value === undefined) return [];
      const below = children.filter(({ kind }) => kind !== 'command');
      return [{ value, label: label ?? value, origin, children: createFormValues(below) }];
    }),
  }));
}
