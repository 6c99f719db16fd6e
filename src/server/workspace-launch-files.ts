import { dirname, resolve } from 'node:path';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { createCommandDocument } from '../command/document/command-document';
import { valueOf } from '../command/document/navigation';
import type { LaunchFileDocument } from '../language/rename/rename-with-launch-files';
import { pathOf } from './file-address';
import type { OpenDocument } from './open-document';
import { LAUNCH_FILES_REQUEST, type WorkspaceFile } from './protocol';

/** The launch files of the workspace. */
export interface WorkspaceLaunchFiles {
  /** Those that launch the Command of an address. Never rejects: of an editor that cannot tell, those that are open. */
  launching(command: string, cancellation: CancellationToken): Promise<readonly LaunchFileDocument[]>;
}

/**
 * Asks the editor for the files each time: what is asked is rare, and a file may have been written a moment ago.
 *
 * @param openLaunchFiles those whose text the editor keeps the server told of
 */
export function createWorkspaceLaunchFiles(
  connection: Connection,
  openLaunchFiles: () => readonly OpenDocument[],
): WorkspaceLaunchFiles {
  return {
    async launching(command, cancellation) {
      const path = pathOf(command);
      if (path === undefined) return [];
      const asked = connection.sendRequest<readonly WorkspaceFile[]>(LAUNCH_FILES_REQUEST, cancellation);
      const told = await asked.catch(() => []);
      const open = openLaunchFiles().map(({ text, command: document }) => ({ uri: text.uri, document }));
      const known = new Set(open.map(({ uri }) => uri));
      const closed = told
        .filter(({ uri }) => !known.has(uri))
        .map(({ uri, text }) => ({ uri, document: createCommandDocument(text, 'create') }));
      return [...open, ...closed].filter((file) => launchedPath(file) === path);
    },
  };
}

/** The path of the Command that a launch file names. */
function launchedPath({ uri, document }: LaunchFileDocument): string | undefined {
  const own = pathOf(uri);
  const named = valueOf(document.root, 'command');
  if (own === undefined || named?.kind !== 'string' || named.value === '' || named.value.includes('\0'))
    return undefined;
  return resolve(dirname(own), named.value);
}
