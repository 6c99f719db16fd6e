import * as vscode from 'vscode';
import { readImageReference } from '../../command/image-reference';
import type { DockerConnection } from '../../docker';
import type { Outcome } from '../../launch/engine';
import type { DockerAccess } from '../docker-access';
import { splitName } from './arrange-images';
import { titleOf } from './image-texts';
import type { ImageOfHost } from './row';
import { counted } from './wording';

/** Asks for one more name for an image and gives it. */
export async function tagImage(docker: DockerAccess, { host, image, name }: ImageOfHost): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: `Tag ${titleOf(image.id, name)}`,
    prompt: 'One more name for the image. An image that has the name now loses it.',
    value: name ?? '',
    valueSelection: name === undefined ? [0, 0] : [splitName(name)[0].length + 1, name.length],
    placeHolder: 'organisation/tool:1.0',
    validateInput: whyNoName,
  });
  if (typed === undefined) return;
  const [repository, tag] = splitName(typed.trim());
  await withHost(docker, host, `Tagging ${titleOf(image.id, name)}`, (connection, signal) =>
    connection.tagImage(image.id, { repository, tag }, signal),
  );
}

function whyNoName(text: string): string | undefined {
  const reference = readImageReference(text.trim());
  if (text.trim() === '') return 'Type a name.';
  if (!reference.valid) return 'Write it like organisation/tool:1.0: in lower case, without blanks.';
  return reference.digest === undefined ? undefined : 'A digest is no name that one can give.';
}

/** What is to be removed from a host: a name, or by its id an image that has none. */
interface Removal {
  readonly image: ImageOfHost;
  readonly reference: string;
}

/** Removes images, or names of images, once the person has confirmed it. */
export async function removeImages(docker: DockerAccess, images: readonly ImageOfHost[]): Promise<void> {
  const [first] = images;
  if (first === undefined) return;
  const removals =
    images.length === 1 && first.image.tags.length > 1 ? await chooseNames(first) : images.flatMap(removalsOf);
  if (removals === undefined || removals.length === 0) return;
  if (!(await confirmRemoval(removals))) return;

  const refusals: string[] = [];
  for (const host of new Set(removals.map(({ image }) => image.host))) {
    const group = removals.filter(({ image }) => image.host === host);
    await withHost(docker, host, `Removing ${counted(group.length, 'image')}`, async (connection, signal, report) => {
      for (const { reference } of group) {
        report(reference);
        const removed = await connection.removeImage(reference, signal);
        if (removed.ok) continue;
        if (removed.failure.kind !== 'refused' && removed.failure.kind !== 'image-missing') return removed;
        if (removed.failure.kind === 'refused') refusals.push(`${reference}: ${removed.failure.message}`);
      }
      return { ok: true, value: undefined };
    });
  }
  if (refusals.length > 0) {
    void vscode.window.showErrorMessage(`Docker did not remove ${refusals.join(' ')}`);
  }
}

const removalsOf = (image: ImageOfHost): readonly Removal[] =>
  (image.image.tags.length === 0 ? [image.image.id] : image.image.tags).map((reference) => ({ image, reference }));

/** An image with several names need not lose all of them. */
async function chooseNames(image: ImageOfHost): Promise<readonly Removal[] | undefined> {
  const items = removalsOf(image).map((removal) => ({
    label: removal.reference,
    picked: removal.reference === image.name,
    removal,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Remove names of the image',
    placeHolder: 'Choose the names to remove; with its last one the image goes',
    canPickMany: true,
  });
  return chosen?.map(({ removal }) => removal);
}

/** More names than this are not listed one by one. */
const LISTED = 10;

async function confirmRemoval(removals: readonly Removal[]): Promise<boolean> {
  const names = removals.map(({ reference }) => reference);
  const [only] = names;
  const question =
    names.length === 1 ? `Remove ${only ?? ''} from this Docker host?` : `Remove ${names.length} images or names?`;
  const list = names.length === 1 ? [] : names.slice(0, LISTED);
  const more = names.length > LISTED ? [`… and ${names.length - LISTED} more`] : [];
  const detail = [...list, ...more, 'An image goes with its last name. It can be pulled or built again.'].join('\n');
  const remove = 'Remove';
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}

/** Does something with a host, with progress and Cancel, and tells what went wrong. */
async function withHost(
  docker: DockerAccess,
  host: ImageOfHost['host'],
  title: string,
  act: (connection: DockerConnection, signal: AbortSignal, report: (message: string) => void) => Promise<Outcome<void>>,
): Promise<void> {
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation): Promise<Outcome<void>> => {
      const cancelled = new AbortController();
      const watch = cancellation.onCancellationRequested(() => cancelled.abort());
      try {
        const connected = await docker.connect(cancelled.signal, host);
        if (!connected.ok) return connected;
        return await act(connected.value, cancelled.signal, (message) => progress.report({ message }));
      } finally {
        watch.dispose();
      }
    },
  );
  if (!outcome.ok && outcome.failure.kind !== 'cancelled') {
    void vscode.window.showErrorMessage(outcome.failure.message);
  }
}
