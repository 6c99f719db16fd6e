import { dirname, resolve } from 'node:path';
import { readLaunchFile } from '../../launch-file/read-launch-file';
import type { PreviewedDocument, PreviewSources } from './preview-sources';

/**
 * The first launch file in a Command's folder that launches this Command.
 *
 * @param commandPath absolute
 * @param wrapperName of the wrapper that is wanted; undefined takes any
 */
export async function launchFileBeside(
  commandPath: string,
  wrapperName: string | undefined,
  { launchFilesIn, textOf }: Pick<PreviewSources, 'launchFilesIn' | 'textOf'>,
): Promise<PreviewedDocument | undefined> {
  const folder = dirname(commandPath);
  for (const path of await launchFilesIn(folder)) {
    const text = await textOf(path);
    const reading = text === undefined ? undefined : readLaunchFile(text);
    if (text === undefined || reading?.ok !== true) continue;
    const { command, wrapper } = reading.file;
    const isOfCommand = command.kind === 'file' && resolve(folder, command.path) === commandPath;
    const isOfWrapper = wrapperName === undefined || wrapper === undefined || wrapper === wrapperName;
    if (isOfCommand && isOfWrapper) return { path, text };
  }
  return undefined;
}
