import * as vscode from 'vscode';
import type { DockerHost } from '../../docker';
import { type DockerAccess, ENDPOINT_SETTING } from '../docker-access';
import { addHost } from './add-host';
import { confirmOpenHost } from './confirm-open-host';

interface HostItem extends vscode.QuickPickItem {
  readonly host?: DockerHost;
}

const KINDS: Readonly<Record<DockerHost['kind'], string>> = {
  automatic: 'As the docker command finds it',
  context: 'Docker contexts',
  listed: 'Listed hosts',
  socket: 'Sockets of this machine',
  address: 'Set by address',
};

const ADD = '$(add) Add Docker host…';

/**
 * Lets a person choose the current Docker host, and for what: this window, this workspace, or every window.
 *
 * @param given the host, where it is chosen already
 */
export async function chooseHost(docker: DockerAccess, given: DockerHost | undefined): Promise<void> {
  const host = given ?? (await pickHost(docker));
  if (host === undefined || !(await confirmOpenHost(host.search))) return;
  const scope = await pickScope(host);
  if (scope === undefined) return;
  if (scope === 'window') {
    await docker.chooseForWindow(host.reference);
    return;
  }
  await vscode.workspace.getConfiguration().update(ENDPOINT_SETTING, host.reference, scope);
  await docker.chooseForWindow(undefined);
}

async function pickHost(docker: DockerAccess): Promise<DockerHost | undefined> {
  const { current, known } = await docker.hosts();
  const hosts = known.some(({ reference }) => reference === current.reference) ? known : [current, ...known];
  const items = hosts.flatMap((host, index): HostItem[] => {
    const isFirst = hosts[index - 1]?.kind !== host.kind;
    const separator = { label: KINDS[host.kind], kind: vscode.QuickPickItemKind.Separator };
    return [...(isFirst ? [separator] : []), itemOf(host, host.reference === current.reference)];
  });
  const chosen = await vscode.window.showQuickPick<HostItem>(
    [...items, { label: '', kind: vscode.QuickPickItemKind.Separator }, { label: ADD }],
    { title: 'Choose Docker host', placeHolder: `Now: ${current.name}`, matchOnDescription: true, matchOnDetail: true },
  );
  return chosen?.label === ADD ? addHost(docker) : chosen?.host;
}

function itemOf(host: DockerHost, isCurrent: boolean): HostItem {
  const address = host.search.ok ? host.search.candidates[0].address : host.search.message;
  return {
    label: `${isCurrent ? '$(check) ' : ''}${host.name}`,
    description: [address === host.name ? '' : address, isCurrent ? 'current' : '']
      .filter((text) => text !== '')
      .join(' · '),
    ...(host.description !== '' && { detail: host.description }),
    host,
  };
}

type Scope = 'window' | vscode.ConfigurationTarget.Workspace | vscode.ConfigurationTarget.Global;

async function pickScope(host: DockerHost): Promise<Scope | undefined> {
  const scopes: (vscode.QuickPickItem & { readonly scope: Scope })[] = [
    { label: 'For this window', detail: 'Kept until you choose another.', scope: 'window' },
    ...(vscode.workspace.workspaceFolders === undefined
      ? []
      : [
          {
            label: 'For this workspace',
            detail: 'Written to the settings of the workspace, which others may share.',
            scope: vscode.ConfigurationTarget.Workspace,
          } as const,
        ]),
    {
      label: 'For every window',
      detail: 'Written to your settings.',
      scope: vscode.ConfigurationTarget.Global,
    },
  ];
  const chosen = await vscode.window.showQuickPick(scopes, { title: `Use ${host.name}`, placeHolder: 'For what?' });
  return chosen?.scope;
}
