import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall, engineRequest } from '../../scripts/lib/engine-request.mjs';
import type { Builder } from '../../src/docker';
import { testEngine, type TestEngine } from '../support/docker-engine';

const BASE = 'xnat-commands-test/build-base:1.0';
const NAME = 'xnat-commands-test/build:1.0';
const SECRET = 'Ocelot-99-basalt';
const patience = () => AbortSignal.timeout(120_000);

describe('building images', function () {
  this.timeout(300_000);
  let engine: TestEngine;
  let folder: string;
  let builders: readonly Builder[];

  before(async () => {
    engine = await testEngine();
    await loadBusyboxImage(engine.endpoint, { name: BASE });
    const chosen = await engine.connection.chooseBuilder(patience());
    if (chosen.kind === 'classic') console.log('no docker command line with BuildKit is on the PATH: classic only');
    builders = [{ kind: 'classic', reason: '' }, ...(chosen.kind === 'buildkit' ? [chosen] : [])];
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  after(async () => {
    for (const name of [NAME, BASE]) await engineRequest(engine.endpoint, 'DELETE', `/images/${name}?force=true`);
    await engine.stop();
  });

  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);

  const build = async (builder: Builder, signal = patience(), onOutput: (text: string) => void = () => undefined) => {
    let output = '';
    const request = {
      contextFolder: folder,
      dockerfile: join(folder, 'Dockerfile'),
      name: NAME,
      arguments: { VERSION: 'one & "two"' },
      secrets: builder.kind === 'classic' ? [] : [{ id: 'token', value: { reveal: () => SECRET } }],
    };
    const built = await engine.connection.buildImage(
      builder,
      request,
      (bytes) => {
        output += Buffer.from(bytes).toString();
        onOutput(output);
      },
      signal,
    );
    ok(built.ok, JSON.stringify(built));
    return { outcome: built.value, output };
  };

  it('send the same files, whatever builds', async () => {
    file('Dockerfile', `FROM ${BASE}\nCOPY . /context\nRUN ls -A /context | tr '\\n' ' '; echo "are there"\n`);
    file('.dockerignore', '*.env\n!kept.env\n');
    file('left-out.env', '');
    file('kept.env', '');
    for (const builder of builders) {
      const { outcome, output } = await build(builder);
      equal(outcome.kind, 'built', output);
      ok(output.includes('.dockerignore Dockerfile kept.env are there'), output);
    }
  });

  it('give the Dockerfile its arguments as they are', async () => {
    file('Dockerfile', `FROM ${BASE}\nARG VERSION\nARG NONE=none\nRUN echo "<$VERSION> <$NONE>"\n`);
    for (const builder of builders) {
      const { outcome, output } = await build(builder);
      equal(outcome.kind, 'built', output);
      ok(output.includes('<one & "two"> <none>'), output);
    }
  });

  it('say how a build failed, and show why', async () => {
    file('Dockerfile', `FROM ${BASE}\nRUN echo broken && exit 7\n`);
    for (const builder of builders) {
      const { outcome, output } = await build(builder);
      equal(outcome.kind, 'failed');
      ok(/broken[^]*\b7\b/.test(output), output);
    }
  });

  it('can be cancelled half-way', async () => {
    file('Dockerfile', `FROM ${BASE}\nRUN echo has-begun; sleep 100\n`);
    for (const builder of builders) {
      const stop = new AbortController();
      const { outcome } = await build(builder, stop.signal, (output) => {
        if (output.replaceAll(/RUN echo has-begun[^\n]*\n/g, '').includes('has-begun\n')) stop.abort();
      });
      deepEqual(outcome, { kind: 'cancelled' }, builder.kind);
    }
  });

  it('mount secrets that leave no trace', async function () {
    const builder = builders.find(({ kind }) => kind === 'buildkit');
    if (builder === undefined) return this.skip();
    file(
      'Dockerfile',
      `FROM ${BASE}\nRUN --mount=type=secret,id=token,required=true wc -c < /run/secrets/token; ls /run\n`,
    );
    const { TMPDIR } = process.env;
    // What a build puts on disk for a while lands where it is looked for.
    process.env.TMPDIR = folder;
    const { outcome, output } = await build(builder).finally(() => {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    });
    equal(outcome.kind, 'built', output);
    ok(output.includes(String(SECRET.length)), output);
    const image = await engineCall(engine.endpoint, 'GET', `/images/${NAME}/json`);
    const history = await engineCall(engine.endpoint, 'GET', `/images/${NAME}/history`);
    const layers = await engineCall(engine.endpoint, 'GET', `/images/${NAME}/get`);
    for (const [what, bytes] of Object.entries({ image, history, layers, output: Buffer.from(output) })) {
      ok(!bytes.includes(SECRET), what);
    }
    deepEqual(readdirSync(folder), ['Dockerfile']);
  });
});
