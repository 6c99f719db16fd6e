import * as vscode from 'vscode';
import { DOCKER_HUB, hostFault, registryOf, type ImageHost } from '../../docker/registry/image-host';
import { SecretValue } from '../../secrets/secret-value';

/** What a person made of an image host. The token is undefined where none is to be kept, or the one there is stays. */
export interface EditedHost {
  readonly host: ImageHost;
  readonly token: SecretValue | undefined;
}

const STEPS = 4;

/**
 * Asks for an image host: URL, name, user, token.
 *
 * @param before the host that is edited; undefined for a new one
 * @param others the hosts it stands beside
 * @param storedToken a token that is stored stays unless URL or user change, as on XNAT
 * @returns undefined when the person gave up
 */
export async function askForHost(
  before: ImageHost | undefined,
  others: readonly ImageHost[],
  storedToken: 'stored' | 'not stored',
): Promise<EditedHost | undefined> {
  const title = before === undefined ? 'Add image host' : `Edit image host ${before.name}`;
  const role = before?.role ?? 'further';

  const url = await ask(title, 1, {
    prompt: 'The registry, as images’ names begin with it. XNAT matches it letter by letter.',
    placeHolder: `ghcr.io, registry.example.org:5000, ${DOCKER_HUB.url}`,
    value: before?.url ?? '',
    validateInput: (text) => faultOf({ name: 'x', url: text.trim(), username: '', role }, others),
  });
  if (url === undefined) return undefined;

  const name = await ask(title, 2, {
    prompt: 'A name for it, as in XNAT’s table of image hosts',
    value: before?.name ?? registryOf(url)?.host ?? '',
    validateInput: (text) => faultOf({ name: text.trim(), url, username: '', role }, others),
  });
  if (name === undefined) return undefined;

  const username = await ask(title, 3, {
    prompt: 'The user to sign in as. Leave it empty for public images.',
    value: before?.username ?? '',
  });
  if (username === undefined) return undefined;
  const host: ImageHost = { name, url, username, role };
  if (username === '') return { host, token: undefined };

  const stays = storedToken === 'stored' && before?.url === url && before.username === username;
  const token = await ask(title, 4, {
    prompt: stays
      ? 'Access token or password. Leave it empty to keep the one that is stored.'
      : 'Access token or password. It is kept in the editor’s secret storage and never shown again.',
    password: true,
    validateInput: (text) => (text === '' && !stays ? 'Type the token.' : undefined),
  });
  if (token === undefined) return undefined;
  return { host, token: token === '' ? undefined : new SecretValue(token) };
}

async function ask(title: string, step: number, options: vscode.InputBoxOptions): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    ...options,
    title: `${title} (${step} of ${STEPS})`,
    ignoreFocusOut: true,
  });
  return options.password === true ? text : text?.trim();
}

function faultOf(host: ImageHost, others: readonly ImageHost[]): string | undefined {
  const fault = hostFault(host, others);
  return fault && `It ${fault}.`;
}
