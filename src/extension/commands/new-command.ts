import * as vscode from 'vscode';
import { newCommandText, resultsFor, type ResultKind } from '../../language/new-command';
import { STARTING_POINTS, startingWords, type StartingPoint } from '../../language/pieces/wrapper-part';
import { LANGUAGE_ID } from '../language-id';

const RESULTS: Readonly<Record<ResultKind, string>> = {
  files: 'Files, stored as a resource',
  assessor: 'One XML file, stored as an assessor',
  nothing: 'Nothing that XNAT stores',
};

/** Registers the command that makes a working Command of three answers and opens it, unsaved. */
export function registerNewCommandCommand(): vscode.Disposable {
  return vscode.commands.registerCommand('xnatCommands.newCommand', async () => {
    const image = await askForImage();
    if (image === undefined) return;
    const runsOn = await choose<StartingPoint>('What does it run on? (2/3)', STARTING_POINTS, startingWords);
    if (runsOn === undefined) return;
    const givesBack = await choose('What does it give back? (3/3)', resultsFor(runsOn), (kind) => RESULTS[kind]);
    if (givesBack === undefined) return;
    const content = newCommandText({ image, runsOn, givesBack });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content }));
  });
}

async function askForImage(): Promise<string | undefined> {
  const image = await vscode.window.showInputBox({
    title: 'New Command (1/3)',
    prompt: 'Docker image that the tool is in, with its tag',
    placeHolder: 'organisation/tool:1.0',
    validateInput: (text) =>
      /^\S+$/.test(text.trim()) ? undefined : 'Type the name of an image, such as organisation/tool:1.0.',
  });
  return image?.trim();
}

/** Asks nothing where there is only one choice. */
async function choose<T extends string>(
  placeHolder: string,
  choices: readonly T[],
  words: (choice: T) => string,
): Promise<T | undefined> {
  if (choices.length < 2) return choices[0];
  const items = choices.map((choice) => ({ label: sentenceCase(words(choice)), choice }));
  return (await vscode.window.showQuickPick(items, { title: 'New Command', placeHolder }))?.choice;
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
