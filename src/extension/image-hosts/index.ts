import * as vscode from 'vscode';
import type { DockerAccess } from '../docker-access';
import { registerHostCommands } from './host-commands';
import type { ImageHosts } from './host-store';
import { registerHostsView } from './hosts-view';
import { registerPullImage } from './pull-image';
import type { RepositoryTags } from './repository-tags';

export { createImageHosts } from './host-store';
export { createRepositoryTags } from './repository-tags';

/** Registers the view of image hosts, what can be done to them, and the pulling of images. */
export function registerImageHosts(
  hosts: ImageHosts,
  repositories: RepositoryTags,
  docker: DockerAccess,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const view = registerHostsView(hosts);
  return vscode.Disposable.from(
    view,
    registerHostCommands(hosts, view, log),
    registerPullImage(docker, hosts, repositories, log),
  );
}
