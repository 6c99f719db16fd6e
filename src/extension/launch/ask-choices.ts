import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Command, Wrapper } from '../../command/model/command';
import { nodeDataFiles } from '../../launch/data/node-data-files';
import type { LaunchInput } from '../../launch-file/launch-file';
import type { FormField } from '../../webview/protocol';
import { valuesOf } from '../form/form-answers';
import { FormData } from '../form/form-data';
import { workOutForm } from '../form/form-view';

/** What the data are read for, and where. */
export interface DataToChooseFrom {
  /** As the server holds it. */
  readonly command: Command;
  readonly wrapper: Wrapper;
  /** Makes a path absolute: relative to the Command. */
  readonly resolvePath: (path: string) => string;
}

/**
 * Reads the data that were given, and has the person choose where they hold several things that fit a required input of
 * which the launch takes one, such as one scan of a session.
 *
 * @param title heading of every box
 * @returns the answers with the choices; undefined when the person gave up
 */
export async function askChoices(
  source: DataToChooseFrom,
  answers: ReadonlyMap<string, LaunchInput>,
  title: string,
): Promise<ReadonlyMap<string, LaunchInput> | undefined> {
  const chosen = new Map(answers);
  for (;;) {
    const fields = await readFields(source, chosen, title);
    if (fields === undefined) return undefined;
    const open = fields.find(({ problem, control }) => problem?.kind === 'missing' && control.kind === 'select-one');
    if (open?.control.kind !== 'select-one') return chosen;
    const { name, label, description, control } = open;
    const choice = await vscode.window.showQuickPick(
      control.options.map((option) => ({ label: option.label, value: option.value })),
      { title, placeHolder: description === undefined ? label : `${label}: ${description}`, ignoreFocusOut: true },
    );
    if (choice === undefined) return undefined;
    chosen.set(name, { kind: 'text', text: choice.value });
  }
}

async function readFields(
  { command, wrapper, resolvePath }: DataToChooseFrom,
  answers: ReadonlyMap<string, LaunchInput>,
  title: string,
): Promise<readonly FormField[] | undefined> {
  const reading = new AbortController();
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => reading.abort());
      const data = new FormData({
        files: nodeDataFiles,
        kindOf,
        resolvePath,
        onProgress: (found) => progress.report({ message: `reading the data: ${found} files` }),
      });
      try {
        return (await workOutForm(command, wrapper, valuesOf(answers, wrapper), data, reading.signal)).fields;
      } catch (error) {
        if (reading.signal.aborted) return undefined;
        throw error;
      }
    },
  );
}

/** What is at an absolute path. */
export async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}
