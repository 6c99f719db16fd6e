import { isBlank } from '../command/model/blank';
import { collectValues } from './collect-values';
import type { ResolutionPurpose } from './collect-values';
import { buildInputTrees } from './input-tree';
import type { InputNode } from './input-tree';
import type { LaunchContext } from './launch-context';
import { resolveNode } from './resolve-inputs';
import type { ResolvedInput } from './resolved-launch';

/**
 * Resolves all inputs, root by root, for each root knows the values of those before it.
 *
 * @param inputs filled with the trees as they are resolved, so that they are known also where the launch fails.
 * @returns the roots that were resolved.
 * @throws LaunchFault
 */
export function resolveInputTrees(
  context: LaunchContext,
  inputs: ResolvedInput[],
  purpose: ResolutionPurpose,
): readonly InputNode[] {
  const { roots, optional } = buildInputTrees(context.configured);
  for (const node of optional) context.commandLineValues.put(node.key, '', node.input.name);
  for (const root of roots) {
    const resolved = resolveNode(root, undefined, context);
    // A file that is not given leaves no trace in a launch, not even where it is required.
    if (purpose === 'launch' && root.input.type === 'file' && isBlank(resolved.values[0]?.value)) continue;
    inputs.push(resolved);
    collectValues(root, resolved, context, purpose);
  }
  return roots;
}
