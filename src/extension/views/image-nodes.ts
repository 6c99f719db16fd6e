import * as vscode from 'vscode';
import { readLabel, type LabelReading } from '../../command/label/read-label';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { Image } from '../../docker';

/** A row of the Images view. Ids are stable over refreshes, so that what is open and selected stays so. */
export type ImageNode =
  | { readonly kind: 'image'; readonly id: string; readonly image: Image }
  | { readonly kind: 'command'; readonly id: string; readonly name: string; readonly wrappers: readonly string[] }
  | { readonly kind: 'wrapper'; readonly id: string; readonly name: string }
  | { readonly kind: 'broken-label'; readonly id: string; readonly reason: string }
  | { readonly kind: 'label'; readonly id: string; readonly key: string; readonly value: string };

/** The images as rows: those with Commands first, then by name; images without a name last. */
export function imageNodes(images: readonly Image[]): readonly ImageNode[] {
  return images
    .map((image) => ({ image, hasCommands: COMMANDS_LABEL in image.labels, name: nameOf(image) }))
    .sort(
      (a, b) =>
        Number(b.hasCommands) - Number(a.hasCommands) ||
        Number(b.image.tags.length > 0) - Number(a.image.tags.length > 0) ||
        a.name.localeCompare(b.name),
    )
    .map(({ image }) => ({ kind: 'image', id: image.id, image }));
}

/** The rows below a row. An image's label is read only when its row is opened. */
export function childrenOf(node: ImageNode): readonly ImageNode[] {
  switch (node.kind) {
    case 'image':
      return [...commandNodes(node.id, node.image.labels[COMMANDS_LABEL]), ...labelNodes(node.id, node.image.labels)];
    case 'command':
      return node.wrappers.map((name, index) => ({ kind: 'wrapper', id: `${node.id}/wrapper/${index}`, name }));
    default:
      return [];
  }
}

function commandNodes(parent: string, label: string | undefined): readonly ImageNode[] {
  if (label === undefined) return [];
  const reading: LabelReading = readLabel(label);
  if (!reading.ok) return [{ kind: 'broken-label', id: `${parent}/commands`, reason: reading.reason }];
  return reading.commands.map(({ name, wrappers }, index) => ({
    kind: 'command',
    id: `${parent}/command/${index}`,
    name,
    wrappers,
  }));
}

function labelNodes(parent: string, labels: Readonly<Record<string, string>>): readonly ImageNode[] {
  return Object.entries(labels)
    .filter(([key]) => key !== COMMANDS_LABEL)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, value]) => ({ kind: 'label', id: `${parent}/label/${key}`, key, value }));
}

export function treeItemOf(node: ImageNode): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'image': {
      const { image } = node;
      const hasLabels = Object.keys(image.labels).length > 0;
      const item = row(node, nameOf(image), 'package', hasLabels ? Collapsed : None);
      item.description = image.tags.slice(1).join(', ');
      item.tooltip = [...image.tags, image.id].join('\n');
      item.contextValue = COMMANDS_LABEL in image.labels ? 'image-with-commands' : 'image';
      return item;
    }
    case 'command':
      return row(node, node.name, 'symbol-method', node.wrappers.length > 0 ? Collapsed : None, 'Command');
    case 'wrapper':
      return row(node, node.name, 'symbol-interface', None, 'wrapper');
    case 'broken-label': {
      const item = row(node, `${COMMANDS_LABEL} cannot be read`, 'warning', None);
      item.description = node.reason;
      item.tooltip = node.reason;
      return item;
    }
    case 'label': {
      const item = row(node, node.key, 'tag', None);
      item.description = node.value;
      item.tooltip = `${node.key}: ${node.value}`;
      return item;
    }
  }
}

function row(
  node: ImageNode,
  label: string,
  icon: string,
  state: vscode.TreeItemCollapsibleState,
  description?: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = node.kind;
  if (description !== undefined) item.description = description;
  return item;
}

/** The first name of an image; of one without a name the beginning of its id, as the docker command line shows it. */
const nameOf = ({ id, tags }: Image) => tags[0] ?? id.replace(/^sha256:/, '').slice(0, 12);
