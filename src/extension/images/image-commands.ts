import * as vscode from 'vscode';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { DockerHost } from '../../docker';
import type { DockerAccess } from '../docker-access';
import { addHost, removeHost } from '../hosts/add-host';
import { chooseHost } from '../hosts/choose-host';
import { testHost } from '../hosts/test-host';
import { removeImages, tagImage } from './change-images';
import { filterImages, findImage } from './find-image';
import type { ImagesTree } from './images-tree';
import { launchFromImage, openImageDocument, openRow } from './open-documents';
import type { CommandOfImage, ImageOfHost, RowContent } from './row';
import type { Row } from './row-tree';
import { compareWithFile, saveToWorkspace } from './workspace-copies';

/** What a command of the Images view works with. */
export interface ImageCommandServices {
  readonly docker: DockerAccess;
  readonly tree: ImagesTree;
  readonly view: vscode.TreeView<Row>;
}

/**
 * Runs a command of the Images view.
 *
 * @param rows those it was called on: the selected ones, or the one whose menu or icon was used; none from the palette
 */
export async function runImageCommand(
  id: ImageCommandId,
  services: ImageCommandServices,
  rows: readonly Row[],
): Promise<void> {
  await COMMANDS[id](services, rows.length > 0 ? rows : services.view.selection);
}

type Run = (services: ImageCommandServices, rows: readonly Row[]) => Promise<void> | void;

/** By the part of their ids behind `xnatCommands.`. */
const COMMANDS = {
  chooseDockerHost: ({ docker }, rows) => chooseHost(docker, hostIn(rows)),
  useDockerHost: ({ docker }, rows) => chooseHost(docker, hostIn(rows)),
  addDockerHost: async ({ docker }) => {
    const host = await addHost(docker);
    if (host !== undefined) await testHost(docker, host);
  },
  removeDockerHost: (_, rows) => removeHost(hostIn(rows)),
  testDockerHost: ({ docker }, rows) => testHost(docker, hostIn(rows)),
  refreshImages: ({ tree }) => tree.follow(),
  groupImages: ({ tree }) => tree.setGrouping('repository'),
  ungroupImages: ({ tree }) => tree.setGrouping('none'),
  filterImages: ({ tree }) => {
    filterImages(tree);
  },
  clearImageFilter: ({ tree }) => {
    tree.setFilter('');
  },
  findImage: async ({ tree, view }) => {
    if (tree.hosts.length === 0) await tree.follow();
    await findImage(tree, view);
  },
  openImageRow: (_, rows) => onFirst(rows, (content) => content, openRow),
  launchFromImage: (_, rows) =>
    onFirst(rows, commandIn, (command) =>
      launchFromImage(command, command.kind === 'wrapper' ? command.wrapper.name : undefined),
    ),
  saveImageCommand: (_, rows) => onFirst(rows, commandIn, saveToWorkspace),
  compareImageCommand: (_, rows) => onFirst(rows, commandIn, compareWithFile),
  copyImageLabel: (_, rows) => onFirst(rows, (content) => content, copyLabel),
  copyImageName: (_, rows) =>
    onFirst(rows, imageIn, ({ image, name }) => vscode.env.clipboard.writeText(name ?? image.id)),
  inspectImage: (_, rows) => onFirst(rows, imageIn, (image) => openImageDocument(image, 'inspect')),
  showImageHistory: (_, rows) => onFirst(rows, imageIn, (image) => openImageDocument(image, 'history')),
  pullImageAgain: ({ docker }, rows) => onFirst(rows, imageIn, (image) => pullAgain(docker, image)),
  tagImage: ({ docker }, rows) => onFirst(rows, imageIn, (image) => tagImage(docker, image)),
  removeImage: ({ docker }, rows) =>
    removeImages(
      docker,
      rows.flatMap(({ content }) => (content.kind === 'image' ? [content] : [])),
    ),
} as const satisfies Readonly<Record<string, Run>>;

export type ImageCommandId = keyof typeof COMMANDS;

/** Does something with the first row that has what it takes; says so when none has. */
async function onFirst<T>(
  rows: readonly Row[],
  find: (content: RowContent) => T | undefined,
  run: (found: T) => PromiseLike<void>,
): Promise<void> {
  const found = rows.map(({ content }) => find(content)).find((candidate) => candidate !== undefined);
  if (found !== undefined) await run(found);
  else void vscode.window.showInformationMessage('Select a row of the Images view first.');
}

const commandIn = (
  content: RowContent,
): Extract<RowContent, CommandOfImage & { readonly kind: 'command' | 'wrapper' }> | undefined =>
  content.kind === 'command' || content.kind === 'wrapper' ? content : undefined;

const imageIn = (content: RowContent): ImageOfHost | undefined => ('image' in content ? content : undefined);

const hostIn = (rows: readonly Row[]): DockerHost | undefined =>
  rows.map(({ content }) => (content.kind === 'host' ? content.host : undefined)).find((host) => host !== undefined);

/** Pulls an image anew by its name; images are pulled to the current host alone. */
async function pullAgain(docker: DockerAccess, { host, name }: ImageOfHost): Promise<void> {
  const { current } = await docker.hosts();
  if (current.reference === host.reference) await vscode.commands.executeCommand('xnatCommands.pullImage', name);
  else void vscode.window.showInformationMessage(`Images are pulled to ${current.name}. Use ${host.name} first.`);
}

/** Copies a label's value as the image has it. */
async function copyLabel(content: RowContent): Promise<void> {
  const value = content.kind === 'label' ? content.value : imageIn(content)?.image.labels[COMMANDS_LABEL];
  if (value === undefined) {
    void vscode.window.showInformationMessage('There is no label to copy here.');
    return;
  }
  await vscode.env.clipboard.writeText(value);
  void vscode.window.setStatusBarMessage('$(check) Copied the label', 5000);
}
