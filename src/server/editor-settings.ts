import { DidChangeConfigurationNotification, type ClientCapabilities, type Connection } from 'vscode-languageserver';

/** The settings of the person who has a document open. */
export interface EditorSettings {
  /** The value that a setting has for a document; undefined where the editor cannot be asked. */
  valueOf(uri: string, section: string): Promise<unknown>;
  /** Calls back whenever one of our settings has changed. */
  onChange(listener: () => void): void;
  /** To be told once, before anything is asked. */
  useCapabilities(capabilities: ClientCapabilities): void;
}

/** All settings of ours begin with it. */
const SECTION = 'xnatCommands';

/** Asks the editor for settings when they are needed, and lets it tell of changes. */
export function createEditorSettings(connection: Connection): EditorSettings {
  const listeners: (() => void)[] = [];
  let workspace: ClientCapabilities['workspace'];

  connection.onDidChangeConfiguration(() => listeners.forEach((listener) => listener()));
  connection.onInitialized(async () => {
    if (workspace?.didChangeConfiguration?.dynamicRegistration !== true) return;
    await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
  });

  return {
    valueOf: async (scopeUri, section) =>
      workspace?.configuration === true
        ? ((await connection.workspace.getConfiguration({ scopeUri, section })) as unknown)
        : undefined,
    onChange: (listener) => void listeners.push(listener),
    useCapabilities: (capabilities) => void (workspace = capabilities.workspace),
  };
}
