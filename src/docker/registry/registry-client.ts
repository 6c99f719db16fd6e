import type { RegistryLogin } from '../../launch/image-pull';
import { authorize } from './authorize';
import { readChallenge, type Challenge } from './challenge';
import type { Registry } from './image-host';
import { asOutcome, fault, loginName, refusal, type RegistryOutcome } from './registry-fault';

/** What a registry says to a login. `open`: it never asked for one, so user and token were not looked at. */
export interface LoginAnswer {
  readonly kind: 'signed-in' | 'anonymous' | 'open';
  readonly message: string;
}

/** A registry that pages on and on is not listed to its end. */
const MOST_TAGS = 2_000;

/**
 * Signs in to a registry, as Docker does: asks for its API, answers its challenge (Basic, or a token of its token service), and
 * asks again.
 *
 * @param login undefined asks without user and token
 */
export async function testLogin(
  registry: Registry,
  login: RegistryLogin | undefined,
  signal: AbortSignal,
): Promise<RegistryOutcome<LoginAnswer>> {
  return asOutcome(registry, signal, async (patience) => {
    const api = `${registry.address}/v2/`;
    const first = await fetch(api, { signal: patience, redirect: 'error' });
    if (first.ok) {
      checkIsRegistry(first, registry);
      const unchecked = login === undefined ? '' : ' User and token were not checked.';
      return { kind: 'open', message: `${registry.host} answers, and lets everybody in.${unchecked}` };
    }
    const challenge = challengeOf(first, registry);
    const authorization = await authorize(challenge, login, '', registry, patience);
    const second = await fetch(api, { signal: patience, redirect: 'error', headers: { authorization } });
    if (!second.ok) throw refusal(second, registry, login);
    return login === undefined
      ? { kind: 'anonymous', message: `${registry.host} answers, and serves public images without a user.` }
      : { kind: 'signed-in', message: `${registry.host} answers, and ${loginName(login)} is signed in.` };
  });
}

/**
 * The tags of a repository, in the registry's order.
 *
 * @param repository without the registry: `library/busybox`
 * @param milliseconds how long the registry may take for all of them
 */
export async function listTags(
  registry: Registry,
  repository: string,
  login: RegistryLogin | undefined,
  signal: AbortSignal,
  milliseconds?: number,
): Promise<RegistryOutcome<readonly string[]>> {
  const listAll = async (patience: AbortSignal) => {
    const tags: string[] = [];
    let headers: Record<string, string> = {};
    let next: string | undefined = `${registry.address}/v2/${repository}/tags/list?n=500`;
    while (next !== undefined && tags.length < MOST_TAGS) {
      let page: Response = await fetch(next, { signal: patience, redirect: 'error', headers });
      if (page.status === 401 && !('authorization' in headers)) {
        const scope = `repository:${repository}:pull`;
        headers = {
          authorization: await authorize(challengeOf(page, registry), login, scope, registry, patience),
        };
        page = await fetch(next, { signal: patience, redirect: 'error', headers });
      }
      if (page.status === 404) throw fault('not-found', `${registry.host} has no repository ${repository}.`);
      if (!page.ok) throw refusal(page, registry, login);
      tags.push(...tagsIn(await page.json()));
      next = nextPage(page, registry);
    }
    return tags;
  };
  return asOutcome(registry, signal, listAll, milliseconds);
}

const tagsIn = (body: unknown): readonly string[] => {
  const tags = (body as { readonly tags?: unknown } | null)?.tags;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
};

/** The address of the next page: only on the same registry, since the login goes there. */
function nextPage(page: Response, registry: Registry): string | undefined {
  const [, target] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(page.headers.get('link') ?? '') ?? [];
  if (target === undefined) return undefined;
  const next = new URL(target, registry.address);
  return next.origin === new URL(registry.address).origin ? next.href : undefined;
}

function challengeOf(answer: Response, registry: Registry): Challenge {
  if (answer.status !== 401) {
    throw fault(
      'not-a-registry',
      `What answers at ${registry.address} is not a registry (${answer.status}). Check the URL.`,
    );
  }
  const challenge = readChallenge(answer.headers.get('www-authenticate'));
  if (challenge === undefined) {
    throw fault('not-a-registry', `${registry.host} asks for a login of an unknown kind, neither Basic nor Bearer.`);
  }
  return challenge;
}

function checkIsRegistry(answer: Response, registry: Registry): void {
  const version = answer.headers.get('docker-distribution-api-version');
  if (version !== null || answer.headers.get('content-type')?.includes('json') === true) return;
  throw fault('not-a-registry', `What answers at ${registry.address} is not a registry. Check the URL.`);
}
