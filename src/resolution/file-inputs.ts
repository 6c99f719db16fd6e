import { commandLineForm } from './command-line-form';
import type { InputNode } from './input-tree';
import type { LaunchContext } from './launch-context';
import type { FileCopy, ResolvedInput, ResolvedMount } from './resolved-launch';

/**
 * Copies files given for Command inputs of type `file` into the first mount that is writable and not filled by a setup
 * Command, and puts their path there on the command line. Other templates keep the path in the user's cache.
 */
export function placeFileInputs(
  inputs: readonly ResolvedInput[],
  mounts: readonly ResolvedMount[],
  nodes: ReadonlyMap<string, InputNode>,
  context: LaunchContext,
): readonly FileCopy[] {
  const mount = mounts.find(({ mode, source }) => mode === 'rw' && source.kind !== 'setup');
  if (mount === undefined) return [];
  const copies: FileCopy[] = [];
  for (const input of inputs) {
    const node = nodes.get(input.pointer);
    const cachePath = input.values[0]?.value;
    if (node?.kind !== 'command' || node.input.type !== 'file' || cachePath === undefined) continue;
    if (!context.request.sources.hasCachedFile(cachePath)) continue;
    const resource = cachePath.replace('/user/cache/resources/', '').replace(/\/files\/.*/, '');
    const relativePath = `${resource}/${cachePath.replace(/.*\/files\//, '')}`;
    const containerPath = `${mount.containerPath.text}/${relativePath}`.replace(/\/{2,}/g, '/');
    context.commandLineValues.put(node.key, commandLineForm(node.input, containerPath), input.name);
    copies.push({ input: input.name, cachePath, to: `${mount.xnatPath}/${relativePath}` });
  }
  return copies;
}
