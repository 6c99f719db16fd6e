import * as vscode from 'vscode';
import { registryOf, type ImageHost } from '../../docker/registry/image-host';
import type { ImageHosts } from './host-store';

const VIEW = 'xnatCommands.imageHosts';

/** What a registry said when it was last asked. */
export interface TestResult {
  readonly state: 'good' | 'bad';
  readonly message: string;
}

/** A row of the view. */
export type HostRow =
  | { readonly kind: 'host'; readonly host: ImageHost; readonly tokenBytes: number | undefined }
  | { readonly kind: 'fault'; readonly message: string };

/** The view, told of what tests come to. */
export interface HostsView {
  showResult(host: ImageHost, result: TestResult): void;
  dispose(): void;
}

/** Shows the image hosts as XNAT's table does: name, URL, user, default or not, and what the last test said. */
export function registerHostsView(hosts: ImageHosts): HostsView {
  const changed = new vscode.EventEmitter<void>();
  const results = new Map<string, TestResult>();

  const rows = async (): Promise<HostRow[]> => {
    const { hosts: list, faults } = hosts.read();
    const known = await Promise.all(
      list.map(async (host) => {
        const token = await hosts.token(host);
        return { kind: 'host', host, tokenBytes: token?.byteLength } as const;
      }),
    );
    return [...known, ...faults.map((message) => ({ kind: 'fault', message }) as const)];
  };

  const view = vscode.window.createTreeView<HostRow>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row === undefined ? rows() : []),
      getTreeItem: (row) => (row.kind === 'host' ? hostItem(row, results.get(row.host.url)) : faultItem(row.message)),
    },
  });
  const subscriptions = vscode.Disposable.from(
    view,
    changed,
    hosts.onDidChange(() => {
      results.clear();
      changed.fire();
    }),
  );
  return {
    showResult(host, result) {
      results.set(host.url, result);
      changed.fire();
    },
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

type HostOnly = Extract<HostRow, { readonly kind: 'host' }>;

function hostItem({ host, tokenBytes }: HostOnly, result: TestResult | undefined): vscode.TreeItem {
  const isDefault = host.role === 'default';
  const user = host.username === '' ? 'no user' : host.username;
  const item = new vscode.TreeItem(host.name);
  item.id = host.name;
  item.description = [shortUrl(host.url), user, ...(isDefault ? ['default'] : [])].join(' · ');
  item.iconPath = iconFor(result);
  item.contextValue = isDefault ? 'default-host' : 'host';
  item.tooltip = [
    host.name,
    host.url,
    `User: ${user}`,
    tokenLine(host, tokenBytes),
    ...(isDefault ? ['Default: XNAT’s own pull uses it when no other is named.'] : []),
    `Serves images whose names begin with ${registryOf(host.url)?.host ?? host.url}/${isHub(host) ? ', or with no host' : ''}.`,
    ...(result === undefined ? [] : [`Last test: ${result.message}`]),
  ].join('\n');
  item.accessibilityInformation = {
    label: [host.name, host.url, user, ...(isDefault ? ['default'] : []), result?.message ?? 'not tested'].join(', '),
  };
  return item;
}

const isHub = ({ url }: ImageHost) => registryOf(url)?.host === 'docker.io';

const shortUrl = (url: string) => url.replace(/^https:\/\//, '').replace(/\/(v1\/?)?$/, '');

function tokenLine({ username }: ImageHost, bytes: number | undefined): string {
  if (bytes !== undefined) return `Token: stored, ${bytes === 1 ? '1 byte' : `${bytes} bytes`}`;
  return username === '' ? 'Used without signing in' : 'Token: not stored';
}

function iconFor(result: TestResult | undefined): vscode.ThemeIcon {
  if (result === undefined) return new vscode.ThemeIcon('cloud');
  return result.state === 'good'
    ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
    : new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
}

function faultItem(message: string): vscode.TreeItem {
  const item = new vscode.TreeItem(message);
  item.iconPath = new vscode.ThemeIcon('warning');
  item.tooltip = message;
  item.command = {
    title: 'Open settings',
    command: 'workbench.action.openSettings',
    arguments: ['xnatCommands.imageHosts.list'],
  };
  return item;
}
