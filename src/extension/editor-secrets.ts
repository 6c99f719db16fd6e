import type * as vscode from 'vscode';
import { createSecretStore, type SecretStore } from '../secrets/secret-store';

/** The editor's secret storage, and word of every change to it, in this window or another. */
export interface EditorSecrets extends SecretStore {
  readonly onDidChange: vscode.Event<unknown>;
}

/** Keeps secrets in VS Code's SecretStorage: encrypted by the operating system, outside every file of ours. */
export function createEditorSecrets({ secrets, globalState }: vscode.ExtensionContext): EditorSecrets {
  return { ...createSecretStore(secrets, globalState), onDidChange: secrets.onDidChange };
}
