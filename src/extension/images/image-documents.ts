import * as vscode from 'vscode';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { DockerHost } from '../../docker';
import type { Outcome } from '../../launch/engine';
import { labelledCommandText, labelText, normalisedText } from '../../language/labelled-command';
import type { DockerAccess } from '../docker-access';
import { historyText, inspectText, titleOf } from './image-texts';
import { readImageUri, type ShownDocument } from './image-uri';

/** The text of a read-only document; where it cannot be had, why not. */
export async function imageDocumentText(uri: vscode.Uri, docker: DockerAccess, signal: AbortSignal): Promise<string> {
  const shown = readImageUri(uri);
  if (shown.kind === 'normalised-file') {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(shown.uri, true));
    return normalisedText(document.getText());
  }
  const text = await textOfImage(shown, docker, signal);
  return text.ok ? text.value : `${text.failure.message}\n`;
}

async function textOfImage(
  shown: Exclude<ShownDocument, { readonly kind: 'normalised-file' }>,
  docker: DockerAccess,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const host = await hostOf(shown.host, docker);
  if (host === undefined) return refused(`There is no Docker host “${shown.host}” any more.`);
  const connected = await docker.connect(signal, host);
  if (!connected.ok) return connected;
  const { value: connection } = connected;
  if (shown.kind === 'history') {
    const history = await connection.imageHistory(shown.image, signal);
    return history.ok ? done(historyText(titleOf(shown.image, shown.name), history.value)) : history;
  }
  const details = await connection.inspectImage(shown.image, signal);
  if (!details.ok) return details;
  if (shown.kind === 'inspect') return done(inspectText(details.value));
  const label = details.value.labels[COMMANDS_LABEL];
  if (label === undefined) return refused(`The image has no label ${COMMANDS_LABEL}.`);
  if (!('index' in shown)) return done(labelText(label));
  const command = labelledCommandText(label, shown.index, shown.name);
  if (command === undefined) return refused(`The label of the image has no Command ${shown.index + 1}.`);
  return done(shown.kind === 'command' ? command : normalisedText(command));
}

/** A host that is current or known, by its reference. */
export async function hostOf(reference: string, docker: DockerAccess): Promise<DockerHost | undefined> {
  const { current, known } = await docker.hosts();
  return [current, ...known].find((host) => host.reference === reference);
}

const done = (value: string) => ({ ok: true, value }) as const;

const refused = (message: string) => ({ ok: false, failure: { kind: 'refused', status: 404, message } }) as const;
