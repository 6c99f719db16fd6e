import type { RegistryLogin } from '../../launch/image-pull';
import type { Challenge } from './challenge';
import { isOfThisMachine, type Registry } from './image-host';
import { fault, refusal } from './registry-fault';

/**
 * Answers a registry's challenge, going to its token service where it names one.
 *
 * @param scope what is to be done, such as `repository:library/busybox:pull`; `""` is nothing in particular
 * @returns the value of an `Authorization` header; throws a registry's fault when it is refused
 */
export async function authorize(
  challenge: Challenge,
  login: RegistryLogin | undefined,
  scope: string,
  registry: Registry,
  signal: AbortSignal,
): Promise<string> {
  if (challenge.kind === 'basic') {
    if (login === undefined) throw fault('refused', `${registry.host} wants a user and a token.`);
    if (login.kind === 'password') return basic(login.username, login.password.reveal());
    throw fault('refused', `${registry.host} wants a user and a password, and only an identity token is known.`);
  }
  return `Bearer ${await fetchToken(challenge, login, scope, registry, signal)}`;
}

const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

async function fetchToken(
  { realm, service }: Extract<Challenge, { readonly kind: 'bearer' }>,
  login: RegistryLogin | undefined,
  scope: string,
  registry: Registry,
  signal: AbortSignal,
): Promise<string> {
  const address = realmOf(realm, registry);
  const parameters = new URLSearchParams({ ...(service !== undefined && { service }), ...(scope !== '' && { scope }) });
  const answer =
    login?.kind === 'identity-token'
      ? await fetch(address, {
          method: 'POST',
          body: withEntries(parameters, {
            grant_type: 'refresh_token',
            client_id: 'xnat-commands',
            refresh_token: login.token.reveal(),
          }),
          signal,
          redirect: 'error',
        })
      : await fetch(withQuery(address, parameters, login?.username), {
          headers: login === undefined ? {} : { authorization: basic(login.username, login.password.reveal()) },
          signal,
          redirect: 'error',
        });
  if (!answer.ok) throw refusal(answer, registry, login);
  const body = (await answer.json()) as { readonly token?: unknown; readonly access_token?: unknown } | null;
  const token = body?.token ?? body?.access_token;
  if (typeof token !== 'string') {
    throw fault('not-a-registry', `The token service of ${registry.host} at ${address.host} gives no token.`);
  }
  return token;
}

/** User and token go where the registry sends us, so that must not be in the open. */
function realmOf(realm: string, registry: Registry): URL {
  const address = URL.canParse(realm) ? new URL(realm) : undefined;
  if (address === undefined || (address.protocol !== 'https:' && !isOfThisMachine(address.host))) {
    throw fault(
      'not-a-registry',
      `${registry.host} names ${address?.host ?? 'no address'} as its token service, which is not reached over TLS. Nothing was sent there.`,
    );
  }
  return address;
}

function withEntries(parameters: URLSearchParams, entries: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams([...parameters, ...Object.entries(entries)]);
}

function withQuery(address: URL, parameters: URLSearchParams, account: string | undefined): URL {
  const url = new URL(address);
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  if (account !== undefined) url.searchParams.set('account', account);
  return url;
}
