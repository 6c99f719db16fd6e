import * as vscode from 'vscode';
import type { DockerConnection } from '../../docker';
import type { DockerAccess } from '../docker-access';
import {
  referenceOf,
  type Removal,
  type RemovalOutcome,
  removalQuestion,
  removalsOf,
  removalSummary,
  titleOfRemoval,
} from './removals';
import type { ImageOfHost } from './row';
import { withHost } from './with-host';
import { counted } from './wording';

/** Removes images, or names of one, once the person has confirmed it; what stays is told once, at the end. */
export async function removeImages(docker: DockerAccess, images: readonly ImageOfHost[]): Promise<void> {
  const all = removalsOf(images);
  const removals = images.length === 1 && all.length > 1 ? await chooseNames(all, images[0]?.name) : all;
  if (removals === undefined || removals.length === 0 || !(await isConfirmed(removals))) return;
  const outcome = await removeAll(docker, removals);
  const summary = removalSummary(outcome);
  if (summary === undefined) return;
  const isWorse = outcome.refused.length + outcome.lost.length > 0;
  void (isWorse ? vscode.window.showErrorMessage(summary) : vscode.window.showInformationMessage(summary));
}

/** An image with several names need not lose all of them. */
async function chooseNames(
  removals: readonly Removal[],
  shown: string | undefined,
): Promise<readonly Removal[] | undefined> {
  const items = removals.map((removal) => ({
    label: titleOfRemoval(removal),
    picked: removal.name === shown,
    removal,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Remove names of the image',
    placeHolder: 'Choose the names to remove; with its last one the image goes',
    canPickMany: true,
  });
  return chosen?.map(({ removal }) => removal);
}

async function isConfirmed(removals: readonly Removal[]): Promise<boolean> {
  const { question, detail } = removalQuestion(removals);
  const remove = 'Remove';
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}

async function removeAll(docker: DockerAccess, removals: readonly Removal[]): Promise<RemovalOutcome> {
  const refused: { readonly title: string; readonly reason: string }[] = [];
  const lost: string[] = [];
  let removed = 0;

  const removeFrom = async (
    connection: DockerConnection,
    group: readonly Removal[],
    signal: AbortSignal,
    report: (message: string) => void,
  ) => {
    for (const removal of group) {
      const title = titleOfRemoval(removal);
      report(title);
      const answer = await connection.removeImage(referenceOf(removal), signal);
      // Somebody else was faster.
      if (answer.ok || answer.failure.kind === 'image-missing') removed++;
      else if (answer.failure.kind === 'refused') refused.push({ title, reason: answer.failure.message });
      else return answer;
    }
    return { ok: true as const, value: undefined };
  };

  for (const reference of new Set(removals.map(({ host }) => host.reference))) {
    const group = removals.filter(({ host }) => host.reference === reference);
    const [first] = group;
    if (first === undefined) continue;
    const title = `Removing ${group.length === 1 ? titleOfRemoval(first) : counted(group.length, 'name')}`;
    const outcome = await withHost(docker, first.host, title, (connection, signal, report) =>
      removeFrom(connection, group, signal, report),
    );
    if (outcome.ok) continue;
    if (outcome.failure.kind === 'cancelled') {
      return { asked: removals.length, removed, refused, lost, isCancelled: true };
    }
    lost.push(outcome.failure.message);
  }
  return { asked: removals.length, removed, refused, lost, isCancelled: false };
}
