import { commandLineForm } from './command-line-form';
import type { InputNode } from './input-tree';
import type { LaunchContext } from './launch-context';
import type { FileCopy, MountSource, ResolvedInput, ResolvedMount } from './resolved-launch';

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
  const mount = mounts.find(({ mode, source }) => mode === 'rw' && !isSetUp(source, nodes));
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

/** Where the source names a setup Command, be it only by an empty text, the service takes the mount for filled by one. */
function isSetUp(source: MountSource, nodes: ReadonlyMap<string, InputNode>): boolean {
  if (source.kind !== 'copy') return source.kind === 'setup';
  return [...nodes.values()].some(
    ({ kind, input }) => kind !== 'command' && input.name === source.input && input.viaSetupCommand !== undefined,
  );
}
