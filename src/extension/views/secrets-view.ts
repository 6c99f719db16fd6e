import * as vscode from 'vscode';
import type { SecretListing } from '../../secrets/secret-store';
import { COMMAND_FILES } from '../workspace-files';
import type { EditorSecrets } from '../editor-secrets';
import { LANGUAGE_ID } from '../language-id';
import { secretsOfWorkspace } from '../workspace-secrets';

const VIEW = 'xnatCommands.secrets';

type SecretRow = SecretListing & { readonly uses: readonly string[] };

/** Shows the secrets that the workspace's Commands name or that are stored: name, whether stored, size; never a value. */
export function registerSecretsView(secrets: EditorSecrets, log: vscode.LogOutputChannel): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const refresh = () => changed.fire();

  const rows = async (): Promise<SecretRow[]> => {
    try {
      const uses = await secretsOfWorkspace();
      const listings = await secrets.list([...uses.keys()]);
      view.message = '';
      return listings.map((listing) => ({ ...listing, uses: uses.get(listing.name) ?? [] }));
    } catch (error) {
      log.error('The secret storage cannot be read.', error);
      view.message = `The editor's secret storage cannot be read: ${(error as Error).message}.`;
      return [];
    }
  };

  const view = vscode.window.createTreeView<SecretRow>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row === undefined ? rows() : []),
      getTreeItem: treeItemOf,
    },
  });

  const files = vscode.workspace.createFileSystemWatcher(COMMAND_FILES);
  return vscode.Disposable.from(
    view,
    changed,
    files,
    files.onDidCreate(refresh),
    files.onDidChange(refresh),
    files.onDidDelete(refresh),
    secrets.onDidChange(refresh),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === LANGUAGE_ID) refresh();
    }),
    vscode.commands.registerCommand('xnatCommands.refreshSecrets', refresh),
  );
}

function treeItemOf(row: SecretRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.name);
  item.id = row.name;
  item.iconPath = new vscode.ThemeIcon(row.state === 'stored' ? 'lock' : 'unlock');
  item.description = row.state === 'stored' ? `stored, ${countBytes(row.byteLength)}` : 'not stored';
  item.tooltip = [row.name, item.description, ...row.uses.map((use) => `Used by ${use}`)].join('\n');
  item.contextValue = row.state;
  return item;
}

const countBytes = (count: number) => (count === 1 ? '1 byte' : `${count} bytes`);
