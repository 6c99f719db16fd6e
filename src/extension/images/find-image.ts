import * as vscode from 'vscode';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import { shortId } from './arrange-images';
import type { ImagesTree } from './images-tree';
import type { Row } from './row-tree';
import { ageText, sizeText } from './wording';

/** Lets a person type a part of an image's name and shows that image in the view. */
export async function findImage(tree: ImagesTree, view: vscode.TreeView<Row>): Promise<void> {
  const items = tree.hosts.flatMap(({ host, state }) =>
    state.kind === 'connected'
      ? state.images.map((image) => ({
          label: image.tags[0] ?? shortId(image.id),
          iconPath: new vscode.ThemeIcon(COMMANDS_LABEL in image.labels ? 'package' : 'circle-outline'),
          description: [...image.tags.slice(1), sizeText(image.size), ageText(image.created)].join(' · '),
          host,
          image,
        }))
      : [],
  );
  const hosts = new Set(items.map(({ host }) => host.name));
  const chosen = await vscode.window.showQuickPick(
    hosts.size > 1 ? items.map((item) => ({ ...item, detail: item.host.name })) : items,
    { title: 'Find image', placeHolder: 'A part of its name', matchOnDescription: true },
  );
  if (chosen === undefined) return;
  if (tree.filter !== '') tree.setFilter('');
  const row = tree.rowOfImage(chosen.host.reference, chosen.image);
  if (row !== undefined) await view.reveal(row, { select: true, focus: true, expand: true });
}

/** How long a person may pause in typing before the view follows, in milliseconds. */
const PAUSE_MILLISECONDS = 120;

/** Narrows the view down to images that match, as the person types; Escape brings back what was before. */
export function filterImages(tree: ImagesTree): void {
  const before = tree.filter;
  const box = vscode.window.createInputBox();
  let isAccepted = false;
  box.title = 'Filter images';
  box.prompt = 'Words from names, labels and Commands. Empty shows all images.';
  box.placeholder = 'lab segment';
  box.value = before;
  let pause: NodeJS.Timeout | undefined;
  box.onDidChangeValue((value) => {
    clearTimeout(pause);
    pause = setTimeout(() => tree.setFilter(value), PAUSE_MILLISECONDS);
  });
  box.onDidAccept(() => {
    isAccepted = true;
    box.hide();
  });
  box.onDidHide(() => {
    clearTimeout(pause);
    tree.setFilter(isAccepted ? box.value : before);
    box.dispose();
  });
  box.show();
}
