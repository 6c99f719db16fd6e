import { bindDocument, type BoundCommand } from '../command/binding/bind-command';
import { compareCommands } from '../command/label/compare-commands';
import { describeDifference } from '../command/label/describe-difference';
import { imageLabelOf, type LabelledDockerfile, type LabelDocument } from '../command/label/labelled-dockerfile';
import { lastStage } from '../command/label/dockerfile';
import type { Span } from '../command/document/syntax-tree';
import { startOf } from './code-lenses';

/** A Command that is written in a file of the workspace. */
export interface CommandInFile {
  /** Address of the file. */
  readonly uri: string;
  readonly command: BoundCommand;
}

/** What a click on a lens of a Dockerfile does, with what it needs; `none` is there to be read. */
export type DockerfileLensAction =
  | { readonly kind: 'none' }
  | { readonly kind: 'open' }
  | { readonly kind: 'update' }
  | { readonly kind: 'compare'; readonly index: number; readonly file: string }
  | { readonly kind: 'write' }
  | { readonly kind: 'build' };

/** A clickable line above the label of a Dockerfile, or above its last stage where it has none. */
export interface DockerfileLens {
  readonly span: Span;
  readonly title: string;
  /** What there is to say beyond the title; undefined where that is all. */
  readonly tooltip?: string;
  readonly action: DockerfileLensAction;
}

/**
 * What there is to say and to do about the Commands' label of a Dockerfile: how many Commands it holds, whether they are
 * still what the files of the workspace say, and that it can be written and built.
 *
 * @param files the workspace's Commands, the nearest to the Dockerfile first; one is that of the label by its name
 */
export function dockerfileLenses(
  checked: LabelledDockerfile,
  files: readonly CommandInFile[],
): readonly DockerfileLens[] {
  const stage = lastStage(checked.dockerfile);
  if (stage === undefined) return [];
  const label = imageLabelOf(checked);
  const span = startOf(label?.label.key ?? stage.from.span);
  const build: DockerfileLens = { span, title: 'Build image…', action: { kind: 'build' } };
  if (label === undefined) {
    const [nearest] = files;
    if (nearest === undefined) return [];
    return [{ span, title: `Write LABEL from ${fileNameOf(nearest.uri)}`, action: { kind: 'write' } }, build];
  }
  return [...labelLenses(label, files, span), build];
}

function labelLenses({ document }: LabelDocument, files: readonly CommandInFile[], span: Span): DockerfileLens[] {
  const { commands } = bindDocument(document);
  const lens = (title: string, action: DockerfileLensAction): DockerfileLens => ({ span, title, action });
  if (document.syntaxFaults.length > 0 || document.root?.kind !== 'array') {
    return files.length === 0 ? [] : [lens('Update from file…', { kind: 'write' })];
  }
  const compared = commands.flatMap((command, index) => {
    const file = fileOf(command, files);
    return file === undefined ? [] : [{ index, file, differences: compareCommands(command, file.command) }];
  });
  const differing = compared.filter(({ differences }) => differences.length > 0);
  const names = [...new Set(compared.map(({ file }) => fileNameOf(file.uri)))].join(', ');
  return [
    lens(counted(commands.length, 'Command'), { kind: 'none' }),
    ...(commands.length === 0 ? [] : [lens('Open', { kind: 'open' })]),
    ...(differing.length > 0 ? [lens('Update from file', { kind: 'update' })] : []),
    ...differing.map(({ index, file, differences }) => {
      const name = fileNameOf(file.uri);
      const title = `Differs from ${name} in ${counted(differences.length, 'place')}`;
      return {
        ...lens(title, { kind: 'compare', index, file: file.uri }),
        tooltip: differences
          .slice(0, MOST_DIFFERENCES)
          .map((difference) => describeDifference(difference, { first: 'in the label', second: `in ${name}` }))
          .join('\n'),
      };
    }),
    ...(compared.length > 0 && differing.length === 0 ? [lens(`Same as ${names}`, { kind: 'none' })] : []),
  ];
}

/** More than these do not fit into a tooltip. */
const MOST_DIFFERENCES = 20;

/** The Command of a label as the workspace has it: the nearest of its name. */
export function fileOf(command: BoundCommand, files: readonly CommandInFile[]): CommandInFile | undefined {
  const { name } = command.command;
  return name === undefined ? undefined : files.find((file) => file.command.command.name === name);
}

/**
 * Files in the order of their nearness to a Dockerfile: those in its folder, below it or above it, the fewest steps away
 * first. Others have nothing to do with it.
 */
export function nearFiles<T extends { readonly uri: string }>(dockerfile: string, files: readonly T[]): readonly T[] {
  const steps = ({ uri }: T) => {
    const [from, to] = [folderOf(dockerfile), folderOf(uri)];
    if (!from.startsWith(to) && !to.startsWith(from)) return undefined;
    return Math.abs(from.split('/').length - to.split('/').length);
  };
  return files
    .flatMap((file) => {
      const distance = steps(file);
      return distance === undefined ? [] : [{ file, distance }];
    })
    .sort((a, b) => a.distance - b.distance || (a.file.uri < b.file.uri ? -1 : 1))
    .map(({ file }) => file);
}

const folderOf = (uri: string) => uri.slice(0, uri.lastIndexOf('/') + 1);

const fileNameOf = (uri: string) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;
