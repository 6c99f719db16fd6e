import * as vscode from 'vscode';
import { parseJson } from '../command/document/json-parser';
import { looksForeign, looksLikeCommand } from '../command/looks-like-command';
import { looksLikeLaunchFile } from '../launch-file/looks-like-launch-file';
import { LANGUAGE_ID, LAUNCH_LANGUAGE_ID } from './language-id';

const SETTING = 'xnatCommands.recognizeByContent';

/** Where the documents are remembered whose language a person chose. */
const CHOSEN = 'xnatCommands.chosenLanguages';
const MOST_CHOSEN = 500;

/** A longer text is no Command that anybody wrote; it is not read. */
const LONGEST_CHARACTERS = 1_000_000;

/** A text without any of these is no Command, and need not be read to know it. */
const TELLING = /"(command-line|xnat|mounts|environment-variables)"|"docker(-setup|-wrapup)?"/;

/**
 * Gives documents the language of their content, where their name does not tell it: a Command with another file name
 * becomes an XNAT Command, and somebody else's `command.json` goes back to plain JSON. It looks at a document once, when it
 * is opened, and never again at one whose language a person chose.
 */
export function recognizeLanguages(memory: vscode.Memento, log: vscode.LogOutputChannel): vscode.Disposable {
  /** The documents whose language is being set from here: VS Code closes and opens them, as for a person. */
  const ours = new Set<string>();
  let closedJustNow: string | undefined;

  const recognize = (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    if (isChosen(memory, uri) || isAssociated(document)) return;
    const language = languageFor(document);
    if (language === undefined) return;
    ours.add(uri);
    vscode.languages
      .setTextDocumentLanguage(document, language)
      .then(undefined, (error: unknown) => log.warn(`The language of ${uri} could not be set.`, error))
      .then(() => ours.delete(uri));
  };

  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    closedJustNow = uri.toString();
    // A document that gets another language is opened in the same turn.
    queueMicrotask(() => (closedJustNow = undefined));
  });
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    const uri = document.uri.toString();
    const isChange = closedJustNow === uri;
    if (isChange && !ours.has(uri)) remember(memory, uri);
    else if (!isChange) recognize(document);
  });
  vscode.workspace.textDocuments.forEach(recognize);
  return vscode.Disposable.from(closed, opened);
}

/** The language that the content is in, where that is another than it has. */
function languageFor(document: vscode.TextDocument): string | undefined {
  const { languageId } = document;
  const isJson = languageId === 'json' || languageId === 'jsonc';
  if (!isJson && languageId !== LANGUAGE_ID && languageId !== LAUNCH_LANGUAGE_ID) return undefined;
  if (!vscode.workspace.getConfiguration(undefined, document).get<boolean>(SETTING, true)) return undefined;
  const text = document.getText();
  if (text.length > LONGEST_CHARACTERS || (isJson && !TELLING.test(text))) return undefined;
  const { root, faults } = parseJson(text, 'skipped');
  if (isJson) return looksLikeCommand(root) ? LANGUAGE_ID : undefined;
  if (faults.length > 0) return undefined;
  if (languageId === LAUNCH_LANGUAGE_ID) return looksLikeLaunchFile(root) ? undefined : 'json';
  return looksForeign(root) ? 'json' : undefined;
}

/** Whether the person's `files.associations` give the document its language. */
function isAssociated(document: vscode.TextDocument): boolean {
  const associations = vscode.workspace.getConfiguration('files', document).get<Record<string, string>>('associations');
  return Object.entries(associations ?? {}).some(([pattern, language]) => {
    const anywhere = pattern.includes('/') ? pattern : `**/${pattern}`;
    return language === document.languageId && vscode.languages.match({ pattern: anywhere }, document) > 0;
  });
}

function isChosen(memory: vscode.Memento, uri: string): boolean {
  return memory.get<readonly string[]>(CHOSEN, []).includes(uri);
}

function remember(memory: vscode.Memento, uri: string): void {
  const others = memory.get<readonly string[]>(CHOSEN, []).filter((other) => other !== uri);
  void memory.update(CHOSEN, [...others, uri].slice(-MOST_CHOSEN));
}
