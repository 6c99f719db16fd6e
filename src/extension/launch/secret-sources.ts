import * as vscode from 'vscode';
import type { SecretResolver } from '../../launch/run-secrets';
import { readFromSource } from '../../secrets/sources/all-sources';
import type { EditorSecrets } from '../editor-secrets';

/** Secrets that do not come from the editor's storage, with the place each does come from. */
export function placesOfSecrets(): ReadonlyMap<string, string> {
  const places =
    vscode.workspace.getConfiguration('xnatCommands.secrets').get<Record<string, unknown>>('sources') ?? {};
  return new Map(
    Object.entries(places).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== 'editor',
    ),
  );
}

/** Takes each secret from the place the settings name, else from the editor's storage. */
export function secretResolver(secrets: EditorSecrets): SecretResolver {
  const places = placesOfSecrets();
  const sharedFolders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  return (name) => {
    const place = places.get(name);
    if (place === undefined) return secrets.get(name);
    return readFromSource(place, name, { environment: process.env, sharedFolders });
  };
}
