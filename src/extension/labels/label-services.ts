import type * as vscode from 'vscode';
import type { DockerAccess } from '../docker-access';
import type { EditorSecrets } from '../editor-secrets';

/** What the commands about labels work with. */
export interface LabelServices {
  readonly state: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly docker: DockerAccess;
  readonly secrets: EditorSecrets;
}
