import * as vscode from 'vscode';
import {
  readImageHosts,
  writeImageHosts,
  type ImageHost,
  type ImageHostReading,
} from '../../docker/registry/image-host';
import { SecretValue } from '../../secrets/secret-value';

const LIST_SETTING = 'xnatCommands.imageHosts.list';

/** The person's image hosts: the list is a user setting, the tokens are in the editor's secret storage. */
export interface ImageHosts {
  read(): ImageHostReading;
  save(hosts: readonly ImageHost[]): Promise<void>;
  token(host: ImageHost): Promise<SecretValue | undefined>;
  setToken(host: ImageHost, token: SecretValue): Promise<void>;
  clearToken(host: ImageHost): Promise<void>;
  /** The list or a token has changed, here or in another window. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** A token belongs to a URL and a user: where either changes, it must not go along. */
const keyOf = ({ url, username }: ImageHost) => `xnatCommands.imageHost ${url} ${username}`;

export function createImageHosts({ secrets }: vscode.ExtensionContext): ImageHosts {
  const changed = new vscode.EventEmitter<void>();
  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(LIST_SETTING)) changed.fire();
    }),
    secrets.onDidChange(({ key }) => {
      if (key.startsWith('xnatCommands.imageHost ')) changed.fire();
    }),
  );
  return {
    onDidChange: changed.event,
    read: () => readImageHosts(vscode.workspace.getConfiguration().get(LIST_SETTING)),
    async save(hosts) {
      const target = vscode.ConfigurationTarget.Global;
      await vscode.workspace.getConfiguration().update(LIST_SETTING, writeImageHosts(hosts), target);
    },
    async token(host) {
      const text = await secrets.get(keyOf(host));
      return text === undefined ? undefined : new SecretValue(text);
    },
    setToken: (host, token) => Promise.resolve(secrets.store(keyOf(host), token.reveal())),
    clearToken: (host) => Promise.resolve(secrets.delete(keyOf(host))),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}
