import { isBlank } from '../command/model/blank';
import type { Mount } from '../command/model/command';
import { isMountable } from '../command/model/xnat-objects';
import { reachedInputs } from './find-input';
import type { InputNode } from './input-tree';
import type { LaunchContext } from './launch-context';
import { resolutionFault, stagingFault } from './launch-fault';
import type { MountSource, ResolvedInput, ResolvedMount } from './resolved-launch';
import { findSpecialCommand, translatePath } from './special-container';
import type { PendingSpecialContainer } from './special-container';
import type { XnatObject } from './xnat-object';

export interface ResolvedMounts {
  readonly mounts: readonly ResolvedMount[];
  readonly setupContainers: readonly PendingSpecialContainer[];
}

/** What an input is bound to provide, apart from its values. */
interface Provision {
  readonly mount: string;
  readonly viaSetupCommand: string | undefined;
}

/**
 * The mounts of the main container, and the setup containers that fill some of them.
 *
 * @param nodes every input by its pointer.
 * @throws LaunchFault
 */
export function resolveMounts(
  inputs: readonly ResolvedInput[],
  nodes: ReadonlyMap<string, InputNode>,
  context: LaunchContext,
): ResolvedMounts {
  const sources = mountSources(inputs, nodes);
  const setupContainers: PendingSpecialContainer[] = [];
  const mounts = context.configured.command.mounts.map((mount, index): ResolvedMount => {
    const pointer = `/mounts/${index}`;
    const containerPath = context.filler.fill(mount.path ?? '', `${pointer}/path`, context.values);
    const source = sources.get(mount.name);
    if (source === undefined) {
      const path = newDirectory(context);
      return { name: mount.name, pointer, containerPath, mode: 'rw', ...paths(path, context), source: { kind: 'new' } };
    }
    const { input, provision } = source;
    let { path, origin } = provideFiles(mount, pointer, input, context);
    const reference = provision.viaSetupCommand;
    if (!isBlank(reference)) {
      const output = newDirectory(context);
      setupContainers.push(
        findSpecialCommand(
          {
            kind: 'setup',
            reference,
            pointer: `${input.pointer}/via-setup-command`,
            parentName: mount.name,
            inputPath: path,
            inputSource: origin,
            outputPath: output,
          },
          context,
        ),
      );
      path = output;
      origin = { kind: 'setup', input: input.name, reference };
    }
    return {
      name: mount.name,
      pointer,
      containerPath,
      mode: mount.writable ? 'rw' : 'ro',
      ...paths(path, context),
      source: origin,
    };
  });
  return { mounts, setupContainers };
}

/** The input that provides each mount's files; a later or deeper one wins. */
function mountSources(
  inputs: readonly ResolvedInput[],
  nodes: ReadonlyMap<string, InputNode>,
): ReadonlyMap<string, { readonly input: ResolvedInput; readonly provision: Provision }> {
  const sources = new Map<string, { readonly input: ResolvedInput; readonly provision: Provision }>();
  for (const input of reachedInputs(inputs)) {
    const node = nodes.get(input.pointer);
    if (node === undefined || node.kind === 'command') continue;
    const mount = node.input.providesFilesForCommandMount;
    if (isBlank(mount)) continue;
    sources.set(mount, { input, provision: { mount, viaSetupCommand: node.input.viaSetupCommand } });
  }
  return sources;
}

/** Where a mount's files are, or are copied to when the container may write. */
function provideFiles(
  mount: Mount,
  pointer: string,
  input: ResolvedInput,
  context: LaunchContext,
): { readonly path: string; readonly origin: MountSource } {
  const object = objectToMount(input);
  const isFile = object.type === 'File';
  const entry = isFile ? 'file' : 'directory';
  const from = isFile ? object.path : object.directory;
  if (typeof from !== 'string' || isBlank(from)) {
    throw resolutionFault({
      kind: 'mount',
      message: `Mount "${mount.name}" should have a root path but does not.`,
      explanation: `The ${object.type} of "${input.name}" has no ${isFile ? 'path' : 'directory'}, so there is nothing to mount.`,
      pointer,
    });
  }
  const files = countFiles(object);
  if (!mount.writable) return { path: from, origin: { kind: 'archive', input: input.name, entry, files } };
  const directory = newDirectory(context);
  const to = isFile ? `${directory}/${from.split('/').at(-1) ?? from}` : directory;
  return { path: to, origin: { kind: 'copy', input: input.name, entry, from, to, files } };
}

function objectToMount(input: ResolvedInput): XnatObject {
  if (!isMountable(input.type, 'derived')) {
    throw resolutionFault({
      kind: 'mount',
      message: `I don't know how to provide files to a mount from an input of type "${enumName(input.type)}".`,
      explanation: `"${input.name}" is of type ${input.type}, which has no files of its own. Provide the mount from another input.`,
      pointer: `${input.pointer}/provides-files-for-command-mount`,
    });
  }
  const [value] = input.values;
  if (input.values.length > 1) {
    throw resolutionFault({
      kind: 'mount',
      message: `Input "${input.name}" has multiple resolved values. We can only use inputs with a single resolved value.`,
      explanation: `${input.values.length} values fit "${input.name}", and a mount takes the files of one. Narrow its matcher.`,
      pointer: input.pointer,
    });
  }
  if (value === undefined) {
    throw stagingFault({
      kind: 'internal',
      exception: 'java.lang.IndexOutOfBoundsException',
      message: 'Index 0 out of bounds for length 0',
      explanation:
        `"${input.name}" is optional and has no value, yet it provides files for a mount. The service does not foresee that. ` +
        'Mark it as required, or let an input that always has a value provide the mount.',
      pointer: input.pointer,
    });
  }
  if (value.object === undefined) {
    throw resolutionFault({
      kind: 'mount',
      message: `Input "${input.name}"'s XnatModelObject value is null`,
      explanation: `"${input.name}" provides files for a mount and has no value in this launch. Give one, or mark it as required.`,
      pointer: input.pointer,
    });
  }
  return value.object;
}

/** The name of the service's constant for a type: `File[]` is `FILES`, `ProjectAsset` is `PROJECT_ASSET`. */
function enumName(type: string): string {
  if (type === 'File[]') return 'FILES';
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

/** A project's folder holds its sessions; what a project or subject has beside them lies elsewhere. */
const LISTS_IN_DIRECTORY: Readonly<Partial<Record<XnatObject['type'], readonly string[]>>> = {
  Project: ['subjects'],
  Subject: ['sessions'],
};

/** Files listed in an object's folder; undefined when it lists none at all. */
function countFiles(object: XnatObject): number | undefined {
  if (object.type === 'File') return 1;
  let count: number | undefined;
  for (const list of LISTS_IN_DIRECTORY[object.type] ?? ['files', 'resources', 'scans', 'assessors']) {
    const members = object[list];
    if (!Array.isArray(members)) continue;
    count ??= 0;
    if (list === 'files') count += members.length;
    else for (const member of members as readonly XnatObject[]) count += countFiles(member) ?? 0;
  }
  return count;
}

export function newDirectory({ request }: LaunchContext): string {
  return `${request.settings.buildPath.replace(/\/$/, '')}/${request.sources.newDirectoryName()}`;
}

function paths(path: string, context: LaunchContext): { readonly xnatPath: string; readonly enginePath: string } {
  return { xnatPath: path, enginePath: translatePath(path, context) };
}
