import * as vscode from 'vscode';
import type { DockerConnection } from '../docker';
import type { Outcome } from '../launch/engine';

const ENDPOINT_SETTING = 'xnatCommands.docker.endpoint';

/** The way to the Docker engine, found anew for each use: it may have been started, stopped or changed in between. */
export interface DockerAccess {
  connect(signal: AbortSignal): Promise<Outcome<DockerConnection>>;
  /** The setting that names the engine has changed. */
  readonly onDidChangeEndpoint: vscode.Event<void>;
  dispose(): void;
}

/** Loads the Docker code on first use, so that a person who never asks for Docker never waits for it. */
export function createDockerAccess(): DockerAccess {
  const changed = new vscode.EventEmitter<void>();
  const configuration = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(ENDPOINT_SETTING)) changed.fire();
  });
  return {
    onDidChangeEndpoint: changed.event,
    async connect(signal) {
      const { connect, findEndpoints, machineSurroundings } = await import('../docker');
      const setting = vscode.workspace.getConfiguration().get<string>(ENDPOINT_SETTING) ?? '';
      return connect(findEndpoints(machineSurroundings(setting)), signal);
    },
    dispose() {
      configuration.dispose();
      changed.dispose();
    },
  };
}
