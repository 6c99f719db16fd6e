import Dockerode from 'dockerode';
import { readFile } from 'node:fs/promises';
import type { Agent as HttpAgent } from 'node:http';
import { Agent } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions } from 'node:tls';
import { inspect } from 'node:util';
import type { TlsFiles } from './address';
import type { Endpoint } from './endpoint';
import { SshAgent } from './ssh-connection';

/** Makes clients for one engine: of a certain version of its API, such as `v1.41`, or of none. */
export type ClientFactory = (version: string | undefined) => Dockerode;

/**
 * Reads an endpoint's certificates.
 *
 * @throws the file system's error when one of them cannot be read
 */
export async function clientFactory({ transport }: Endpoint): Promise<ClientFactory> {
  switch (transport.kind) {
    case 'socket':
      return (version) => createClient({ socketPath: transport.path, version });
    case 'tcp': {
      const { host, port, tls } = transport;
      if (tls === undefined) return (version) => createClient({ protocol: 'http', host, port, version });
      const agent = new TlsAgent(await connectionOptions(host, port, tls));
      return (version) => createClient({ protocol: 'https', socketPath: BY_AGENT, agent, version });
    }
    case 'ssh': {
      const agent = new SshAgent(transport);
      return (version) => createClient({ protocol: 'http', socketPath: BY_AGENT, agent, version });
    }
  }
}

/** dockerode hands the agent on to its transport, though its types do not say so. */
type ClientOptions = Dockerode.DockerOptions & { readonly agent?: HttpAgent };

const VARIABLES = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];

/** The address is ours to decide, so dockerode must not look at the environment: it even fails on what it finds there. */
function createClient(options: ClientOptions): Dockerode {
  const hidden = VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const [name] of hidden) Reflect.deleteProperty(process.env, name);
  try {
    return new Dockerode(options);
  } finally {
    for (const [name, value] of hidden) if (value !== undefined) process.env[name] = value;
  }
}

/**
 * Stands for a socket, where the agent makes the connection: VS Code puts an agent of its own, which knows neither ssh nor
 * our certificates, into every request of an extension that is for no socket.
 */
const BY_AGENT = 'by-agent';

async function connectionOptions(host: string, port: number, tls: TlsFiles): Promise<ConnectionOptions> {
  const read = (path: string | undefined) => (path === undefined ? undefined : readFile(path));
  const [ca, cert, key] = await Promise.all([read(tls.ca), read(tls.certificate), read(tls.key)]);
  // An address of numbers is no name to ask for.
  const servername = isIP(host) === 0 ? host : '';
  return { host, port, servername, ca, cert, key, rejectUnauthorized: tls.server === 'verified' };
}

/** Makes a connection of its own, by TLS, for each request. */
class TlsAgent extends Agent {
  readonly #options: ConnectionOptions;

  constructor(options: ConnectionOptions) {
    super({ keepAlive: false });
    this.#options = options;
  }

  override createConnection(): Duplex {
    return connect(this.#options);
  }

  /** dockerode's transport prepares a text of all options of each request for its debug log; the key does not belong there. */
  [inspect.custom](): string {
    return 'tls';
  }
}
