import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Command, Wrapper } from '../../command/model/command';
import { nodeDataFiles } from '../../launch/data/node-data-files';
import type { LaunchInput, LaunchObject } from '../../launch-file/launch-file';
import { resolveWithData, type LocalResolution } from '../../launch/resolve-with-data';

/** A launch of which nothing is left to ask but secrets. */
export interface AnsweredLaunch {
  /** Address of the document it was launched from: the Command, or a launch file. */
  readonly source: string | undefined;
  /** As the server holds it. */
  readonly command: Command;
  readonly wrapper: Wrapper;
  readonly inputs: ReadonlyMap<string, LaunchInput>;
  /** Objects that the inputs refer to. */
  readonly objects: ReadonlyMap<string, LaunchObject>;
  /** Setup and wrapup Commands that the Command may name. */
  readonly otherCommands: readonly Command[];
  /** Variables set beside those of the Command, or in place of them. */
  readonly environment: ReadonlyMap<string, string>;
  /** What to tell in the terminal before it begins, in sentences. */
  readonly notes: readonly string[];
  /** Address of the engine to run on; undefined: the editor's. */
  readonly engine: string | undefined;
  /** Where a JSON pointer into the Command leads, as a person looks it up; undefined for a Command that is in no file. */
  readonly placeOf: (pointer: string) => string | undefined;
  /** The same of the launch file, where there is one. */
  readonly placeInFile: ((pointer: string) => string) | undefined;
  /** Makes a path absolute. */
  readonly resolvePath: (path: string) => string;
}

/**
 * Reads the folders a person chose, with progress and Cancel, and resolves the launch.
 *
 * @param folder of the run; new folders are made in its `build`
 * @returns undefined when the person cancelled
 */
export async function resolveAnswers(answered: AnsweredLaunch, folder: string): Promise<LocalResolution | undefined> {
  const reading = new AbortController();
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: answered.command.name ?? 'Command', cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => reading.abort());
      try {
        return await resolveWithData({
          ...answered,
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
