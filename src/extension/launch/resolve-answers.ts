import { randomUUID } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Wrapper } from '../../command/model/command';
import { nodeDataFiles } from '../../launch/data/node-data-files';
import type { LaunchInput } from '../../launch/launch-file';
import { resolveWithData, type LocalResolution } from '../../launch/resolve-with-data';
import { storedCommand } from '../../resolution/stored-command';
import type { CommandToLaunch } from './launch-target';

/**
 * Reads the folders a person chose, with progress and Cancel, and resolves the launch.
 *
 * @param folder of the run; new folders are made in its `build`
 * @returns undefined when the person cancelled
 */
export async function resolveAnswers(
  { uri, bound }: CommandToLaunch,
  wrapper: Wrapper,
  answers: ReadonlyMap<string, LaunchInput>,
  folder: string,
): Promise<LocalResolution | undefined> {
  const reading = new AbortController();
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: bound.command.name ?? 'Command', cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => reading.abort());
      try {
        return await resolveWithData({
          command: storedCommand(bound.command),
          wrapper,
          inputs: answers,
          objects: new Map(),
          otherCommands: [],
          resolvePath: (path) => resolve(dirname(uri.fsPath), path),
          index: {
            files: nodeDataFiles,
            signal: reading.signal,
            onProgress: (found) => progress.report({ message: `reading the data: ${found} files` }),
            viewFolder: join(folder, 'archive'),
          },
          buildPath: join(folder, 'build'),
          newDirectoryName: randomUUID,
        });
      } catch (error) {
        if (reading.signal.aborted) return undefined;
        throw error;
      }
    },
  );
}
