import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { checkCommand } from '../command/check-command';
import type { CommandDocument } from '../command/document/command-document';
import type { Problem } from '../command/problem';
import { readRuleSettings, type RuleSettings } from '../command/rules/settings';
import type { EditorSettings } from './editor-settings';
import { IMAGE_SCHEME, LABEL_SCHEME } from './protocol';

/** The setting that says how a person wants rules weighed. */
const RULES_SETTING = 'xnatCommands.rules';

/** Gives the problems of a document as its person wants them; one version is checked once. */
export interface ProblemStore {
  /** Settles when it is known how the rules are weighed for a document. */
  ready(uri: string): Promise<void>;
  problems(document: TextDocument, command: CommandDocument): readonly Problem[];
  rules(uri: string): RuleSettings;
  forget(uri: string): void;
  /** The settings have changed: they are asked for again. */
  forgetSettings(): void;
}

const NO_SETTINGS: RuleSettings = new Map();

/** The image that carries the label a Command is shown from stands for the Command's own, whatever its name is. */
const imageOf = (uri: string) =>
  [LABEL_SCHEME, IMAGE_SCHEME].some((scheme) => uri.startsWith(`${scheme}:`)) ? 'image:of-the-label' : undefined;

export function createProblemStore(connection: Connection, settings: EditorSettings): ProblemStore {
  const rules = new Map<string, RuleSettings>();
  const asking = new Map<string, Promise<void>>();
  const checked = new Map<string, { readonly version: number; readonly problems: readonly Problem[] }>();

  const ask = async (uri: string): Promise<void> => {
    const value = await settings.valueOf(uri, RULES_SETTING).catch(() => undefined);
    const reading = readRuleSettings(value ?? undefined);
    reading.complaints.forEach((complaint) => connection.console.warn(`${RULES_SETTING}: ${complaint}`));
    rules.set(uri, reading.settings);
  };

  const rulesOf = (uri: string) => rules.get(uri) ?? NO_SETTINGS;

  return {
    ready(uri) {
      const known = asking.get(uri) ?? ask(uri);
      asking.set(uri, known);
      return known;
    },
    problems({ uri, version }, command) {
      const known = checked.get(uri);
      if (known?.version === version) return known.problems;
      const problems = checkCommand(command, { rules: rulesOf(uri), image: imageOf(uri) });
      checked.set(uri, { version, problems });
      return problems;
    },
    rules: rulesOf,
    forget(uri) {
      for (const map of [rules, asking, checked]) map.delete(uri);
    },
    forgetSettings() {
      for (const map of [rules, asking, checked]) map.clear();
    },
  };
}
