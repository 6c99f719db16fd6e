import * as vscode from 'vscode';
import type { DockerAccess } from '../docker-access';
import { whyNoImageName } from '../image-name';
import { splitName } from './arrange-images';
import { titleOf } from './image-texts';
import type { ImageOfHost } from './row';
import { withHost } from './with-host';

/** Asks for one more name for an image and gives it. */
export async function tagImage(docker: DockerAccess, { host, image, name }: ImageOfHost): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: `Tag ${titleOf(image.id, name)}`,
    prompt: 'One more name for the image. An image that has the name now loses it.',
    value: name ?? '',
    valueSelection: name === undefined ? [0, 0] : [splitName(name)[0].length + 1, name.length],
    placeHolder: 'organisation/tool:1.0',
    ignoreFocusOut: true,
    validateInput: (text) => whyNoImageName(text.trim()),
  });
  if (typed === undefined) return;
  const [repository, tag] = splitName(typed.trim());
  const tagged = await withHost(docker, host, `Tagging ${titleOf(image.id, name)}`, (connection, signal) =>
    connection.tagImage(image.id, { repository, tag }, signal),
  );
  if (!tagged.ok && tagged.failure.kind !== 'cancelled') void vscode.window.showErrorMessage(tagged.failure.message);
}
