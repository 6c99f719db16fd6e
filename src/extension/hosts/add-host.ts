import * as vscode from 'vscode';
import type { DockerHost, ListedHost } from '../../docker';
import { type DockerAccess, HOSTS_SETTING, listedHosts } from '../docker-access';

/**
 * Asks for a Docker host and adds it to the list.
 *
 * @returns the host; undefined when the person gave up
 */
export async function addHost(docker: DockerAccess): Promise<DockerHost | undefined> {
  const address = await askForAddress();
  if (address === undefined) return undefined;
  const certificates = /^(?:tcp|https):/i.test(address) ? await askForCertificates(address) : NO_CERTIFICATES;
  if (certificates === undefined) return undefined;
  const name = await vscode.window.showInputBox({
    title: 'Add Docker host',
    prompt: 'A name to know it by',
    value: suggestName(address),
    validateInput: (value) => (value.trim() === '' ? 'Type a name.' : undefined),
  });
  if (name === undefined) return undefined;
  await saveHosts((hosts) => [
    ...hosts.filter((host) => host.address.trim() !== address),
    { name: name.trim(), address, ...certificates },
  ]);
  const { known } = await docker.hosts();
  return known.find(({ kind, reference }) => kind === 'listed' && reference === address);
}

async function askForAddress(): Promise<string | undefined> {
  const { ADDRESS_ADVICE, parseAddress } = await import('../../docker');
  const address = await vscode.window.showInputBox({
    title: 'Add Docker host',
    prompt: 'Its address, as DOCKER_HOST takes it',
    placeHolder: 'ssh://user@host, tcp://host:2376, unix:///var/run/docker.sock',
    ignoreFocusOut: true,
    validateInput: (value) =>
      parseAddress(value.trim(), undefined) === undefined || value.trim() === ''
        ? `This is ${ADDRESS_ADVICE}`
        : undefined,
  });
  return address?.trim();
}

type Certificates = Pick<ListedHost, 'certificates'>;

const NO_CERTIFICATES: Certificates = {};

/** @returns undefined when the person gave up */
async function askForCertificates(address: string): Promise<Certificates | undefined> {
  const choose = { label: 'Choose the folder of its certificates…', detail: 'With ca.pem, cert.pem and key.pem.' };
  const none = { label: 'No certificates', detail: 'Nothing is encrypted, unless the address begins with https://.' };
  const choice = await vscode.window.showQuickPick([choose, none], {
    title: `Add ${address}`,
    placeHolder: 'Does the engine use TLS?',
    ignoreFocusOut: true,
  });
  if (choice === none) return NO_CERTIFICATES;
  if (choice === undefined) return undefined;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Folder of the certificates',
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: 'Use this folder',
    })) ?? [];
  return folder && { certificates: folder.fsPath };
}

const suggestName = (address: string) => address.replace(/^[a-z]+:\/\//i, '');

/** Asks which of the listed hosts to take off the list, and does so. */
export async function removeHost(given: DockerHost | undefined): Promise<void> {
  const hosts = listedHosts(vscode.workspace.getConfiguration().get(HOSTS_SETTING));
  if (hosts.length === 0) {
    void vscode.window.showInformationMessage(
      'No Docker host is listed. Contexts are removed with “docker context rm”.',
    );
    return;
  }
  const address = given?.reference ?? (await pickListed(hosts));
  if (address !== undefined) await saveHosts((all) => all.filter((host) => host.address.trim() !== address));
}

async function pickListed(hosts: readonly ListedHost[]): Promise<string | undefined> {
  const items = hosts.map(({ name, address }) => ({ label: name, description: address }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Remove Docker host',
    placeHolder: 'Takes it off the list; nothing on the host changes',
  });
  return chosen?.description.trim();
}

async function saveHosts(change: (hosts: readonly ListedHost[]) => readonly ListedHost[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const hosts = change(listedHosts(configuration.get(HOSTS_SETTING)));
  await configuration.update(HOSTS_SETTING, hosts, vscode.ConfigurationTarget.Global);
}
