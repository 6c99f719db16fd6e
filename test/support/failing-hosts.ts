import { chmodSync, chownSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createOwnedFolder, removeFolder } from '../../scripts/lib/owned-folder.mjs';
import { type Certificates, makeCertificates } from './certificates';

/** A Docker host of the list, as the setting has it. */
export interface FailingHost {
  readonly name: string;
  readonly address: string;
  readonly certificates?: string;
}

/** Hosts that cannot be used, one of each kind. */
export interface FailingHosts {
  readonly notRunning: FailingHost;
  /** A socket that only root may use, and the user `nobody`. */
  readonly forbidden: FailingHost;
  readonly tooOld: FailingHost;
  readonly silent: FailingHost;
  readonly noDocker: FailingHost;
  readonly sshRefused: FailingHost;
  /** It wants TLS and is asked without. */
  readonly plain: FailingHost;
  /** It speaks no TLS and is asked with. */
  readonly unencrypted: FailingHost;
  readonly noCertificate: FailingHost;
  readonly unknownAuthority: FailingHost;
  readonly wrongAuthority: FailingHost;
  readonly expired: FailingHost;
  readonly expiredServer: FailingHost;
  readonly otherMachine: FailingHost;
  /** Holds what of it is on this machine. */
  readonly folder: string;
  stop(): Promise<void>;
}

const OLD = { Version: '17.12.1', ApiVersion: '1.35', MinAPIVersion: '1.12', Os: 'linux', Arch: 'amd64' };

/** The answer of Docker's TLS port to a request without. */
const WANTS_TLS = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

export async function startFailingHosts(): Promise<FailingHosts> {
  const folder = createOwnedFolder('xnat-failing-');
  const certificates = makeCertificates(folder);
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const listening = async (server: Server, path?: string) => {
    servers.push(server);
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => {
      if (path === undefined) server.listen(0, '127.0.0.1', resolve);
      else server.listen(path, resolve);
    });
    return path === undefined ? `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` : `unix://${path}`;
  };
  const answering = (type: string, body: string) =>
    createHttpServer((_, response) => response.writeHead(200, { 'content-type': type }).end(body));
  const guarded = (own: string) => listening(tlsServer(own, certificates));

  const forbidden = join(folder, 'forbidden.sock');
  const hosts = {
    notRunning: { name: 'Stopped engine', address: `unix://${folder}/nothing.sock` },
    forbidden: { name: 'Forbidden', address: await listening(createServer(), forbidden) },
    tooOld: { name: 'Old engine', address: await listening(answering('application/json', JSON.stringify(OLD))) },
    silent: { name: 'Silent', address: await listening(createServer(), join(folder, 'silent.sock')) },
    noDocker: { name: 'A web site', address: await listening(answering('text/html', '<h1>Welcome</h1>')) },
    sshRefused: { name: 'No ssh server', address: 'ssh://somebody@127.0.0.1:1' },
    plain: { name: 'Without TLS', address: await listening(createServer((socket) => socket.end(WANTS_TLS))) },
    unencrypted: {
      name: 'No TLS there',
      address: await listening(answering('text/plain', '')),
      certificates: certificates.client,
    },
    noCertificate: {
      name: 'No certificate',
      address: await guarded(certificates.server),
      certificates: certificates.anonymous,
    },
    unknownAuthority: {
      name: 'Unknown authority',
      address: await guarded(certificates.server),
      certificates: certificates.mistaken,
    },
    wrongAuthority: {
      name: 'Wrong authority',
      address: await guarded(certificates.server),
      certificates: certificates.stranger,
    },
    expired: {
      name: 'Expired certificate',
      address: await guarded(certificates.server),
      certificates: certificates.expired,
    },
    expiredServer: {
      name: 'Expired engine',
      address: await guarded(certificates.expiredServer),
      certificates: certificates.client,
    },
    otherMachine: {
      name: 'Other machine',
      address: await guarded(certificates.elsewhere),
      certificates: certificates.client,
    },
  };
  chmodSync(folder, 0o755);
  chmodSync(forbidden, 0);
  // Whom root's powers are taken from is still the owner of what root owns.
  if (process.geteuid?.() === 0) chownSync(forbidden, NOBODY, NOBODY);
  return {
    ...hosts,
    folder,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      removeFolder(folder);
    },
  };
}

const NOBODY = 65_534;

/** Asks for certificates of the authority and is nobody's engine: who comes through gets no answer. */
function tlsServer(own: string, { server }: Certificates): Server {
  const file = (folder: string, name: string) => readFileSync(join(folder, name));
  const options = { ca: file(server, 'ca.pem'), cert: file(own, 'cert.pem'), key: file(own, 'key.pem') };
  return createHttpsServer({ ...options, requestCert: true, rejectUnauthorized: true }, (_, response) => {
    response.writeHead(500).end();
  });
}
