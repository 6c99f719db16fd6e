import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { connect, findEndpoints, machineSurroundings } from '../../src/docker';
import { ownEngine, testEngine, type TestEngine } from '../support/docker-engine';

const NAME = 'xnat-commands-test/labelled:1.0';
const LABEL = '[{"name":"a \\\\ b","command-line":"echo \\"$HOME\\" #x#"}]';
const patience = () => AbortSignal.timeout(20_000);

const removeImage = (endpoint: string) => engineRequest(endpoint, 'DELETE', `/images/${NAME}?force=true`);

describe('images of a Docker engine', () => {
  let engine: TestEngine;

  before(async function () {
    this.timeout(300_000);
    engine = await testEngine();
    await removeImage(engine.endpoint);
  });

  after(async () => {
    await removeImage(engine.endpoint);
    await engine.stop();
  });

  it('are listed with their labels as they were written', async () => {
    await loadBusyboxImage(engine.endpoint, { name: NAME, labels: { 'org.nrg.commands': LABEL, other: '' } });
    const images = await engine.connection.listImages(patience());
    assert.ok(images.ok);
    const image = images.value.find(({ tags }) => tags.includes(NAME));
    assert.ok(image);
    assert.deepEqual(image.labels, { 'org.nrg.commands': LABEL, other: '' });
    assert.match(image.id, /^sha256:[0-9a-f]{64}$/);
    assert.ok(image.size > 100_000);
    assert.ok(Math.abs(Date.now() - image.created.getTime()) < 600_000);
  });

  it('tell of every change while one listens, until the signal fires', async () => {
    const stop = new AbortController();
    const events = await engine.connection.openImageEvents(stop.signal);
    assert.ok(events.ok);
    await loadBusyboxImage(engine.endpoint, { name: NAME, labels: { changed: 'yes' } });
    await removeImage(engine.endpoint);
    const actions: string[] = [];
    for await (const { action } of events.value) {
      actions.push(action);
      if (action === 'delete') stop.abort();
    }
    assert.ok(actions.includes('load') && actions.includes('untag'), actions.join());
  });

  it('can be given up on', async () => {
    const images = await engine.connection.listImages(AbortSignal.abort());
    assert.equal(!images.ok && images.failure.kind, 'cancelled');
  });
});

describe('an engine that goes away', () => {
  it('ends the events, and says so when it is asked again', async function () {
    this.timeout(300_000);
    const engine = await ownEngine();
    try {
      const search = findEndpoints(machineSurroundings(engine.endpoint));
      const connection = await connect(search, patience());
      assert.ok(connection.ok);
      const events = await connection.value.openImageEvents(new AbortController().signal);
      assert.ok(events.ok);
      await engine.stop();
      for await (const event of events.value) assert.fail(event.action);
      const images = await connection.value.listImages(patience());
      assert.equal(!images.ok && images.failure.kind === 'unreachable' && images.failure.cause, 'not-running');
    } finally {
      await engine.stop();
    }
  });
});

describe('an address with no engine behind it', () => {
  let folder: string;
  let server: Server;
  let socket: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
    socket = join(folder, 'web.sock');
    server = createServer((request, response) => {
      if (request.url === '/version') response.end('<html>a web page</html>');
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
  });

  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  const failure = async (address: string, signal = patience()) => {
    const connection = await connect(findEndpoints(machineSurroundings(address)), signal);
    assert.ok(!connection.ok);
    assert.equal(connection.failure.kind, 'unreachable');
    assert.ok(connection.failure.message.includes(address), connection.failure.message);
    return connection.failure.cause;
  };

  it('is told apart by its cause', async () => {
    assert.equal(await failure(`unix://${folder}/none.sock`), 'not-running');
    assert.equal(await failure('tcp://127.0.0.1:1'), 'not-running');
    assert.equal(await failure(`unix://${socket}`), 'not-docker');
    assert.equal(await failure('tcp://name.invalid:2375'), 'unknown-host');
    assert.equal(await failure('ftp://lab'), 'settings');
  });
});
