import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { containerSpec } from '../../launch/container-spec';
import { questionsFor } from '../../launch/questions';
import { makeRunFolder, nameRunFolder } from '../../launch/run-folder';
import { STAND_INS } from '../../launch/service-variables';
import { layOutAndStage } from '../../launch/staging';
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
  const { outcome, links } = resolution;
  if (!outcome.ok) {
    showFailure(`${outcome.error.message} ${outcome.error.explanation}`);
    return;
  }
  const { launch: resolved } = outcome;
  if (resolved.setupContainers.length + resolved.wrapupContainers.length > 0) {
    showFailure(`${title} uses a setup or wrapup Command, which a test launch cannot run yet.`);
    return;
  }
  if (!(await gatherSecrets(resolved.secrets, title, services.secrets))) return;
  const result = containerSpec(resolved.container, resolved.secrets, {
    serviceVariables: STAND_INS,
    containerUser: '',
  });
  if (!result.ok) {
    showFailure(`${result.error.message} ${result.error.explanation}`);
    return;
  }

  await makeRunFolder(folder);
  await runInTerminal({
    title,
    spec: result.spec,
    commandLine: shownCommandLine(resolved),
    folder,
    stage: (signal) => layOutAndStage(links, resolved.container.mounts, signal),
    docker: services.docker,
    secrets: services.secrets,
    log: services.log,
  });
}

function showFailure(message: string): void {
  void vscode.window.showErrorMessage(message);
}
