import * as vscode from 'vscode';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { DockerHost } from '../../docker';
import { chosenRows, type ChosenRows } from '../chosen-rows';
import type { DockerAccess } from '../docker-access';
import { addHost, removeHost } from '../hosts/add-host';
import { chooseHost } from '../hosts/choose-host';
import { testHost } from '../hosts/test-host';
import { filterImages, findImage } from './find-image';
import type { ImagesTree } from './images-tree';
import { launchFromImage, openImageDocument, openRow } from './open-documents';
import type { CommandOfImage, ImageOfHost, RowContent } from './row';
import { removeImages } from './remove-images';
import type { Row } from './row-tree';
import { tagImage } from './tag-image';
import { compareWithFile, saveToWorkspace } from './workspace-copies';

/** What a command of the Images view works with. */
export interface ImageCommandServices {
  readonly docker: DockerAccess;
  readonly tree: ImagesTree;
  readonly view: vscode.TreeView<Row>;
}

/** Runs a command of the Images view on the row that it was called on, or else on those that are selected. */
export async function runImageCommand(
  id: ImageCommandId,
  services: ImageCommandServices,
  row: Row | undefined,
): Promise<void> {
  await COMMANDS[id](services, chosenRows(row, services.view.selection));
}

type Run = (services: ImageCommandServices, rows: ChosenRows<Row>) => Promise<void> | void;

/** By the part of their ids behind `xnatCommands.`. */
const COMMANDS = {
  chooseDockerHost: ({ docker }) => chooseHost(docker, undefined),
  useDockerHost: ({ docker }, { row }) => chooseHost(docker, hostIn(row)),
  addDockerHost: async ({ docker }) => {
    const host = await addHost(docker);
    if (host !== undefined) await testHost(docker, host);
  },
  removeDockerHost: (_, { row }) => removeHost(hostIn(row)),
  testDockerHost: ({ docker }, { row }) => testHost(docker, hostIn(row)),
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
  openImageRow: (_, { row }) => onOne(row, (content) => content, openRow),
  launchFromImage: (_, { row }) =>
    onOne(row, commandIn, (command) =>
      launchFromImage(command, command.kind === 'wrapper' ? command.wrapper.name : undefined),
    ),
  saveImageCommand: (_, { row }) => onOne(row, commandIn, saveToWorkspace),
  compareImageCommand: (_, { row }) => onOne(row, commandIn, compareWithFile),
  copyImageLabel: (_, { row }) => onOne(row, (content) => content, copyLabel),
  copyImageName: (_, { rows }) => onImages(rows, copyNames),
  inspectImage: (_, { row }) => onOne(row, imageIn, (image) => openImageDocument(image, 'inspect')),
  showImageHistory: (_, { row }) => onOne(row, imageIn, (image) => openImageDocument(image, 'history')),
  pullImageAgain: ({ docker }, { rows }) => onImages(rows, (images) => pullAgain(docker, images)),
  tagImage: ({ docker }, { row }) => onOne(row, imageIn, (image) => tagImage(docker, image)),
  removeImage: ({ docker }, { rows }) => onImages(rows, (images) => removeImages(docker, images)),
} as const satisfies Readonly<Record<string, Run>>;

export type ImageCommandId = keyof typeof COMMANDS;

/** Does something with a row that has what it takes. */
async function onOne<T>(
  row: Row | undefined,
  find: (content: RowContent) => T | undefined,
  run: (found: T) => PromiseLike<void>,
): Promise<void> {
  const found = row === undefined ? undefined : find(row.content);
  if (found !== undefined) await run(found);
  else askForRow();
}

/** Does something with the images among the rows. */
async function onImages(
  rows: readonly Row[],
  run: (images: readonly ImageOfHost[]) => PromiseLike<void>,
): Promise<void> {
  const images = rows.flatMap(({ content }) => (content.kind === 'image' ? [content] : []));
  if (images.length > 0) await run(images);
  else askForRow();
}

const askForRow = () => void vscode.window.showInformationMessage('Select a row of the Images view first.');

const commandIn = (
  content: RowContent,
): Extract<RowContent, CommandOfImage & { readonly kind: 'command' | 'wrapper' }> | undefined =>
  content.kind === 'command' || content.kind === 'wrapper' ? content : undefined;

const imageIn = (content: RowContent): ImageOfHost | undefined => ('image' in content ? content : undefined);

const hostIn = (row: Row | undefined): DockerHost | undefined =>
  row?.content.kind === 'host' || row?.content.kind === 'failure' ? row.content.host : undefined;

/** Copies the names, one a line. */
async function copyNames(images: readonly ImageOfHost[]): Promise<void> {
  const names = [...new Set(images.map(({ image, name }) => name ?? image.id))];
  await vscode.env.clipboard.writeText(names.join('\n'));
  const what = names.length === 1 ? 'the name' : `${names.length} names`;
  void vscode.window.setStatusBarMessage(`$(check) Copied ${what}`, 5000);
}

/** Pulls images anew by their names; images are pulled to the current host alone. */
async function pullAgain(docker: DockerAccess, images: readonly ImageOfHost[]): Promise<void> {
  const { current } = await docker.hosts();
  const elsewhere = images.find(({ host }) => host.reference !== current.reference);
  if (elsewhere !== undefined) {
    const message = `Images are pulled to ${current.name}. Use ${elsewhere.host.name} first.`;
    void vscode.window.showInformationMessage(message);
    return;
  }
  const names = new Set(images.flatMap(({ name }) => (name === undefined ? [] : [name])));
  await vscode.commands.executeCommand('xnatCommands.pullImage', ...names);
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
