import { equal, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { createOwnedFolder, removeFolder } from '../../scripts/lib/owned-folder.mjs';
import { connect, findEndpoints, machineSurroundings } from '../../src/docker';
import { makeCertificates, type Certificates } from '../support/certificates';

const VERSION = { Version: '27.3.1', ApiVersion: '1.47', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' };

/** As VS Code does to an extension's requests, for the sake of proxies: another agent takes the place of the one given. */
function replaceAgents(): () => void {
  const originals = [http, https].map((module) => [module, module.request, new module.Agent()] as const);
  for (const [module, original, agent] of originals) {
    const patched = (options: http.RequestOptions, ...rest: readonly []) =>
      original(typeof options.socketPath === 'string' ? options : { ...options, agent }, ...rest);
    Object.assign(module, { request: patched });
  }
  return () => {
    for (const [module, request] of originals) Object.assign(module, { request });
  };
}

describe('An engine, from within VS Code', () => {
  let folder: string;
  let certificates: Certificates;
  let restore: () => void;

  before(() => {
    folder = createOwnedFolder('xnat-in-editor-');
    certificates = makeCertificates(folder);
    restore = replaceAgents();
  });

  after(() => {
    restore();
    removeFolder(folder);
  });

  const reach = (address: string, certificateFolder?: string) =>
    connect(
      findEndpoints(
        machineSurroundings({
          setting: address,
          choice: undefined,
          hosts: [{ name: 'Lab', address, certificates: certificateFolder }],
        }),
      ),
      AbortSignal.timeout(30_000),
    );

  it('is shown our certificate', async () => {
    const file = (name: string) => readFileSync(join(certificates.server, name));
    const own = { ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') };
    const clients: string[] = [];
    const server = https.createServer({ ...own, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      if (request.socket instanceof TLSSocket) clients.push(String(request.socket.getPeerCertificate().subject.CN));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(VERSION));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const connected = await reach(`tcp://127.0.0.1:${port}`, certificates.client);
      ok(connected.ok, connected.ok ? '' : connected.failure.message);
      equal(clients.join(), 'client');
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it('is looked for by ssh', async function () {
    if (!existsSync('/usr/bin/ssh')) this.skip();
    const connected = await reach('ssh://somebody@127.0.0.1:1');
    match(connected.ok ? '' : connected.failure.message, /no ssh server answers there/);
  });
});
