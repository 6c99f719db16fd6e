import { isBlank } from '../../command/model/blank';
import type { InputNode } from '../input-tree';
import type { LaunchContext } from '../launch-context';
import type { ResolvedInput } from '../resolved-launch';
import { isSensitive } from '../sensitive-input';
import type { FormField, FormInputType } from './launch-form';

/** How many values an input has where it has fewest and where it has most. */
interface Counts {
  readonly least: number;
  readonly most: number;
}

/**
 * The fields of a form, one for each tree.
 *
 * @param roots and `inputs`: the same trees before and after their resolution, in the same order.
 */
export function createFormFields(
  roots: readonly InputNode[],
  inputs: readonly ResolvedInput[],
  context: LaunchContext,
): readonly FormField[] {
  return inputs.flatMap((input, index) => {
    const root = roots[index];
    return root === undefined ? [] : [fieldOf(root, [input], countValues(input), context)];
  });
}

/** @param branches the input as it was resolved below each of its parent's values. */
function fieldOf(
  node: InputNode,
  branches: readonly ResolvedInput[],
  counts: ReadonlyMap<string, Counts>,
  context: LaunchContext,
): FormField {
  const { input, kind, pointer } = node;
  const { command, wrapper, inputSettings } = context.configured;
  const settings = inputSettings.get(input.name);
  const userSettable = settings?.userSettable ?? true;
  const inputType = inputTypeOf(node, counts.get(input.name), userSettable);
  return {
    kind,
    name: input.name,
    label: isBlank(input.label) ? input.name : input.label,
    description: input.description,
    type: input.type,
    pointer,
    advanced: settings?.advanced ?? false,
    required: input.required,
    userSettable,
    multiple: isMultiple(node, counts.get(input.name)),
    sensitive: isSensitive(command, wrapper, input.name),
    inputType,
    selectValues: node.kind === 'command' ? node.input.selectValues : [],
    children: childFields(node, branches, counts, context),
  };
}

/** A derived input that was reached below none of the values has no field. */
function childFields(
  node: InputNode,
  branches: readonly ResolvedInput[],
  counts: ReadonlyMap<string, Counts>,
  context: LaunchContext,
): readonly FormField[] {
  const resolved = branches.flatMap(({ values }) => values.flatMap(({ children }) => children));
  return node.children.flatMap((child) => {
    if (child.kind === 'command') return [];
    const own = resolved.filter(({ pointer }) => pointer === child.pointer);
    return own.length === 0 ? [] : [fieldOf(child, own, counts, context)];
  });
}

function inputTypeOf(node: InputNode, counts: Counts | undefined, userSettable: boolean): FormInputType {
  const { type } = node.input;
  if (type === 'boolean') return 'boolean';
  if (node.kind === 'command') {
    if (type === 'select-one' || type === 'select-many' || type === 'file') return type;
    return node.input.sensitive === true ? 'password' : 'text';
  }
  if (!userSettable) return 'static';
  const { least, most } = counts ?? { least: 0, most: 0 };
  if (most > 1) return isMultiple(node, counts) ? 'select-many' : 'select-one';
  return least === 0 ? 'text' : 'static';
}

function isMultiple(node: InputNode, counts: Counts | undefined): boolean {
  const isBoolean = node.input.type === 'boolean';
  return node.kind === 'derived' && node.input.multiple && !isBoolean && (counts?.most ?? 0) > 1;
}

/** Counts by name over the whole tree, for an input has a branch below each value of its parent. */
function countValues(root: ResolvedInput): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  const count = ({ name, values }: ResolvedInput): void => {
    for (const { children } of values) children.forEach(count);
    const { least, most } = counts.get(name) ?? { least: values.length, most: values.length };
    counts.set(name, { least: Math.min(least, values.length), most: Math.max(most, values.length) });
  };
  count(root);
  return counts;
}
