import * as vscode from 'vscode';
import { readImageReference } from '../../command/image-reference';
import { repositoryOf } from '../../docker/registry/repository';
import type { RepositoryTags } from './repository-tags';

/**
 * Asks for the name of an image. Once the repository is typed with a colon, the registry's tags are offered, if it is one of
 * the image hosts.
 *
 * @returns a name with a tag or a digest; undefined when the person gave up
 */
export function chooseImage(repositories: RepositoryTags, log: vscode.LogOutputChannel): Promise<string | undefined> {
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
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    pick.busy = true;
    const found = await repositories.list(repository, signal);
    if (signal.aborted) return;
    pick.busy = false;
    tags.set(repository.name, found);
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
