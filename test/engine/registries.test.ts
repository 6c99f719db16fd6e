import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { startPrivateRegistry } from '../../scripts/lib/private-registry.mjs';
import { listTags, registryOf, testLogin, type Registry } from '../../src/docker';
import { describeProgress, type RegistryLogin } from '../../src/launch/image-pull';
import { SecretValue } from '../../src/secrets/secret-value';
import { pushImage } from '../support/push-image';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { startTokenService, type TokenService } from '../support/token-service';

const LABEL = '[{"name":"tool"}]';
const WRONG = 'wrong-pass-word';
const patience = () => AbortSignal.timeout(60_000);

const loginOf = (server: string, username: string, password: string): RegistryLogin => ({
  kind: 'password',
  server,
  username,
  password: new SecretValue(password),
});

interface TestRegistry {
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly registry: Registry;
  readonly good: RegistryLogin;
  readonly wrong: RegistryLogin;
  stop(): Promise<void>;
}

function registryAt(user: string, started: Awaited<ReturnType<typeof startPrivateRegistry>>): TestRegistry {
  const { address, password, stop } = started;
  const registry = registryOf(address);
  ok(registry);
  return {
    address,
    user,
    password,
    registry,
    good: loginOf(address, user, password),
    wrong: loginOf(address, user, WRONG),
    stop,
  };
}

const withPassword = async () => {
  const started = await startPrivateRegistry(console.log);
  return registryAt(started.user, started);
};

const withTokens = async () => {
  const known = new Set<string>();
  const service: TokenService = await startTokenService((_, given) => given !== undefined && known.has(given));
  const started = await startPrivateRegistry(console.log, service);
  known.add(started.password);
  const stop = async () => {
    await started.stop();
    await service.stop();
  };
  return registryAt(started.user, { ...started, stop });
};

for (const { name, start } of [
  { name: 'a registry that wants a password', start: withPassword },
  { name: 'a registry with a token service', start: withTokens },
]) {
  describe(name, () => {
    let engine: TestEngine;
    let host: TestRegistry;
    let image: string;

    before(async function () {
      this.timeout(300_000);
      [engine, host] = await Promise.all([testEngine(), start()]);
      image = `${host.address}/lab/tool:1.0`;
      await loadBusyboxImage(engine.endpoint, { name: image, labels: { 'org.nrg.commands': LABEL } });
      await pushImage(engine.endpoint, image, { username: host.user, password: host.password });
    });

    beforeEach(() => engineRequest(engine.endpoint, 'DELETE', `/images/${image}?force=true`));

    after(async () => {
      await engineRequest(engine.endpoint, 'DELETE', `/images/${image}?force=true`);
      await host.stop();
      await engine.stop();
    });

    it('signs a person in', async () => {
      const answer = await testLogin(host.registry, host.good, patience());
      ok(answer.ok, answer.ok ? '' : answer.failure.message);
      equal(answer.value.kind, 'signed-in');
      match(answer.value.message, /imaging is signed in/);
    });

    it('refuses a wrong token, without repeating it', async () => {
      const answer = await testLogin(host.registry, host.wrong, patience());
      equal(!answer.ok && answer.failure.kind, 'refused');
      const message = answer.ok ? '' : answer.failure.message;
      match(message, /refuses imaging \(401\): the token is wrong or has expired/);
      doesNotMatch(message, new RegExp(WRONG));
    });

    it('wants a login', async () => {
      const answer = await testLogin(host.registry, undefined, patience());
      equal(!answer.ok && answer.failure.kind, 'refused');
    });

    it('lists the tags of a repository', async () => {
      const tags = await listTags(host.registry, 'lab/tool', host.good, patience());
      deepEqual(tags, { ok: true, value: ['1.0'] });
      const none = await listTags(host.registry, 'lab/none', host.good, patience());
      equal(!none.ok && none.failure.kind, 'not-found');
      const refused = await listTags(host.registry, 'lab/tool', host.wrong, patience());
      equal(!refused.ok && refused.failure.kind, 'refused');
    });

    it('gives the engine an image, layer by layer', async () => {
      const told: string[] = [];
      const pulled = await engine.connection.containers.pullImage(
        image,
        host.good,
        (progress) => told.push(describeProgress(progress)),
        patience(),
      );
      ok(pulled.ok, pulled.ok ? '' : pulled.failure.message);
      equal(told.at(-1), '1 of 1 layer');
      const images = await engine.connection.listImages(patience());
      ok(images.ok);
      equal(images.value.find(({ tags }) => tags.includes(image))?.labels['org.nrg.commands'], LABEL);
    });

    it('gives it none without a login or with a wrong one, and the reason has no token', async () => {
      for (const login of [undefined, host.wrong]) {
        const pulled = await engine.connection.containers.pullImage(image, login, () => undefined, patience());
        ok(!pulled.ok);
        match(pulled.failure.message, /could not be pulled: .*Check the name, and the image host’s user and token\./);
        doesNotMatch(pulled.failure.message, new RegExp(WRONG));
      }
    });

    it('has no image of another name', async () => {
      const pulled = await engine.connection.containers.pullImage(
        `${host.address}/lab/tool:2.0`,
        host.good,
        () => undefined,
        patience(),
      );
      match(pulled.ok ? '' : pulled.failure.message, /Check the name and the tag\./);
    });
  });
}

describe('a registry that hangs', () => {
  let engine: TestEngine;
  let server: Server;
  let address: string;

  before(async function () {
    this.timeout(300_000);
    engine = await testEngine();
    server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await engine.stop();
  });

  it('can be given up on', async () => {
    const registry = registryOf(address);
    ok(registry);
    const asked = new Promise((resolve) => server.once('request', resolve));
    const stop = new AbortController();
    const answer = testLogin(registry, undefined, stop.signal);
    await asked;
    stop.abort();
    deepEqual(await answer, { ok: false, failure: { kind: 'cancelled', message: 'Cancelled.' } });
  });

  it('keeps no pull from being cancelled', async () => {
    const asked = new Promise((resolve) => server.once('request', resolve));
    const stop = new AbortController();
    const pulling = engine.connection.containers.pullImage(
      `${address}/lab/tool:1.0`,
      undefined,
      () => undefined,
      stop.signal,
    );
    await asked;
    stop.abort();
    const pulled = await pulling;
    equal(!pulled.ok && pulled.failure.kind, 'cancelled');
  });
});

describe('what answers in place of a registry', () => {
  const ask = async (answer: Parameters<typeof createServer>[1], login?: RegistryLogin) => {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const registry = registryOf(`127.0.0.1:${(server.address() as AddressInfo).port}`);
      ok(registry);
      const answered = await testLogin(registry, login, patience());
      return answered.ok ? answered.value.message : answered.failure.message;
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  it('is told from one', async () => {
    match(
      await ask((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('hi')),
      /is not a registry/,
    );
    match(await ask((_, response) => response.writeHead(404).end()), /is not a registry \(404\)/);
    match(
      await ask((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
      /sends us elsewhere/,
    );
    match(await ask((request) => request.socket.destroy()), /broke off/);
  });

  it('gets no login when its token service is elsewhere without TLS', async () => {
    const challenge = { 'www-authenticate': 'Bearer realm="http://auth.example.org/token",service="x"' };
    const message = await ask(
      (_, response) => response.writeHead(401, challenge).end(),
      loginOf('x', 'imaging', 'hunter2-hunter2'),
    );
    match(message, /auth\.example\.org .*not reached over TLS\. Nothing was sent there/);
  });

  it('may let everybody in', async () => {
    const headers = { 'docker-distribution-api-version': 'registry/2.0' };
    const message = await ask((_, response) => response.writeHead(200, headers).end('{}'), loginOf('x', 'a', 'b'));
    match(message, /lets everybody in\. User and token were not checked/);
  });
});
