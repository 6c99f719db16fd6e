import * as vscode from 'vscode';
import { readImageReference } from '../../command/image-reference';
import { registryOf } from '../../docker/registry/image-host';
import { registryUrlOf } from '../../docker/registry/serving';
import type { ImageHosts } from './host-store';
import { loginFor } from './login-for';

/** A repository at a registry. */
interface Repository {
  /** As a person writes it, without a tag. */
  readonly name: string;
  /** As the registry's API has it. */
  readonly path: string;
}

/**
 * Asks for the name of an image. Once the repository is typed with a colon, the registry's tags are offered, if it is one of
 * the image hosts.
 *
 * @returns a name with a tag or a digest; undefined when the person gave up
 */
export function chooseImage(hosts: ImageHosts, log: vscode.LogOutputChannel): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = 'Pull image';
  pick.placeholder = 'Name of the image, such as ghcr.io/lab/tool:1.2';
  pick.ignoreFocusOut = true;
  const tags = new Map<string, readonly string[]>();
  let asking: AbortController | undefined;

  const show = () => {
    const typed = pick.value.trim();
    const repository = repositoryOf(typed);
    const known = (repository && tags.get(repository.name)) ?? [];
    const named = repository === undefined ? [] : known.map((tag) => `${repository.name}:${tag}`);
    pick.items = [
      ...(typed === '' ? [] : [typedItem(typed)]),
      ...named.filter((name) => name !== typed).map((label) => ({ label, iconPath: new vscode.ThemeIcon('tag') })),
    ];
  };

  const askForTags = async (typed: string) => {
    const repository = typed.includes(':') ? repositoryOf(typed) : undefined;
    if (repository === undefined || tags.has(repository.name)) return;
    const registry = registryOf(registryUrlOf(typed));
    const isHost = hosts.read().hosts.some(({ url }) => registryOf(url)?.host === registry?.host);
    if (registry === undefined || !isHost) return;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    pick.busy = true;
    const { listTags } = await import('../../docker');
    const answer = await listTags(registry, repository.path, (await loginFor(typed, hosts, log)).login, signal);
    if (signal.aborted) return;
    pick.busy = false;
    if (!answer.ok) log.info(`Tags of ${repository.name}: ${answer.failure.message}`);
    tags.set(repository.name, answer.ok ? answer.value : []);
    show();
  };

  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => {
      show();
      askForTags(value.trim()).catch((error: unknown) => log.error('The tags could not be listed.', error));
    });
    pick.onDidAccept(() => {
      const name = withTag(pick.selectedItems[0]?.label ?? pick.value.trim());
      if (name === undefined) return;
      resolve(name);
      pick.hide();
    });
    pick.onDidHide(() => {
      asking?.abort();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

function typedItem(typed: string): vscode.QuickPickItem {
  if (typed.endsWith(':') && repositoryOf(typed) !== undefined) {
    return {
      label: typed,
      alwaysShow: true,
      iconPath: new vscode.ThemeIcon('package'),
      detail: 'Type or choose a tag',
    };
  }
  const name = withTag(typed);
  if (name === undefined) {
    return {
      label: typed,
      alwaysShow: true,
      iconPath: new vscode.ThemeIcon('error'),
      detail: 'Not the name of an image',
    };
  }
  const detail = name === typed ? '' : `As ${name}. XNAT itself takes no Commands from an image pulled without a tag.`;
  return { label: typed, alwaysShow: true, iconPath: new vscode.ThemeIcon('package'), detail };
}

/** @returns the name with the tag Docker means where there is none; undefined when it is no name of an image */
function withTag(typed: string): string | undefined {
  const reference = readImageReference(typed);
  if (!reference.valid) return undefined;
  return reference.tag === undefined && reference.digest === undefined ? `${typed}:latest` : typed;
}

/** The repository in a name that may end in a colon or half a tag. */
function repositoryOf(typed: string): Repository | undefined {
  const reference = readImageReference(typed.replace(/:$/, ''));
  if (!reference.valid) return undefined;
  const { repository: name } = reference;
  const url = registryUrlOf(name);
  const path = name.startsWith(`${url}/`) ? name.slice(url.length + 1) : name.replace(/^(index\.)?docker\.io\//, '');
  const isOfficial = registryOf(url)?.host === 'docker.io' && !path.includes('/');
  return { name, path: isOfficial ? `library/${path}` : path };
}
