import * as vscode from 'vscode';
import type { XnatObjectType } from '../../command/model/xnat-objects';
import type { LaunchInput } from '../../launch-file/launch-file';
import { numberDoubt } from '../../launch/number-doubt';
import type { Question } from '../../launch/questions';

/** What surrounds the questions of a launch. */
export interface Asking {
  /** What is being launched; the heading of every box. */
  readonly title: string;
  /** Folder in which choosing a folder begins. */
  readonly start: vscode.Uri;
  /** What was answered the last time: it is proposed again. */
  readonly last: ReadonlyMap<string, LaunchInput> | undefined;
}

/**
 * Asks one question after the other.
 *
 * @returns the answers by input name; undefined when the person gave up at one of them
 */
export async function askQuestions(
  questions: readonly Question[],
  { title, start, last }: Asking,
): Promise<ReadonlyMap<string, LaunchInput> | undefined> {
  const answers = new Map<string, LaunchInput>();
  for (const [index, question] of questions.entries()) {
    const step = questions.length > 1 ? `${title} (${index + 1} of ${questions.length})` : title;
    const answer = await ask(question, step, start, last?.get(question.name));
    if (answer === undefined) return undefined;
    answers.set(question.name, answer);
  }
  return answers;
}

async function ask(
  question: Question,
  title: string,
  start: vscode.Uri,
  last: LaunchInput | undefined,
): Promise<LaunchInput | undefined> {
  const prompt = question.description === undefined ? question.label : `${question.label}: ${question.description}`;
  switch (question.kind) {
    case 'text':
      return asText(
        await vscode.window.showInputBox({
          title,
          prompt,
          password: question.masked,
          validateInput(text) {
            const message = numberDoubt(question.type, text);
            return message && { message, severity: vscode.InputBoxValidationSeverity.Warning };
          },
          ignoreFocusOut: true,
          ...(last?.kind === 'text' && { value: last.text }),
        }),
      );
    case 'yes-no':
      return asText(
        (
          await vscode.window.showQuickPick(
            [
              { label: 'Yes', value: 'true' },
              { label: 'No', value: 'false' },
            ],
            { title, placeHolder: prompt, ignoreFocusOut: true },
          )
        )?.value,
      );
    case 'choice':
      return asText(
        await vscode.window.showQuickPick(question.choices, { title, placeHolder: prompt, ignoreFocusOut: true }),
      );
    case 'choices': {
      const chosen = await vscode.window.showQuickPick(question.choices, {
        title,
        placeHolder: prompt,
        ignoreFocusOut: true,
        canPickMany: true,
      });
      return chosen && { kind: 'list', texts: chosen };
    }
    case 'object':
      return askForFolder(question.objectType, `${title}: ${prompt}`, last?.kind === 'folder' ? last.path : start);
  }
}

const asText = (text: string | undefined): LaunchInput | undefined =>
  text === undefined ? undefined : { kind: 'text', text };

async function askForFolder(
  objectType: XnatObjectType,
  title: string,
  start: vscode.Uri | string,
): Promise<LaunchInput | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: `Use as ${objectType}`,
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: typeof start === 'string' ? vscode.Uri.file(start) : start,
    })) ?? [];
  return folder === undefined ? undefined : { kind: 'folder', path: folder.fsPath, properties: {} };
}
