import type { CheckOptions } from '../command/check-command';
import type { CommandMode } from '../command/document/command-document';
import { checkSource, type CheckedCommand, type CheckedFile } from './checked-command';
import { commandIn } from './command-sources';
import { isDockerfile, orTell, readBytes, type FoundFile } from './found-files';
import { LAUNCH_FILE_ENDING } from '../launch-file/launch-file';
import { findRuleSettings } from './rule-settings';

/** How Commands are to be taken. */
export interface CheckManner {
  readonly mode: CommandMode;
  /** The image that a request names besides the text, if it does. */
  readonly image: string | undefined;
}

/** What came of checking files: plain data, in the files' order. */
export interface CheckedFiles {
  readonly commands: readonly CheckedFile[];
  /** A sentence for each file that cannot be read. */
  readonly unreadable: readonly string[];
  /** A sentence for each entry of a settings file that says nothing. */
  readonly complaints: readonly string[];
}

/** Checks files, one lot after the other. The rule settings that hold for them are read once. */
export function createFileCheck({ mode, image }: CheckManner): (files: readonly FoundFile[]) => Promise<CheckedFiles> {
  let complaints: string[] = [];
  const rules = findRuleSettings((sentence) => complaints.push(sentence));
  return async (files) => {
    const commands: CheckedFile[] = [];
    const unreadable: string[] = [];
    complaints = [];
    for (const file of files) {
      const settings = await rules.settingsFor(file.path);
      const bytes = orTell(
        (sentence) => unreadable.push(sentence),
        () => readBytes(file),
      );
      if (bytes === undefined) continue;
      const options = { image, rules: settings };
      const checked = await checkFile(file, bytes, mode, options);
      if (checked !== undefined) commands.push(checked);
    }
    return { commands, unreadable, complaints };
  };
}

function checkFile(file: FoundFile, bytes: Uint8Array, mode: CommandMode, options: CheckOptions) {
  if (isDockerfile(file.path)) return checkDockerfile(file, bytes, options);
  // Those that are found in a folder are no Commands, which is what is looked for there.
  if (file.how === 'named' && file.path.endsWith(LAUNCH_FILE_ENDING)) return checkLaunchFile(file, bytes);
  return checkCommand(file, bytes, mode, options);
}

/** Undefined where a file that was found in a folder is no Command. */
function checkCommand(
  file: FoundFile,
  bytes: Uint8Array,
  mode: CommandMode,
  options: CheckOptions,
): CheckedCommand | undefined {
  const document = commandIn(file, bytes, mode);
  return document && checkSource(file.path, document, options);
}

/** What reads Dockerfiles is loaded with the first one: it takes as long as all the rest. */
async function checkDockerfile(file: FoundFile, bytes: Uint8Array, options: CheckOptions) {
  const { checkDockerfileText } = await import('./checked-dockerfile');
  return checkDockerfileText(file, new TextDecoder().decode(bytes), options);
}

/** What reads launch files knows of objects of the archive too, which a Command needs nothing of. */
async function checkLaunchFile({ path }: FoundFile, bytes: Uint8Array) {
  const { checkLaunchFileText } = await import('./checked-launch-file');
  return checkLaunchFileText(path, bytes);
}
