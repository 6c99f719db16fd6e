import type { RegistryLogin } from '../../launch/image-pull';
import { SecretValue } from '../../secrets/secret-value';
import { DOCKER_HUB, registryOf, type Registry } from './image-host';

/** What Docker's own credentials are read with. */
export interface CredentialFiles {
  /** The text of `config.json` in Docker's folder; undefined when there is none. */
  readConfiguration(): string | undefined;
  /**
   * Asks a credential helper, such as `osxkeychain`, for a server.
   *
   * @returns what it prints; undefined when it knows nothing of the server
   * @throws when there is no such helper or it fails, with a sentence
   */
  askHelper(name: string, server: string): Promise<string | undefined>;
}

/** What Docker knows of a registry, or why that cannot be read. */
export type CredentialLookup =
  | { readonly kind: 'found'; readonly login: RegistryLogin; readonly from: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly message: string };

/**
 * Looks up what `docker login` has left for a registry, as the docker command line does: the registry's own helper, the
 * general one, then the file itself.
 */
export async function dockerCredentials(registry: Registry, files: CredentialFiles): Promise<CredentialLookup> {
  let configuration: JsonObject;
  try {
    const text = files.readConfiguration();
    if (text === undefined) return { kind: 'none' };
    configuration = asObject(JSON.parse(text));
  } catch {
    return { kind: 'unreadable', message: 'Docker’s config.json is not JSON.' };
  }
  const server = registry.host === registryOf(DOCKER_HUB.url)?.host ? DOCKER_HUB.url : registry.host;
  const helper = asObject(configuration.credHelpers)[server] ?? configuration.credsStore;
  if (typeof helper === 'string' && helper !== '') return fromHelper(helper, server, files);
  const [, entry] =
    Object.entries(asObject(configuration.auths)).find(([url]) => registryOf(url)?.host === registry.host) ?? [];
  return fromFile(asObject(entry), server);
}

async function fromHelper(helper: string, server: string, files: CredentialFiles): Promise<CredentialLookup> {
  const from = `the credential helper ${helper}`;
  // The name becomes that of a program.
  if (!/^[\w.-]+$/.test(helper))
    return { kind: 'unreadable', message: `“${helper}” is no name of a credential helper.` };
  try {
    const printed = await files.askHelper(helper, server);
    if (printed === undefined) return { kind: 'none' };
    const { Username: username, Secret: secret } = asObject(JSON.parse(printed));
    if (typeof username !== 'string' || typeof secret !== 'string') return { kind: 'none' };
    return { kind: 'found', from, login: loginOf(server, username, secret) };
  } catch (error) {
    // A parser's error would quote what was printed.
    const reason = error instanceof SyntaxError ? 'it printed no JSON' : (error as Error).message;
    return { kind: 'unreadable', message: `The credential helper ${helper} failed: ${reason}.` };
  }
}

/** Helpers and Docker mark a token in place of a password by this user. */
const TOKEN_USER = '<token>';

const loginOf = (server: string, username: string, secret: string): RegistryLogin =>
  username === TOKEN_USER
    ? { kind: 'identity-token', server, token: new SecretValue(secret) }
    : { kind: 'password', server, username, password: new SecretValue(secret) };

function fromFile(entry: JsonObject, server: string): CredentialLookup {
  const from = 'Docker’s config.json';
  const { identitytoken, auth } = entry;
  if (typeof identitytoken === 'string' && identitytoken !== '') {
    return { kind: 'found', from, login: loginOf(server, TOKEN_USER, identitytoken) };
  }
  if (typeof auth !== 'string' || auth === '') return { kind: 'none' };
  const [username, ...password] = Buffer.from(auth, 'base64').toString().split(':');
  if (username === undefined || password.length === 0) return { kind: 'none' };
  // Docker itself cuts off what its padding may have left.
  return { kind: 'found', from, login: loginOf(server, username, password.join(':').replace(/\0+$/, '')) };
}

type JsonObject = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : {};
