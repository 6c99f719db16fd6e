import * as vscode from 'vscode';
import { registerLabelCommands } from './commands/labels';
import { registerLaunchCommands } from './commands/launch';
import { registerNewCommandCommand } from './commands/new-command';
import { registerPreview } from './commands/preview';
import { registerSecretCommands } from './commands/secrets';
import { createDockerAccess } from './docker-access';
import { createEditorSecrets } from './editor-secrets';
import { createImageHosts, createRepositoryTags, registerImageHosts } from './image-hosts';
import { createKnownImages } from './known-images';
import { startLanguageFeatures } from './language-features';
import { recognizeLanguages } from './recognize-language';
import { createRunRegistry } from './runs/run-registry';
import { registerRunsView } from './runs/runs-view';
import { takeUpLostRuns } from './runs/take-up-lost-runs';
import { registerImagesView } from './views/images-view';
import { registerSecretsView } from './views/secrets-view';
import { registerTestingView } from './views/testing-view';

/** Called by VS Code when a Command is opened, a view is shown or a command runs. Waits for nothing and spawns nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('XNAT Commands', { log: true });
  const secrets = createEditorSecrets(context);
  const docker = createDockerAccess(context.workspaceState);
  const imageHosts = createImageHosts(context);
  const repositories = createRepositoryTags(imageHosts, log);
  const images = createKnownImages();
  const runs = createRunRegistry(context.globalStorageUri.fsPath, log);
  const launching = { context, log, docker, secrets, imageHosts, runs };
  context.subscriptions.push(
    log,
    runs,
    docker,
    images,
    recognizeLanguages(context.workspaceState, log),
    imageHosts,
    repositories,
    registerImageHosts(imageHosts, repositories, docker, log),
    startLanguageFeatures(context.extensionPath, { log, secrets, images, repositories }),
    registerRunsView(runs, log),
    takeUpLostRuns(launching),
    registerImagesView({ context, docker, images, log }),
    registerSecretsView(secrets, log),
    registerSecretCommands(secrets, log),
    registerNewCommandCommand(),
    registerLabelCommands({ state: context.workspaceState, log, docker, secrets }),
    registerPreview(context, log),
    registerLaunchCommands(launching),
    registerTestingView(launching),
    vscode.commands.registerCommand('xnatCommands.showLog', () => log.show()),
  );
}
