import type { CommandMode } from '../command/document/command-document';
import { checkFile, type CheckedCommand } from './checked-command';
import { orTell, type FoundFile } from './found-files';
import { findRuleSettings } from './rule-settings';

/** How Commands are to be taken. */
export interface CheckManner {
  readonly mode: CommandMode;
  /** The image that a request names besides the text, if it does. */
  readonly image: string | undefined;
}

/** What came of checking files: plain data, in the files' order. */
export interface CheckedFiles {
  readonly commands: readonly CheckedCommand[];
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
    const commands: CheckedCommand[] = [];
    const unreadable: string[] = [];
    complaints = [];
    for (const file of files) {
      const settings = await rules.settingsFor(file.path);
      orTell(
        (sentence) => unreadable.push(sentence),
        () => {
          const checked = checkFile(file, mode, { image, rules: settings });
          if (checked !== undefined) commands.push(checked);
        },
      );
    }
    return { commands, unreadable, complaints };
  };
}
