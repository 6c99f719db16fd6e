import * as vscode from 'vscode';
import type { BuildArgument } from '../../command/label/build-arguments';

/** Values by the names of arguments; one that is left out has none. */
export type BuildArguments = Readonly<Record<string, string>>;

/**
 * Asks for what the Dockerfile's arguments without a default are to be. One for a secret is never asked for: the image would
 * keep it in its history.
 *
 * @param last the values of the last build, to be proposed
 * @returns undefined when the person gave up
 */
export async function askForBuildArguments(
  asked: readonly BuildArgument[],
  title: string,
  last: BuildArguments,
): Promise<BuildArguments | undefined> {
  const secret = asked.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  if (secret.length > 0 && !(await goesOnWithout(secret))) return undefined;
  const plain = asked.filter(({ isSecret }) => !isSecret);
  const values: Record<string, string> = {};
  for (const [index, { name }] of plain.entries()) {
    const place = plain.length === 1 ? '' : ` (${index + 1} of ${plain.length})`;
    const value = await vscode.window.showInputBox({
      title,
      prompt: `Build argument ${name}${place}. Empty leaves it without a value.`,
      value: last[name] ?? '',
      ignoreFocusOut: true,
    });
    if (value === undefined) return undefined;
    if (value !== '') values[name] = value;
  }
  return values;
}

async function goesOnWithout(names: readonly string[]): Promise<boolean> {
  const [first = ''] = names;
  const many = names.length > 1;
  const message = `${names.join(', ')} ${many ? 'look like secrets and are' : 'looks like a secret and is'} not given to the build.`;
  const detail =
    `Whoever can pull an image reads its build arguments in its history. ` +
    `Mount a secret where it is needed: RUN --mount=type=secret,id=${first} … A quick fix in the Dockerfile does so.`;
  const build = 'Build without';
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, build)) === build;
}
