import type * as vscode from 'vscode';
import type { DockerAccess } from '../docker-access';
import type { EditorSecrets } from '../editor-secrets';
import type { ImageHosts } from '../image-hosts/host-store';
import type { RunRegistry } from '../runs/run-registry';

/** What a launch works with. */
export interface LaunchServices {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly docker: DockerAccess;
  readonly secrets: EditorSecrets;
  readonly imageHosts: ImageHosts;
  readonly runs: RunRegistry;
}
