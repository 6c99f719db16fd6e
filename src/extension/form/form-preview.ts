import type { MountSource, ResolvedEntry, ResolvedLaunch, ResolvedOutput } from '../../resolution/resolved-launch';
import { sensitiveMask } from '../../resolution/mask-sensitive';
import type { FormPreview, PreviewRow } from '../../webview/protocol';

type LaunchPreview = FormPreview & { readonly kind: 'launch' };

/**
 * What a launch would be, to be shown beside the form. Values of sensitive inputs are masked.
 *
 * @param notes sentences about the data
 */
export function previewOfLaunch(launch: ResolvedLaunch, notes: readonly string[]): LaunchPreview {
  const mask = sensitiveMask(launch.inputs);
  const { container } = launch;
  return {
    kind: 'launch',
    image: container.image,
    commandLine: mask(container.commandLine.text),
    entrypoint: entrypointSentence(launch),
    environment: container.environment.map((entry) => rowOf(entry, mask)),
    mounts: container.mounts.map(({ containerPath, mode, enginePath, source }) => ({
      name: mask(containerPath.text),
      value: source.kind === 'archive' ? enginePath : '',
      note: `${originOf(source)}, ${mode === 'ro' ? 'read-only' : 'writable'}`,
    })),
    outputs: launch.outputs.map(outputRow),
    warnings: launch.warnings.map(({ message }) => mask(message)),
    notes: notes.map(mask),
  };
}

function entrypointSentence({ container }: ResolvedLaunch): string {
  if (container.overrideEntrypoint) return 'Run by /bin/sh -c; the image’s entrypoint is cleared.';
  if (container.cmd.length === 0) return 'The image’s own entrypoint and command run.';
  return 'Arguments of the image’s entrypoint, or a program where it has none.';
}

function rowOf({ name, value }: ResolvedEntry, mask: (text: string) => string): PreviewRow {
  return { name: mask(name.text), value: mask(value.text), ...(value.text === '' && { note: 'empty' }) };
}

function originOf(source: MountSource): string {
  switch (source.kind) {
    case 'new':
      return 'a new, empty folder';
    case 'archive':
      return `${source.entry} of ${source.input}${filesOf(source.files)}`;
    case 'copy':
      return `a copy of the ${source.entry} of ${source.input}${filesOf(source.files)}`;
    case 'setup':
      return `what ${source.reference} makes of ${source.input}`;
    case 'mount':
      return `what is in mount ${source.mount}`;
  }
}

function filesOf(count: number | undefined): string {
  return count === undefined ? '' : `, ${count} ${count === 1 ? 'file' : 'files'}`;
}

function outputRow({
  output,
  path,
  mount,
  type,
  label,
  handledBy,
  required,
  viaWrapupCommand,
}: ResolvedOutput): PreviewRow {
  const what = type === 'Resource' ? `resource ${label ?? ''} of ${handledBy}` : `${type} of ${handledBy}`;
  const remarks = [
    required ? 'required' : undefined,
    viaWrapupCommand === undefined ? undefined : `after ${viaWrapupCommand}`,
  ].filter((remark) => remark !== undefined);
  return {
    name: output,
    value: `${path === undefined || path.trim() === '' ? 'everything' : path} in ${mount}`,
    note: [`to ${what}`, ...remarks].join(', '),
  };
}
