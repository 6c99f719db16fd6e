import Dockerode from 'dockerode';
import { readFile } from 'node:fs/promises';
import type { Agent as HttpAgent } from 'node:http';
import { Agent } from 'node:https';
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
      const agent = await tlsAgent(tls);
      return (version) => createClient({ protocol: 'https', host, port, agent, version });
    }
    case 'ssh': {
      const agent = new SshAgent(transport);
      return (version) => createClient({ protocol: 'http', host: 'docker', port: 80, agent, version });
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

async function tlsAgent(tls: TlsFiles): Promise<Agent> {
  const read = (path: string | undefined) => (path === undefined ? undefined : readFile(path));
  const [ca, cert, key] = await Promise.all([read(tls.ca), read(tls.certificate), read(tls.key)]);
  const agent = new Agent({ ca, cert, key, rejectUnauthorized: tls.server === 'verified' });
  // dockerode's transport prepares a text of all options of each request for its debug log; the key does not belong there.
  return Object.assign(agent, { [inspect.custom]: () => 'tls' });
}
