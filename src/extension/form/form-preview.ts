import type {
  MountSource,
  ResolvedEntry,
  ResolvedLaunch,
  ResolvedMount,
  ResolvedOutput,
} from '../../resolution/resolved-launch';
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
    environment: container.environment.map((entry) => maskedRow(rowOf(entry), mask)),
    mounts: container.mounts.map((mount) => maskedRow(mountRow(mount), mask)),
    outputs: launch.outputs.map((output) => maskedRow(outputRow(output), mask)),
    warnings: launch.warnings.map(({ message }) => mask(message)),
    notes: notes.map(mask),
  };
}

function entrypointSentence({ container }: ResolvedLaunch): string {
  if (container.overrideEntrypoint) return 'Run by /bin/sh -c; the image’s entrypoint is cleared.';
  if (container.cmd.length === 0) return 'The image’s own entrypoint and command run.';
  return 'Arguments of the image’s entrypoint, or a program where it has none.';
}

function maskedRow({ name, value, note }: PreviewRow, mask: (text: string) => string): PreviewRow {
  return { name: mask(name), value: mask(value), ...(note !== undefined && { note: mask(note) }) };
}

function rowOf({ name, value }: ResolvedEntry): PreviewRow {
  return { name: name.text, value: value.text, ...(value.text === '' && { note: 'empty' }) };
}

function mountRow({ containerPath, mode, enginePath, source }: ResolvedMount): PreviewRow {
  return {
    name: containerPath.text,
    value: source.kind === 'archive' ? enginePath : '',
    note: `${originOf(source)}, ${mode === 'ro' ? 'read-only' : 'writable'}`,
  };
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
