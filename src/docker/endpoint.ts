import { defaultSockets } from './default-sockets';
import { variable, type Surroundings } from './surroundings';

/** Where a Docker engine listens, and how we came to think so. */
export interface Endpoint {
  /** As `DOCKER_HOST` takes it; for people to read. */
  readonly address: string;
  readonly source: EndpointSource;
  readonly transport: Transport;
}

export type EndpointSource =
  | { readonly kind: 'setting' }
  | { readonly kind: 'variable'; readonly name: 'DOCKER_HOST' }
  | { readonly kind: 'context'; readonly name: string }
  | { readonly kind: 'default' };

export type Transport =
  /** A Unix socket or a Windows named pipe. */
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: TlsFiles | undefined }
  | { readonly kind: 'ssh'; readonly destination: string };

/** Paths of PEM files; those that do not exist are left out. */
export interface TlsFiles {
  readonly ca: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly server: 'verified' | 'trusted-blindly';
}

/** The engines to try, in order, or a sentence that says what is wrong with how one was named. */
export type EndpointSearch =
  | { readonly ok: true; readonly candidates: readonly [Endpoint, ...Endpoint[]] }
  | { readonly ok: false; readonly address: string; readonly message: string };

/**
 * Finds out where the Docker engine is, as the docker command line does: our setting, then `DOCKER_HOST`, then the context
 * of `DOCKER_CONTEXT` or of Docker's configuration. Only when none of them says anything are the usual sockets tried, of
 * which the command line knows the first: rootless Docker, Docker Desktop and its relatives, and Podman follow.
 */
export function findEndpoints(surroundings: Surroundings): EndpointSearch {
  const { setting } = surroundings;
  if (setting.trim() !== '') return named(setting, { kind: 'setting' }, variableTls(surroundings));
  const host = variable(surroundings, 'DOCKER_HOST');
  if (host !== undefined) return named(host, { kind: 'variable', name: 'DOCKER_HOST' }, variableTls(surroundings));
  const context = variable(surroundings, 'DOCKER_CONTEXT') ?? currentContext(surroundings);
  if (context !== undefined && context !== 'default') return ofContext(context, surroundings);
  const [first, ...others] = defaultSockets(surroundings);
  return { ok: true, candidates: [atDefaultSocket(first), ...others.map(atDefaultSocket)] };
}

const atDefaultSocket = (path: string): Endpoint => ({
  address: addressOfSocket(path),
  source: { kind: 'default' },
  transport: { kind: 'socket', path },
});

const addressOfSocket = (path: string) => `${path.startsWith('//./pipe/') ? 'npipe' : 'unix'}://${path}`;

function named(address: string, source: EndpointSource, tls: TlsFiles | undefined): EndpointSearch {
  const transport = parseAddress(address.trim(), tls);
  if (transport !== undefined) return { ok: true, candidates: [{ address: address.trim(), source, transport }] };
  const place = source.kind === 'setting' ? 'the setting xnatCommands.docker.endpoint' : describeSource(source);
  return {
    ok: false,
    address,
    message:
      `“${address}” in ${place} is not the address of a Docker engine. ` +
      'Write it like unix:///var/run/docker.sock, npipe:////./pipe/docker_engine, tcp://host:2376 or ssh://user@host.',
  };
}

/** Where an endpoint's address was found, as part of a sentence. */
export function describeSource(source: EndpointSource): string {
  switch (source.kind) {
    case 'setting':
      return 'the setting xnatCommands.docker.endpoint';
    case 'variable':
      return `the variable ${source.name}`;
    case 'context':
      return `the Docker context “${source.name}”`;
    case 'default':
      return 'the usual sockets';
  }
}

/** @returns undefined when the text is no address */
function parseAddress(address: string, tls: TlsFiles | undefined): Transport | undefined {
  const [, scheme = '', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/i.exec(address) ?? [];
  switch (scheme.toLowerCase()) {
    case 'unix':
      return { kind: 'socket', path: rest === '' ? '/var/run/docker.sock' : rest };
    case 'npipe':
      return { kind: 'socket', path: rest === '' ? '//./pipe/docker_engine' : rest };
    case 'ssh':
      return rest === '' ? undefined : { kind: 'ssh', destination: rest };
    case '':
    case 'tcp':
    case 'http':
      return parseHostAndPort(rest, tls);
    case 'https':
      return parseHostAndPort(rest, tls ?? NO_FILES);
    default:
      return undefined;
  }
}

/** The server's certificate is checked against the system's authorities. */
const NO_FILES: TlsFiles = { ca: undefined, certificate: undefined, key: undefined, server: 'verified' };

function parseHostAndPort(text: string, tls: TlsFiles | undefined): Transport | undefined {
  const url = `tcp://${text.startsWith(':') ? 'localhost' : ''}${text}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, pathname, username } = new URL(url);
  if (username !== '' || (pathname !== '' && pathname !== '/') || hostname === '') return undefined;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { kind: 'tcp', host, port: port === '' ? (tls === undefined ? 2375 : 2376) : Number(port), tls };
}

/** What `DOCKER_TLS_VERIFY`, `DOCKER_TLS` and `DOCKER_CERT_PATH` say about TLS. */
function variableTls(surroundings: Surroundings): TlsFiles | undefined {
  const isVerified = variable(surroundings, 'DOCKER_TLS_VERIFY') !== undefined;
  if (!isVerified && variable(surroundings, 'DOCKER_TLS') === undefined) return undefined;
  const folder = variable(surroundings, 'DOCKER_CERT_PATH') ?? configurationFolder(surroundings);
  return tlsFilesIn(folder, isVerified ? 'verified' : 'trusted-blindly', surroundings);
}

function tlsFilesIn(folder: string, server: TlsFiles['server'], { exists }: Surroundings): TlsFiles {
  const existing = (name: string) => (exists(`${folder}/${name}`) ? `${folder}/${name}` : undefined);
  return { ca: existing('ca.pem'), certificate: existing('cert.pem'), key: existing('key.pem'), server };
}

const configurationFolder = (surroundings: Surroundings) =>
  variable(surroundings, 'DOCKER_CONFIG') ?? `${surroundings.homeFolder}/.docker`;

function currentContext(surroundings: Surroundings): string | undefined {
  const name = readJson(`${configurationFolder(surroundings)}/config.json`, surroundings)?.currentContext;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function ofContext(name: string, surroundings: Surroundings): EndpointSearch {
  const contexts = `${configurationFolder(surroundings)}/contexts`;
  const id = surroundings.sha256(name);
  const source: EndpointSource = { kind: 'context', name };
  const file = `${contexts}/meta/${id}/meta.json`;
  const docker = asObject(asObject(readJson(file, surroundings)?.Endpoints)?.docker);
  const host = docker?.Host;
  if (typeof host !== 'string' || host === '') {
    const message =
      `The current Docker context is “${name}”, and ${file} does not say where its engine is. ` +
      'Choose another with “docker context use”, or set xnatCommands.docker.endpoint.';
    return { ok: false, address: name, message };
  }
  const server = docker?.SkipTLSVerify === true ? 'trusted-blindly' : 'verified';
  const tls = tlsFilesIn(`${contexts}/tls/${id}/docker`, server, surroundings);
  const hasTls = server === 'trusted-blindly' || (tls.ca ?? tls.certificate ?? tls.key) !== undefined;
  return named(host, source, hasTls ? tls : undefined);
}

type JsonObject = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : undefined;

function readJson(path: string, { readFile }: Surroundings): JsonObject | undefined {
  try {
    return asObject(JSON.parse(readFile(path) ?? ''));
  } catch {
    return undefined;
  }
}
