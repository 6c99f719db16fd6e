import * as vscode from 'vscode';
import { withEnvironment } from '../../launch/launch-environment';
import { describeUnusable } from '../../launch/unusable-input';
import { planLaunch } from '../../launch/run/launch-plan';
import { makeRunFolder } from '../../launch/run-folder';
import { nameRunFolder } from '../../launch/run-folder-names';
import { outcomeMask, sensitiveMask, shownCommandLine, shownError } from '../../resolution/mask-sensitive';
import { windowOwner } from '../runs/run-owner';
import { mayLaunch } from '../trust';
import { gatherSecrets } from './gather-secrets';
import { withoutSensitive } from './last-answers';
import type { LaunchServices } from './launch-services';
import { resolveAnswers, type AnsweredLaunch } from './resolve-answers';
import { runInTerminal } from './run-in-terminal';
import { chosenAfterwards, chosenBackend, serverSettings } from './server-settings';
import { specialCommands } from './special-commands';

/**
 * Launches with what was answered: resolves it as the Container Service would, asks for secrets that are not stored, and
 * runs the container. Ends quietly when the person gives up; tells them whatever else stands in the way.
 */
export async function launchAnswers(services: LaunchServices, answered: AnsweredLaunch): Promise<void> {
  // A form that was open before a restart can ask for it too.
  if (!mayLaunch()) return;
  const folder = nameRunFolder(services.context.globalStorageUri.fsPath);
  const special = await specialCommands(answered.wrapper, services.docker);
  const otherCommands = [...answered.otherCommands, ...special];
  const resolution = await resolveAnswers({ ...answered, otherCommands }, folder.path);
  if (resolution === undefined) return;
  if (!resolution.ok) {
    const place = answered.placeInFile?.(resolution.pointer);
    showFailure(`${place === undefined ? '' : `${place}: `}${describeUnusable(resolution)}`);
    return;
  }
  const { outcome, links, cachedFiles } = resolution;
  if (!outcome.ok) {
    showFailure(shownError(outcome.error, outcomeMask(outcome), answered.placeOf));
    return;
  }
  const { environment, engine } = answered;
  const resolved = withEnvironment(outcome.launch, environment);
  const title = answered.command.name ?? 'Command';
  const { settings, notes } = serverSettings(environment);
  const backend = chosenBackend();
  const around = {
    links,
    cachedFiles,
    folder,
    notes: [...answered.notes, ...notes],
    afterwards: chosenAfterwards(backend),
    owner: windowOwner(),
  };
  const planning = planLaunch(resolved, settings, around);
  if (!planning.ok) {
    showFailure(shownError(planning.error, sensitiveMask(resolved.inputs), answered.placeOf));
    return;
  }
  const { main, setups, wrapups } = planning.plan;
  const needed = [main, ...setups, ...wrapups].flatMap(({ spec }) => spec.secrets);
  if (!(await gatherSecrets(needed, title, services.secrets))) return;

  await makeRunFolder(folder);
  const { docker } = services;
  const host = engine === undefined ? undefined : await docker.hostAt(engine, 'launch-file');
  await runInTerminal({
    plan: planning.plan,
    origin: {
      source: answered.source,
      host: { engine, backend },
      commandLine: shownCommandLine(resolved),
      answers: withoutSensitive(answered.command, answered.wrapper, answered.inputs),
    },
    services: { ...services, docker: { ...docker, connect: (signal) => docker.connect(signal, host) } },
  });
}

function showFailure(message: string): void {
  void vscode.window.showErrorMessage(message);
}
