import * as vscode from 'vscode';
import { registryOf, type ImageHost } from '../../docker/registry/image-host';
import { registryUrlOf, servingOf, type Serving } from '../../docker/registry/serving';
import type { RegistryLogin } from '../../launch/image-pull';
import type { ImageHosts } from './host-store';

/** The login that an image is pulled with, and what to say of it. */
export interface ImageLogin {
  readonly login: RegistryLogin | undefined;
  /** Whose it is, as part of a sentence: “the image host “GitHub””; undefined without a login. */
  readonly from: string | undefined;
  readonly differences: Serving['differences'];
}

/** What a host's user and token come to; undefined for a host without a user or without a token. */
export async function loginOfHost(host: ImageHost, hosts: ImageHosts): Promise<RegistryLogin | undefined> {
  const token = host.username === '' ? undefined : await hosts.token(host);
  return token && { kind: 'password', server: host.url, username: host.username, password: token };
}

/**
 * Finds the login for an image: that of the image host which serves it, else, where the person said so, what Docker's own
 * configuration has.
 */
export async function loginFor(image: string, hosts: ImageHosts, log: vscode.LogOutputChannel): Promise<ImageLogin> {
  const { host, differences } = servingOf(image, hosts.read().hosts);
  const login = host && (await loginOfHost(host, hosts));
  if (login !== undefined) return { login, from: `the image host “${host?.name ?? ''}”`, differences };
  const registry = registryOf(registryUrlOf(image));
  if (!usesDockerCredentials() || registry === undefined) return { login: undefined, from: undefined, differences };
  const { dockerCredentials, machineCredentialFiles } = await import('../../docker');
  const found = await dockerCredentials(registry, machineCredentialFiles());
  if (found.kind === 'unreadable') log.warn(found.message);
  return found.kind === 'found'
    ? { login: found.login, from: found.from, differences }
    : { login: undefined, from: undefined, differences };
}

const usesDockerCredentials = () =>
  vscode.workspace.getConfiguration().get<boolean>('xnatCommands.imageHosts.useDockerCredentials') === true;
