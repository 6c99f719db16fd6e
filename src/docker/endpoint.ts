import { parseAddress, type TlsFiles, type Transport } from './address';
import { configurationFolder, contextFile, currentContext, DEFAULT_CONTEXT, readContext } from './contexts';
import { defaultSockets } from './default-sockets';
import { variable, type ChoiceSource, type Surroundings } from './surroundings';

/** Where a Docker engine listens, and how we came to think so. */
export interface Endpoint {
  /** As `DOCKER_HOST` takes it; for people to read. */
  readonly address: string;
  readonly source: EndpointSource;
  readonly transport: Transport;
}

export type EndpointSource =
  /** `xnatCommands.docker.endpoint`. */
  | { readonly kind: 'setting' }
  | { readonly kind: ChoiceSource }
  /** A host of `xnatCommands.docker.hosts`. */
  | { readonly kind: 'listed'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: 'DOCKER_HOST' }
  | { readonly kind: 'context'; readonly name: string }
  | { readonly kind: 'default' };

/** The engines to try, in order, or a sentence that says what is wrong with how one was named. */
export type EndpointSearch =
  | { readonly ok: true; readonly candidates: readonly [Endpoint, ...Endpoint[]] }
  | { readonly ok: false; readonly address: string; readonly message: string };

/** How an engine is named by a person: an address, `context:` and the name of a Docker context, or nothing. */
export type HostReference = string;

const CONTEXT_PREFIX = 'context:';

/** The reference to a Docker context. */
export const referenceToContext = (name: string): HostReference => CONTEXT_PREFIX + name;

/**
 * Finds out where the Docker engine is, as the docker command line does: what was chosen for the window, our setting, then
 * `DOCKER_HOST`, then the context of `DOCKER_CONTEXT` or of Docker's configuration. Only when none of them says anything
 * are the usual sockets tried, of which the command line knows the first: rootless Docker, Docker Desktop and its
 * relatives, and Podman follow.
 */
export function findEndpoints(surroundings: Surroundings): EndpointSearch {
  const { choice, chosenBy, setting } = surroundings;
  if (choice !== undefined) return endpointsOf(choice, { kind: chosenBy }, surroundings);
  return endpointsOf(setting, { kind: 'setting' }, surroundings);
}

/** The engines that a reference means; an empty one means those that the docker command line would take. */
export function endpointsOf(
  reference: HostReference,
  source: EndpointSource,
  surroundings: Surroundings,
): EndpointSearch {
  const text = reference.trim();
  if (text.startsWith(CONTEXT_PREFIX)) return ofContext(text.slice(CONTEXT_PREFIX.length), surroundings);
  if (text !== '') return named(text, source, certificatesFor(text, surroundings));
  const host = variable(surroundings, 'DOCKER_HOST');
  if (host !== undefined) return named(host, { kind: 'variable', name: 'DOCKER_HOST' }, variableTls(surroundings));
  return ofContext(currentContext(surroundings) ?? DEFAULT_CONTEXT, surroundings);
}

function named(address: string, source: EndpointSource, tls: TlsFiles | undefined): EndpointSearch {
  const transport = parseAddress(address.trim(), tls);
  if (transport !== undefined) return { ok: true, candidates: [{ address: address.trim(), source, transport }] };
  return { ok: false, address, message: `“${address}” in ${describeSource(source)} is ${ADDRESS_ADVICE}` };
}

/** What an address that cannot be read is, as the end of a sentence, and how to write one. */
export const ADDRESS_ADVICE =
  'not the address of a Docker engine. Write it like unix:///var/run/docker.sock, npipe:////./pipe/docker_engine, tcp://host:2376 or ssh://user@host.';

/** Where an endpoint's address was found, as part of a sentence. */
export function describeSource(source: EndpointSource): string {
  switch (source.kind) {
    case 'setting':
      return 'the setting xnatCommands.docker.endpoint';
    case 'choice':
      return 'the choice for this window';
    case 'option':
      return 'the option --engine';
    case 'launch-file':
      return '“engine” of the launch file';
    case 'run':
      return 'the record of the run';
    case 'listed':
      return `the Docker host “${source.name}”`;
    case 'variable':
      return `the variable ${source.name}`;
    case 'context':
      return `the Docker context “${source.name}”`;
    case 'default':
      return 'the usual sockets';
  }
}

function ofContext(name: string, surroundings: Surroundings): EndpointSearch {
  if (name === DEFAULT_CONTEXT) {
    const [first, ...others] = defaultSockets(surroundings);
    return { ok: true, candidates: [atDefaultSocket(first), ...others.map(atDefaultSocket)] };
  }
  const { address, server, certificateFolder } = readContext(name, surroundings);
  if (address === undefined) {
    const message =
      `The Docker context is “${name}”, and ${contextFile(name, surroundings)} does not say where its engine is. ` +
      'Choose another with “docker context use”, or choose a Docker host here.';
    return { ok: false, address: name, message };
  }
  const tls = tlsFilesIn(certificateFolder, server, surroundings);
  const hasTls = server === 'trusted-blindly' || (tls.ca ?? tls.certificate ?? tls.key) !== undefined;
  return named(address, { kind: 'context', name }, hasTls ? tls : undefined);
}

const atDefaultSocket = (path: string): Endpoint => ({
  address: addressOfSocket(path),
  source: { kind: 'default' },
  transport: { kind: 'socket', path },
});

/** The address of a Unix socket or a named pipe. */
export const addressOfSocket = (path: string): string => `${path.startsWith('//./pipe/') ? 'npipe' : 'unix'}://${path}`;

/** The certificates of the listed host of this address, else those the environment names. */
function certificatesFor(address: string, surroundings: Surroundings): TlsFiles | undefined {
  const listed = surroundings.hosts.find((host) => host.address.trim() === address);
  return listed?.certificates === undefined
    ? variableTls(surroundings)
    : tlsFilesIn(listed.certificates, 'verified', surroundings);
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
