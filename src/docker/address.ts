/** How an engine is reached. */
export type Transport =
  /** A Unix socket or a Windows named pipe. */
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: TlsFiles | undefined }
  | SshTransport;

/** An engine on a machine that `ssh` logs in to; what is undefined is left to ssh's and Docker's own configuration. */
export interface SshTransport {
  readonly kind: 'ssh';
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
  /** Path of the engine's socket on that machine. */
  readonly socket: string | undefined;
}

/** Paths of PEM files; those that do not exist are left out. */
export interface TlsFiles {
  readonly ca: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly server: 'verified' | 'trusted-blindly';
}

/**
 * Reads an address as `DOCKER_HOST` has it.
 *
 * @param tls how TLS is spoken if the address is one of TCP
 * @returns undefined when the text is no such address
 */
export function parseAddress(address: string, tls: TlsFiles | undefined): Transport | undefined {
  const [, scheme = '', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/i.exec(address) ?? [];
  switch (scheme.toLowerCase()) {
    case 'unix':
      return { kind: 'socket', path: rest === '' ? '/var/run/docker.sock' : rest };
    case 'npipe':
      return { kind: 'socket', path: rest === '' ? '//./pipe/docker_engine' : rest };
    case 'ssh':
      return parseSsh(rest);
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
  const url = parseUrl('tcp', `${text.startsWith(':') ? 'localhost' : ''}${text}`);
  if (url === undefined) return undefined;
  const { hostname, port, pathname, username } = url;
  if (username !== '' || (pathname !== '' && pathname !== '/') || hostname === '') return undefined;
  const host = withoutBrackets(hostname);
  return { kind: 'tcp', host, port: port === '' ? (tls === undefined ? 2375 : 2376) : Number(port), tls };
}

/**
 * A password does not belong into an address. What begins with a hyphen would be an option of ssh, and could run any
 * program.
 */
function parseSsh(text: string): SshTransport | undefined {
  const url = parseUrl('ssh', text);
  if (url?.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  const user = decode(url.username);
  const host = withoutBrackets(url.hostname);
  const path = decode(url.pathname);
  if (user === undefined || path === undefined || host === '') return undefined;
  if (/^-|\s/.test(user) || host.startsWith('-')) return undefined;
  return {
    kind: 'ssh',
    user: user === '' ? undefined : user,
    host,
    port: url.port === '' ? undefined : Number(url.port),
    socket: path === '' || path === '/' ? undefined : path,
  };
}

function parseUrl(scheme: string, rest: string): URL | undefined {
  const url = `${scheme}://${rest}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}

const withoutBrackets = (host: string) => host.replace(/^\[(.*)\]$/, '$1');

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether an engine takes orders over the network from whoever can reach it: no TLS, and not on this machine alone. Who
 * commands an engine commands its machine.
 */
export function isOpenToAll(transport: Transport): boolean {
  return transport.kind === 'tcp' && transport.tls === undefined && !isLoopback(transport.host);
}

const isLoopback = (host: string) =>
  host.toLowerCase() === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** The warning for such an address, in two sentences. */
export const OPEN_TO_ALL =
  'The connection is neither encrypted nor guarded by certificates: whoever can reach this port can start containers as root, and so controls that machine and the data on it. ' +
  'Protect the engine with TLS and client certificates, or reach it over ssh://.';
