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

/** What was found in one version, by the rules as they were weighed then. */
interface Checked {
  readonly version: number;
  readonly rules: RuleSettings;
  readonly problems: readonly Problem[];
}

/** The image that carries the label a Command is shown from stands for the Command's own, whatever its name is. */
const imageOf = (uri: string) =>
  [LABEL_SCHEME, IMAGE_SCHEME].some((scheme) => uri.startsWith(`${scheme}:`)) ? 'image:of-the-label' : undefined;

/** Asks for the settings of a document when they are first needed, and checks a version anew where they have changed. */
export function createProblemStore(connection: Connection, settings: EditorSettings): ProblemStore {
  const rules = new Map<string, RuleSettings>();
  const asking = new Map<string, Promise<void>>();
  const checked = new WeakMap<TextDocument, Checked>();

  const ask = async (uri: string): Promise<RuleSettings> => {
    const value = await settings.valueOf(uri, RULES_SETTING).catch(() => undefined);
    const reading = readRuleSettings(value ?? undefined);
    reading.complaints.forEach((complaint) => connection.console.warn(`${RULES_SETTING}: ${complaint}`));
    return reading.settings;
  };

  const rulesOf = (uri: string) => rules.get(uri) ?? NO_SETTINGS;

  return {
    ready(uri) {
      const known = asking.get(uri);
      if (known !== undefined) return known;
      const asked = ask(uri).then((answer) => {
        // An answer may come after the settings have changed once more, or the document is closed.
        if (asking.get(uri) === asked) rules.set(uri, answer);
      });
      asking.set(uri, asked);
      return asked;
    },
    problems(document, command) {
      const { uri, version } = document;
      const weighed = rulesOf(uri);
      const known = checked.get(document);
      if (known?.version === version && known.rules === weighed) return known.problems;
      const problems = checkCommand(command, { rules: weighed, image: imageOf(uri) });
      checked.set(document, { version, rules: weighed, problems });
      return problems;
    },
    rules: rulesOf,
    forget(uri) {
      rules.delete(uri);
      asking.delete(uri);
    },
    forgetSettings() {
      rules.clear();
      asking.clear();
    },
  };
}
