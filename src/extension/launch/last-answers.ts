import type * as vscode from 'vscode';
import type { Command, Wrapper } from '../../command/model/command';
import type { LaunchInput } from '../../launch-file/launch-file';
import { isSensitive } from '../../resolution/sensitive-input';

/** What of a document's address names it. */
type DocumentAddress = Pick<vscode.Uri, 'toString'>;

/** What is launched: a wrapper of the Command in a document. */
export interface LaunchedWrapper {
  readonly uri: DocumentAddress;
  readonly wrapper: string;
}

const keyOf = ({ uri, wrapper }: LaunchedWrapper) => `xnatCommands.answers ${uri.toString()} ${wrapper}`;
const lastKeyOf = (uri: DocumentAddress) => `xnatCommands.lastWrapper ${uri.toString()}`;

/** Keeps what was answered for a wrapper, for the next time; not what its inputs call sensitive. */
export async function rememberAnswers(
  storage: vscode.Memento,
  launched: LaunchedWrapper,
  command: Command,
  answers: ReadonlyMap<string, LaunchInput>,
): Promise<void> {
  const wrapper = command.wrappers.find(({ name }) => name === launched.wrapper);
  if (wrapper === undefined) return;
  await storage.update(keyOf(launched), [...withoutSensitive(command, wrapper, answers)]);
  await storage.update(lastKeyOf(launched.uri), launched.wrapper);
}

/** The answers that may be kept: not those to inputs that are called sensitive. */
export function withoutSensitive(
  command: Command,
  wrapper: Wrapper,
  answers: ReadonlyMap<string, LaunchInput>,
): ReadonlyMap<string, LaunchInput> {
  return new Map([...answers].filter(([name]) => !isSensitive(command, wrapper, name)));
}

/** The wrapper of a Command that was launched last; undefined when none was. */
export function lastWrapper(storage: vscode.Memento, uri: DocumentAddress): string | undefined {
  return storage.get<string>(lastKeyOf(uri));
}

/** What was answered last for a wrapper; undefined when it was never launched. */
export function lastAnswers(
  storage: vscode.Memento,
  launched: LaunchedWrapper,
): ReadonlyMap<string, LaunchInput> | undefined {
  const kept = storage.get<readonly (readonly [string, LaunchInput])[]>(keyOf(launched));
  return kept && new Map(kept);
}
