import type * as vscode from 'vscode';
import { registryOf } from '../../docker/registry/image-host';
import type { Repository } from '../../docker/registry/repository';
import { servingOf } from '../../docker/registry/serving';
import type { ImageHosts } from './host-store';
import { loginFor } from './login-for';

/** What the registries among the image hosts say of tags. */
export interface RepositoryTags {
  /**
   * The tags of a repository, in the registry's order. Of a registry that is no image host nothing is asked; of one that
   * fails there are none, and the log says why.
   *
   * @param patience how long the registry may take to answer, in milliseconds
   */
  list(repository: Repository, signal: AbortSignal, patience?: number): Promise<readonly string[]>;
  dispose(): void;
}

/** How long an answer holds, in milliseconds. */
const FRESH_MILLISECONDS = 60_000;

export function createRepositoryTags(hosts: ImageHosts, log: vscode.LogOutputChannel): RepositoryTags {
  const known = new Map<string, { readonly tags: readonly string[]; readonly until: number }>();
  const told = new Set<string>();
  const changes = hosts.onDidChange(() => {
    known.clear();
    told.clear();
  });

  const tellOnce = (message: string) => {
    if (!told.has(message)) log.info(message);
    told.add(message);
  };

  return {
    async list({ name, path }, signal, patience) {
      const fresh = known.get(name);
      if (fresh !== undefined && Date.now() < fresh.until) return fresh.tags;
      const registry = registryOf(servingOf(name, hosts.read().hosts).host?.url ?? '');
      if (registry === undefined) return [];
      const { listTags } = await import('../../docker');
      const { login } = await loginFor(name, hosts, log);
      const answer = await listTags(registry, path, login, signal, patience);
      if (!answer.ok) {
        if (answer.failure.kind !== 'cancelled') tellOnce(`Tags of ${name}: ${answer.failure.message}`);
        return [];
      }
      known.set(name, { tags: answer.value, until: Date.now() + FRESH_MILLISECONDS });
      return answer.value;
    },
    dispose: () => {
      changes.dispose();
    },
  };
}
