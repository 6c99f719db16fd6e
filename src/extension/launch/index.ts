import { hostname } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { questionsFor } from '../../launch/questions';
import { planLaunch } from '../../launch/run/launch-plan';
import { makeRunFolder, nameRunFolder } from '../../launch/run-folder';
import { STAND_INS } from '../../launch/service-variables';
import { shownCommandLine } from '../../resolution/mask-sensitive';
import type { DockerAccess } from '../docker-access';
import type { EditorSecrets } from '../editor-secrets';
import { askQuestions } from './ask-questions';
import { gatherSecrets } from './gather-secrets';
import { chooseWrapper, findCommand } from './launch-target';
import { rememberAnswers } from './last-answers';
import { resolveAnswers } from './resolve-answers';
import { runInTerminal } from './run-in-terminal';

export { createFolderCache } from '../../launch/data/folder-cache';
export { lastAnswers } from './last-answers';
export { previewText } from './preview-text';

/** What a launch works with. */
export interface LaunchServices {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly docker: DockerAccess;
  readonly secrets: EditorSecrets;
}

/**
 * Launches a Command: asks for what is missing, resolves it as the Container Service would, and runs its container. Ends
 * quietly when the person gives up at a question; tells the person whatever else stands in the way.
 *
 * @param argument what the caller handed over: a code lens's target, a file's address, or nothing
 */
export async function launch(services: LaunchServices, argument: unknown): Promise<void> {
  const target = await findCommand(argument);
  const wrapper = target && (await chooseWrapper(target));
  if (target === undefined || wrapper === undefined) return;
  const { command } = target.bound;
  const title = command.name ?? 'Command';

  const start = target.uri.scheme === 'file' ? vscode.Uri.file(dirname(target.uri.fsPath)) : undefined;
  const answers = await askQuestions(questionsFor(command, wrapper), title, start);
  if (answers === undefined) return;

  await rememberAnswers(services.context.workspaceState, { uri: target.uri, wrapper: wrapper.name }, command, answers);

  const folder = nameRunFolder(services.context.globalStorageUri.fsPath);
  const resolution = await resolveAnswers(target, wrapper, answers, folder.path);
  if (resolution === undefined) return;
  if (!resolution.ok) {
    showFailure(`${resolution.input}: ${resolution.message}`);
    return;
  }
  const { outcome, links, cachedFiles } = resolution;
  if (!outcome.ok) {
    showFailure(`${outcome.error.message} ${outcome.error.explanation}`);
    return;
  }
  const { launch: resolved } = outcome;
  if (!(await gatherSecrets(resolved.secrets, title, services.secrets))) return;
  const settings = { serviceVariables: STAND_INS, containerUser: '' };
  const owner = `${hostname()} ${process.pid}`;
  const planning = planLaunch(resolved, settings, { links, cachedFiles, folder, owner });
  if (!planning.ok) {
    showFailure(`${planning.error.message} ${planning.error.explanation}`);
    return;
  }

  await makeRunFolder(folder);
  await runInTerminal({
    plan: planning.plan,
    commandLine: shownCommandLine(resolved),
    docker: services.docker,
    secrets: services.secrets,
  });
}

function showFailure(message: string): void {
  void vscode.window.showErrorMessage(message);
}
