import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { canInstall } from '../../scripts/lib/debian.mjs';
import { createOwnedFolder, removeFolder } from '../../scripts/lib/owned-folder.mjs';
import { connect, currentHost, findEndpoints, machineSurroundings, type DockerConnection } from '../../src/docker';
import type { EngineFailure } from '../../src/launch/engine';
import { makeCertificates, type Certificates } from '../support/certificates';
import { ownEngine, testEngine, type TestEngine } from '../support/docker-engine';
import { freePort } from '../support/free-port';
import { startPodman } from '../support/podman-engine';
import { startSshServer, type SshServer } from '../support/ssh-server';

const NAME = 'xnat-commands-test/hosts:1.0';
const LABELS = { 'org.nrg.commands': '[{"name":"a"}]' };
const patience = () => AbortSignal.timeout(30_000);

async function reach(wishes: Parameters<typeof machineSurroundings>[0]): Promise<DockerConnection> {
  const connected = await connect(findEndpoints(machineSurroundings(wishes)), patience());
  ok(connected.ok, connected.ok ? '' : connected.failure.message);
  return connected.value;
}

async function whyNot(wishes: Parameters<typeof machineSurroundings>[0]): Promise<EngineFailure> {
  const connected = await connect(findEndpoints(machineSurroundings(wishes)), patience());
  ok(!connected.ok);
  return connected.failure;
}

const causeOf = (failure: EngineFailure) => (failure.kind === 'unreachable' ? failure.cause : failure.kind);

/** What every host must do: list, follow, name, inspect, tell how it was made, and remove. */
async function worksThrough(connection: DockerConnection, load: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const events = await connection.openImageEvents(stop.signal);
  ok(events.ok, events.ok ? '' : events.failure.message);
  await load();
  const listed = await connection.listImages(patience());
  ok(listed.ok, listed.ok ? '' : listed.failure.message);
  const image = listed.value.find(({ tags }) => tags.some((tag) => tag.endsWith(NAME)));
  ok(image);
  equal(image.labels['org.nrg.commands'], LABELS['org.nrg.commands']);
  const details = await connection.inspectImage(image.id, patience());
  ok(details.ok, details.ok ? '' : details.failure.message);
  match(details.value.platform, /^linux\/./);
  const history = await connection.imageHistory(image.id, patience());
  ok(history.ok && history.value.length > 0);
  const name = { repository: 'localhost/xnat-commands-test/renamed', tag: '2.0' };
  deepEqual(await connection.tagImage(image.id, name, patience()), { ok: true, value: undefined });
  for (const reference of [`${name.repository}:${name.tag}`, ...image.tags]) {
    const removed = await connection.removeImage(reference, patience());
    ok(removed.ok, removed.ok ? '' : removed.failure.message);
  }
  const info = await connection.hostInfo(patience());
  ok(info.ok && info.value.swarm === 'none');
  const actions: string[] = [];
  for await (const { action } of events.value) {
    actions.push(action);
    if (action === 'delete' || action === 'remove') stop.abort();
  }
  ok(actions.includes('tag'), actions.join());
}

describe('a Docker host at a socket, and through ssh', () => {
  let engine: TestEngine;
  let server: SshServer | undefined;
  const path = process.env.PATH;

  before(async function () {
    this.timeout(300_000);
    engine = await testEngine();
    if (existsSync('/usr/sbin/sshd') || canInstall()) server = await startSshServer();
    if (server !== undefined) process.env.PATH = `${server.path}:${path ?? ''}`;
  });

  after(async () => {
    process.env.PATH = path;
    await server?.stop();
    await engine.stop();
  });

  const load = () => loadBusyboxImage(engine.endpoint, { name: NAME, labels: LABELS });
  const throughSsh = (host: string) => `ssh://${host}${engine.endpoint.replace('unix://', '')}`;

  it('does all that the views need', async () => {
    await worksThrough(engine.connection, load);
  });

  it('does the same through the system’s ssh', async function () {
    if (server === undefined || !engine.endpoint.startsWith('unix://')) this.skip();
    const connection = await reach(throughSsh('lab'));
    equal(connection.version.engine, engine.connection.version.engine);
    await worksThrough(connection, load);
  });

  it('says why ssh does not get there', async function () {
    if (server === undefined || !engine.endpoint.startsWith('unix://')) this.skip();
    const unknownKey = await whyNot(throughSsh('unknown-key'));
    equal(causeOf(unknownKey), 'certificate');
    match(unknownKey.message, /ssh:\/\/unknown-key.*Run “ssh unknown-key” once in a terminal/);
    const noLogin = await whyNot(throughSsh('no-login'));
    equal(causeOf(noLogin), 'no-permission', noLogin.message);
    const noEngine = await whyNot('ssh://lab/nowhere/docker.sock');
    equal(causeOf(noEngine), 'not-running', noEngine.message);
  });

  it('says that there is no ssh', async () => {
    const before = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      const failure = await whyNot('ssh://lab');
      equal(causeOf(failure), 'settings');
      match(failure.message, /Install OpenSSH/);
    } finally {
      process.env.PATH = before;
    }
  });

  it('can be given up on while ssh connects', async function () {
    if (server === undefined) this.skip();
    const outcome = await connect(findEndpoints(machineSurroundings(throughSsh('lab'))), AbortSignal.abort());
    equal(!outcome.ok && outcome.failure.kind, 'cancelled');
  });
});

describe('a Docker host behind TLS', () => {
  let folder: string;
  let certificates: Certificates;
  let address: string;
  let engine: Awaited<ReturnType<typeof ownEngine>>;

  before(async function () {
    this.timeout(300_000);
    folder = createOwnedFolder('xnat-tls-');
    certificates = makeCertificates(folder);
    address = `tcp://127.0.0.1:${await freePort()}`;
    const file = (name: string) => join(certificates.server, name);
    const tls = ['--tlscacert', file('ca.pem'), '--tlscert', file('cert.pem'), '--tlskey', file('key.pem')];
    engine = await ownEngine({ arguments: ['-H', address, '--tlsverify', ...tls] });
  });

  after(async () => {
    await engine.stop();
    removeFolder(folder);
  });

  const listed = (certificateFolder: string) => ({
    setting: address,
    hosts: [{ name: 'TLS', address, certificates: certificateFolder }],
  });

  it('is reached with the certificates of its list entry, and does the same', async () => {
    equal(currentHost(machineSurroundings(listed(certificates.client))).name, 'TLS');
    const connection = await reach(listed(certificates.client));
    await worksThrough(connection, () => loadBusyboxImage(engine.endpoint, { name: NAME, labels: LABELS }));
  });

  it('says that a certificate is none it trusts, or that its own is not trusted', async () => {
    const wrong = {
      [certificates.stranger]: /does not accept your certificate \(.+\)\. Have cert\.pem and key\.pem issued/,
      [certificates.expired]: /your certificate, cert\.pem, ran out on \d{4}-\d\d-\d\d\. /,
      [certificates.anonymous]: /(?:wants a certificate of yours|does not accept your certificate)/,
      [certificates.mistaken]: /of no authority that is trusted here\. Take the ca\.pem/,
      [join(folder, 'nothing-there')]: /of no authority that is trusted here\. Take the ca\.pem/,
    };
    for (const [given, sentence] of Object.entries(wrong)) {
      const failure = await whyNot(listed(given));
      equal(causeOf(failure), 'certificate', `${given}: ${failure.message}`);
      match(failure.message, sentence);
    }
  });

  it('says that it wants TLS', async () => {
    const failure = await whyNot(address);
    equal(causeOf(failure), 'certificate', failure.message);
    match(failure.message, /it wants TLS/);
  });
});

describe('a Podman host', () => {
  it('does all that the views need', async function () {
    this.timeout(300_000);
    if (!existsSync('/usr/bin/podman') && !canInstall()) this.skip();
    const podman = await startPodman();
    try {
      const connection = await reach(podman.endpoint);
      equal(connection.version.product, 'Podman');
      await worksThrough(connection, () => loadBusyboxImage(podman.endpoint, { name: NAME, labels: LABELS }));
    } finally {
      await podman.stop();
    }
  });
});
