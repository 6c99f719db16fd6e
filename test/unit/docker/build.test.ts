import { deepEqual, equal, ok } from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { extract } from 'tar-stream';
import { buildWithCli } from '../../../src/docker/build/build-with-cli';
import { cliEnvironment } from '../../../src/docker/build/cli-environment';
import { findBuildKitCli } from '../../../src/docker/build/docker-cli';
import { packContext } from '../../../src/docker/build/pack-context';
import type { Endpoint } from '../../../src/docker';
import { SecretValue } from '../../../src/secrets/secret-value';

const patience = () => AbortSignal.timeout(20_000);
const ENDPOINT: Endpoint = {
  address: 'unix:///run/some.sock',
  source: { kind: 'default' },
  transport: { kind: 'socket', path: '/run/some.sock' },
};

describe('Building an image', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };

  describe('through a docker command line', function () {
    before(function () {
      if (process.platform === 'win32') this.skip();
    });

    /** A docker that notes how it was called. */
    const fakeCli = (name: string, version: string, rest: string) => {
      const path = file(
        `${name}/docker`,
        `#!/bin/sh\nif [ "$1" = --version ]; then echo "Docker version ${version}, build 1"; exit 0; fi\n${rest}\n`,
      );
      chmodSync(path, 0o755);
      return join(folder, name);
    };

    it('takes the first that has BuildKit', async () => {
      const found = async (...folders: readonly string[]) =>
        (await findBuildKitCli(folders.join(delimiter), patience()))?.path;
      const bare = fakeCli('bare', '28.2.2', 'exit 1');
      const plugin = fakeCli('plugin', '28.2.2', 'exit 0');
      const old = fakeCli('old', '20.10.24+dfsg1', 'exit 1');
      const ancient = fakeCli('ancient', '17.06.0-ce', 'exit 0');
      equal(await found(bare, ancient), undefined);
      equal(await found(bare, '', join(folder, 'none'), plugin), join(plugin, 'docker'));
      equal(await found(ancient, old, plugin), join(old, 'docker'));
    });

    it('hands secrets over in the environment alone', async () => {
      const bin = fakeCli(
        'bin',
        '20.10.0',
        `printf '%s\\n' "$@" > "${folder}/arguments"
for argument in "$@"; do case "$argument" in --iidfile=*) printf sha256:1 > "\${argument#--iidfile=}";; esac; done
printf 'out %s' "$XNAT_COMMANDS_BUILD_SECRET_0"; printf ' err' >&2`,
      );
      const written: string[] = [];
      const outcome = await buildWithCli(
        { path: join(bin, 'docker'), version: '20.10.0' },
        ENDPOINT,
        {
          contextFolder: '/context',
          dockerfile: '/context/Dockerfile',
          name: 'a:1',
          arguments: {},
          secrets: [{ id: 'token', value: new SecretValue('the value') }],
        },
        (bytes) => written.push(Buffer.from(bytes).toString()),
        patience(),
      );
      deepEqual(outcome, { kind: 'built', imageId: 'sha256:1' });
      deepEqual(written.join('').split(' ').sort(), ['err', 'out', 'the', 'value']);
      const [command, progress, dockerfile, , ...others] = readFileSync(join(folder, 'arguments'), 'utf8').split('\n');
      deepEqual(
        [command, progress, dockerfile, ...others],
        [
          'build',
          '--progress=plain',
          '--file=/context/Dockerfile',
          '--tag=a:1',
          '--secret=id=token,env=XNAT_COMMANDS_BUILD_SECRET_0',
          '/context',
          '',
        ],
      );
    });

    it('can be cancelled, and says how it failed', async () => {
      const request = { contextFolder: '/c', dockerfile: '/c/Dockerfile', name: undefined, arguments: {}, secrets: [] };
      const build = (script: string, signal: AbortSignal, output: () => void = () => undefined) =>
        buildWithCli(
          { path: join(fakeCli('bin', '20.10.0', script), 'docker'), version: '20.10.0' },
          ENDPOINT,
          request,
          output,
          signal,
        );
      const stop = new AbortController();
      deepEqual(await build('echo begun; exec sleep 60', stop.signal, () => stop.abort()), { kind: 'cancelled' });
      const failed = await build('exit 3', patience());
      ok(failed.kind === 'failed' && failed.message.includes('3'));
      const missing = await buildWithCli(
        { path: join(folder, 'none'), version: '1' },
        ENDPOINT,
        request,
        () => undefined,
        patience(),
      );
      ok(missing.kind === 'failed' && missing.message.includes('ENOENT'), JSON.stringify(missing));
    });
  });

  it('goes to the engine that is meant, whatever the environment says', () => {
    const inherited = {
      PATH: '/bin',
      DOCKER_CONTEXT: 'other',
      DOCKER_TLS_VERIFY: '1',
      BUILDX_BUILDER: 'x',
      DOCKER_HOST: 'y',
    };
    deepEqual(cliEnvironment(ENDPOINT, [], inherited), {
      PATH: '/bin',
      DOCKER_HOST: 'unix:///run/some.sock',
      DOCKER_BUILDKIT: '1',
      BUILDX_BUILDER: 'default',
    });
    const tls = {
      ca: '/keys/ca.pem',
      certificate: '/keys/cert.pem',
      key: '/keys/key.pem',
      server: 'verified',
    } as const;
    deepEqual(
      cliEnvironment({ address: 'tcp://h:2376', transport: { kind: 'tcp', host: 'h', port: 2376, tls } }, [], {}),
      {
        DOCKER_HOST: 'tcp://h:2376',
        DOCKER_BUILDKIT: '1',
        BUILDX_BUILDER: 'default',
        DOCKER_TLS_VERIFY: '1',
        DOCKER_CERT_PATH: '/keys',
      },
    );
  });

  describe('from a folder', () => {
    const packed = async (dockerfile: string) => {
      const context = packContext({ contextFolder: join(folder, 'context'), dockerfile });
      const entries: Record<string, string> = {};
      const reading = extract();
      context.archive.pipe(reading);
      for await (const entry of reading) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of entry) chunks.push(chunk as Uint8Array);
        const { name, type, linkname } = entry.header;
        entries[name.replace(/\/$/, '')] =
          type === 'symlink' ? `-> ${linkname}` : type === 'directory' ? '/' : Buffer.concat(chunks).toString();
      }
      return { entries, dockerfile: context.dockerfile };
    };

    it('leaves out what .dockerignore names, but never the Dockerfile', async () => {
      const dockerfile = file('context/Dockerfile', 'FROM a');
      file('context/.dockerignore', '# comment\n*.log\nnode_modules\nDockerfile\nsecret\n!secret/public\n');
      file('context/a.log', 'no');
      file('context/b/c.txt', 'yes');
      file('context/node_modules/x', 'no');
      file('context/secret/private', 'no');
      file('context/secret/public', 'yes');
      symlinkSync('b/c.txt', join(folder, 'context/link'));
      const { entries } = await packed(dockerfile);
      deepEqual(Object.keys(entries).sort(), ['.dockerignore', 'Dockerfile', 'b', 'b/c.txt', 'link', 'secret/public']);
      equal(entries.link, '-> b/c.txt');
      equal(entries['b/c.txt'], 'yes');
    });

    it('brings along a Dockerfile that is elsewhere, and heeds its own ignore file', async () => {
      file('context/a', '1');
      file('context/b', '2');
      file('elsewhere/My.Dockerfile.dockerignore', 'a');
      const { entries, dockerfile } = await packed(file('elsewhere/My.Dockerfile', 'FROM z'));
      deepEqual(Object.keys(entries).sort(), [dockerfile, 'b'].sort());
      equal(entries[dockerfile], 'FROM z');
    });

    it('tells of a file that cannot be read', async () => {
      const { archive } = packContext({ contextFolder: join(folder, 'none'), dockerfile: join(folder, 'Dockerfile') });
      await archive.toArray().then(
        () => ok(false, 'it was packed'),
        (error: unknown) => ok(String(error).includes('ENOENT')),
      );
    });
  });
});
