import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { label } from '../../src/cli/label';
import { testEngine, type TestEngine } from '../support/docker-engine';

const NAME = 'xnat-commands-test/labelled';
const COMMANDS = [{ name: 'tool', 'command-line': 'run "$HOME" \\d+' }];
const LARGE = Array.from({ length: 200 }, (_, index) => ({ name: `tool-${index}`, description: 'é'.repeat(1000) }));

describe('xnat-command label --read of an image', function () {
  this.timeout(300_000);
  const host = process.env.DOCKER_HOST;
  let engine: TestEngine;

  before(async () => {
    engine = await testEngine();
    const labelled = (tag: string, value: string) =>
      loadBusyboxImage(engine.endpoint, { name: `${NAME}:${tag}`, labels: { 'org.nrg.commands': value } });
    await labelled('latest', JSON.stringify(COMMANDS));
    await labelled('large', JSON.stringify(LARGE));
    await labelled('broken', String.raw`[{"name":"\d"}]`);
    await loadBusyboxImage(engine.endpoint, { name: `${NAME}:bare`, labels: { maintainer: 'lab@example.org' } });
  });

  beforeEach(() => {
    process.env.DOCKER_HOST = engine.endpoint;
  });

  after(async () => {
    if (host === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = host;
    for (const tag of ['latest', 'large', 'broken', 'bare']) {
      await engineRequest(engine.endpoint, 'DELETE', `/images/${NAME}:${tag}?force=true`);
    }
    await engine.stop();
  });

  const read = async (image: string) => {
    let out = '';
    let error = '';
    const code = await label(['--read', image], { out: (text) => (out += text), error: (text) => (error += text) });
    return { code, out, error };
  };

  it('prints its Commands, by its name with or without the tag, or by the beginning of its id', async () => {
    const images = await engine.connection.listImages(AbortSignal.timeout(30_000));
    const id = images.ok ? images.value.find(({ tags }) => tags.includes(`${NAME}:latest`))?.id : undefined;
    for (const name of [NAME, `${NAME}:latest`, id ?? '', id?.replace('sha256:', '').slice(0, 12) ?? '']) {
      const { code, out, error } = await read(name);
      equal(code, 0, error);
      deepEqual(JSON.parse(out), COMMANDS);
    }
  });

  it('prints 200 KB of them', async () => {
    const { code, out } = await read(`${NAME}:large`);
    equal(code, 0);
    deepEqual(JSON.parse(out), LARGE);
  });

  it('ends with 1 where there is no label, or none that can be read', async () => {
    const bare = await read(`${NAME}:bare`);
    equal(bare.code, 1);
    match(bare.error, /labelled:bare has no label org\.nrg\.commands\./);
    const broken = await read(`${NAME}:broken`);
    equal(broken.code, 1);
    match(broken.error, /XNAT would take no Command from the label of .*labelled:broken/);
  });

  it('ends with 2 where there is no such image, or no engine', async () => {
    const missing = await read(`${NAME}:missing`);
    equal(missing.code, 2);
    match(missing.error, /neither a file .*labelled:missing nor an image on /);
    process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock';
    const down = await read(NAME);
    equal(down.code, 2);
    match(down.error, /no image can be asked for\. Cannot reach .*unix:\/\/\/nowhere\/docker\.sock .*nothing listens/);
    ok([missing, down].every(({ out }) => out === ''));
  });
});
