import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'jsonc-parser';
import { readRuleSettings, type RuleSettings } from '../command/rules/settings';

const NO_SETTINGS: RuleSettings = new Map();

/** Finds the `xnatCommands.rules` that hold for a file: those of the nearest folder above it with VS Code settings. */
export interface RuleSettingsFinder {
  settingsFor(path: string): Promise<RuleSettings>;
}

/** @param onComplaint told once of each entry of a settings file that says nothing */
export function findRuleSettings(onComplaint: (sentence: string) => void): RuleSettingsFinder {
  const byFolder = new Map<string, Promise<RuleSettings>>();

  const inFolder = (folder: string): Promise<RuleSettings> => {
    const known = byFolder.get(folder) ?? read(folder);
    byFolder.set(folder, known);
    return known;
  };

  const read = async (folder: string): Promise<RuleSettings> => {
    const file = join(folder, '.vscode', 'settings.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return dirname(folder) === folder ? NO_SETTINGS : inFolder(dirname(folder));
    const values = parse(text, [], { allowTrailingComma: true }) as Readonly<Record<string, unknown>> | undefined;
    const { settings, complaints } = readRuleSettings(values?.['xnatCommands.rules']);
    complaints.forEach((complaint) => onComplaint(`${file}: ${complaint}`));
    return settings;
  };

  return { settingsFor: (path) => inFolder(path === '-' ? process.cwd() : dirname(resolve(path))) };
}
