import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, findEndpoints, machineSurroundings, type DockerConnection } from '../../../src/docker';
import { specOf } from '../../support/container-specs';

const VALUE = 'hunter2-hunter2';
const LABELS = { run: 'r1', owner: 'me', started: 'now', step: 'main' };
const patience = () => AbortSignal.timeout(10_000);

/** A server in place of an engine, for what a real one does not do when asked. */
describe('requests to an engine', () => {
  let folder: string;
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let connection: DockerConnection;
  const asked: { readonly url: string; body: string }[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
    const socket = join(folder, 'engine.sock');
    server = createServer((request, response) => {
      const entry = { url: `${request.method ?? ''} ${request.url ?? ''}`, body: '' };
      asked.push(entry);
      request.on('data', (chunk: Buffer) => (entry.body += chunk.toString()));
      request.on('end', () => {
        if (request.url === '/version') response.end('{"ApiVersion":"1.60","MinAPIVersion":"1.24"}');
        else answer(request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const made = await connect(findEndpoints(machineSurroundings(`unix://${socket}`)), patience());
    assert.ok(made.ok);
    connection = made.value;
  });

  beforeEach(() => {
    asked.length = 0;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('say once what to do about a full disk, whenever in a pull it is full', async () => {
    const words = 'write /var/lib/docker/x: no space left on device';
    const pull = async () => {
      const pulled = await connection.containers.pullImage('lab/tool:1', undefined, () => undefined, patience());
      return pulled.ok ? '' : pulled.failure.message;
    };
    const message = `lab/tool:1 could not be pulled: ${words}. The disk of the engine is full: free some space, such as with “docker system prune”, and try again.`;
    answer = (_, response) => response.writeHead(500).end(JSON.stringify({ message: words }));
    assert.equal(await pull(), message);
    answer = (_, response) => response.end(JSON.stringify({ error: words }));
    assert.equal(await pull(), message);
  });

  it('hold an environment in their body alone', async () => {
    answer = (_, response) => response.writeHead(201).end('{"Id":"c1"}');
    const spec = specOf({ name: 'tool' });
    const created = await connection.containers.create(
      { spec, environment: [['TOKEN', VALUE]], secretFiles: [], labels: LABELS, login: undefined },
      patience(),
    );
    assert.deepEqual(created, { ok: true, value: 'c1' });
    const [request] = asked;
    assert.equal(request?.url, 'POST /v1.47/containers/create?name=tool');
    assert.deepEqual((JSON.parse(request.body) as { Env: unknown }).Env, [`TOKEN=${VALUE}`]);
  });

  it('ask for images once, and not for the sizes of containers', async () => {
    answer = (_, response) => response.end('[{"Id":"sha256:1","Created":1,"Size":2,"RepoTags":null,"Labels":null}]');
    assert.deepEqual(await connection.listImages(patience()), {
      ok: true,
      value: [{ id: 'sha256:1', tags: [], labels: {}, size: 2, created: new Date(1000) }],
    });
    assert.deepEqual(asked, [{ url: 'GET /v1.47/images/json', body: '' }]);
  });

  it('tell when an answer breaks off in the middle', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{"StatusCode":', () => response.destroy());
    };
    const waited = await connection.containers.waitForExit('c1', patience());
    assert.equal(!waited.ok && waited.failure.kind, 'lost');
    const listed = await connection.listImages(patience());
    assert.equal(!listed.ok && listed.failure.kind, 'lost');
  });

  it('tell when a log breaks off in the middle of a frame', async () => {
    answer = (_, response) => {
      response.write(Buffer.from([1, 0, 0, 0, 0, 0, 0, 9, 65, 66]), () => response.destroy());
    };
    let log = '';
    const followed = await connection.containers.followLog(
      'c1',
      (_, bytes) => void (log += Buffer.from(bytes).toString()),
      patience(),
    );
    assert.equal(!followed.ok && followed.failure.kind, 'lost');
    assert.equal(log, 'AB');
  });

  it('take what is so already for done', async () => {
    answer = (request, response) => {
      response.writeHead(request.method === 'DELETE' ? 404 : 304).end('{"message":"No such container: c1"}');
    };
    assert.deepEqual(await connection.containers.stop('c1', 1, patience()), { ok: true, value: undefined });
    assert.deepEqual(await connection.containers.remove('c1', patience()), { ok: true, value: undefined });
  });

  it('give up when they are told to', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    const listed = await connection.listImages(stop.signal);
    assert.equal(!listed.ok && listed.failure.kind, 'cancelled');
  });
});
