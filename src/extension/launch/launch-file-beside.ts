import { dirname, resolve } from 'node:path';
import { parseJson } from '../../command/document/json-parser';
import { valueOf } from '../../command/document/navigation';
import { readLaunchFile } from '../../launch-file/read-launch-file';
import type { PreviewedDocument, PreviewSources } from './preview-sources';

/**
 * The first launch file in a Command's folder that launches this Command; one that cannot be read, as while somebody types
 * in it, where there is no other.
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
  let unreadable: PreviewedDocument | undefined;
  for (const path of await launchFilesIn(folder)) {
    const text = await textOf(path);
    if (text === undefined) continue;
    const { root } = parseJson(text, 'skipped');
    const [command, wrapper] = [valueOf(root, 'command'), valueOf(root, 'wrapper')];
    if (command?.kind !== 'string' || resolve(folder, command.value) !== commandPath) continue;
    const isOfAny = wrapperName === undefined || wrapper?.kind !== 'string';
    if (!isOfAny && wrapper.value !== wrapperName) continue;
    if (readLaunchFile(text).ok) return { path, text };
    unreadable ??= { path, text };
  }
  return unreadable;
}
