import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { loadExampleImage } from '../../scripts/lib/example-image.mjs';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { testEngine, type TestEngine } from '../support/docker-engine';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const EXAMPLE = join(ROOT, 'examples/scan-summary/bold-scan.launch.json');
const SECRET = 'a secret: ü"/+&$HOME of some length';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `--format json` prints. */
interface Verdicts {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly launches: readonly {
    readonly path: string;
    readonly result: string;
    readonly status: string;
    readonly expectations: readonly { readonly kind: string; readonly result: string; readonly line?: number }[];
  }[];
}

/** A Command that runs a shell script of one line. */
const commandOf = (script: string) => ({
  name: 'tool',
  version: '1',
  type: 'docker',
  image: IMAGE,
  'command-line': script,
  'override-entrypoint': true,
  mounts: [{ name: 'out', path: '/out', writable: true }],
  outputs: [{ name: 'files', mount: 'out', path: 'result', required: true }],
  xnat: [
    {
      name: 'on-session',
      contexts: ['xnat:imageSessionData'],
      'external-inputs': [{ name: 'session', type: 'Session', required: true }],
      'output-handlers': [
        { name: 'store', 'accepts-command-output': 'files', 'as-a-child-of': 'session', type: 'Resource', label: 'R' },
      ],
    },
  ],
});

describe('xnat-command launch and test', function () {
  this.timeout(300_000);
  let engine: TestEngine;
  let folder: string;
  let cli: string;

  before(async () => {
    engine = await testEngine();
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
    await loadExampleImage(engine.endpoint, join(ROOT, 'examples'));
    folder = mkdtempSync(join(tmpdir(), 'xnat-cli-launch-'));
    cli = join(folder, 'cli.cjs');
    await build({
      entryPoints: [join(ROOT, 'src/cli/main.ts')],
      outfile: cli,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      external: ['cpu-features', '*.node'],
      logLevel: 'error',
    });
  });

  after(async () => {
    await engineRequest(engine.endpoint, 'DELETE', `/images/${IMAGE}?force=true`);
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  afterEach('nothing is left on the engine and in the folder for temporary files', async () => {
    const left = await engine.connection.containers.listRunObjects(undefined, AbortSignal.timeout(10_000));
    assert.ok(left.ok);
    assert.deepEqual(
      left.value.filter(({ owner }) => pids.some((pid) => owner.endsWith(` ${pid}`))),
      [],
    );
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('xnat-command-')),
      [],
    );
  });

  const pids: number[] = [];

  /** Runs the command line; `watch` is told of all that was printed so far. */
  const run = (
    args: readonly string[],
    {
      env = {},
      watch,
    }: { env?: Record<string, string>; watch?: (printed: string, kill: (by: NodeJS.Signals) => void) => void } = {},
  ) =>
    new Promise<Ended>((resolve, reject) => {
      const child = spawn(process.execPath, [cli, ...args], {
        cwd: folder,
        env: { ...process.env, DOCKER_HOST: engine.endpoint, TMPDIR: folder, ...env },
      });
      pids.push(child.pid ?? 0);
      const printed = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].on('data', (bytes: Buffer) => {
          printed[name] += bytes.toString();
          watch?.(printed.stdout + printed.stderr, (by) => child.kill(by));
        });
      }
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, ...printed });
      });
    });

  /** Writes a Command and a launch file for it, and gives the path of the latter. */
  const write = (name: string, script: string, rest: object = {}, command: object = {}) => {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...commandOf(script), ...command }));
    const file = {
      command: `${name}.json`,
      inputs: { session: { object: { id: 'E1', label: 'S1' } } },
      ...rest,
    };
    writeFileSync(join(folder, `${name}.launch.json`), JSON.stringify(file, undefined, 2));
    return `${name}.launch.json`;
  };

  it('launches the example, with its log on standard output and the verdict behind it', async () => {
    const { code, stdout, stderr } = await run(['launch', EXAMPLE]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Files-of-the-BOLD-scan\n.*bold\.json.*PASS .*bold-scan\.launch\.json/s);
    assert.match(stdout, /summary:summary-resource: 1 file, \d+ bytes → \/archive\/.*, resource SUMMARY/);
    assert.match(stderr, /^Run scan-summary$/m);
  });

  it('keeps the streams apart, and marks them where standard output is for the verdict', async () => {
    const file = write('streams', 'echo one; echo two >&2; echo x > /out/result');
    const text = await run(['launch', file]);
    assert.match(text.stdout, /^one\nPASS /);
    assert.match(text.stderr, /^two$/m);
    const { code, stdout, stderr } = await run(['launch', file, '--format', 'json']);
    assert.equal(code, 0);
    const [launch] = (JSON.parse(stdout) as Verdicts).launches;
    assert.deepEqual([launch?.result, launch?.status], ['passed', 'Complete']);
    assert.match(stderr, /^stdout \| one$/m);
    assert.match(stderr, /^stderr \| two$/m);
  });

  it('fails with the difference, the place and exit code 1, in every format', async () => {
    const file = write('fails', 'echo ready; echo "<&>" > /out/result', {
      expect: { 'exit-code': 0, outputs: { files: { least: 2 } }, log: ['ready', 'never'] },
    });
    const text = await run(['test', file]);
    assert.equal(text.code, 1);
    assert.match(text.stdout, /FAIL fails\.launch\.json/);
    assert.match(
      text.stdout,
      /fails\.launch\.json:14: Expected at least 2 files of output “files”, but there is 1 file\./,
    );
    assert.match(text.stdout, /expected: never\n +actual: +ready/);
    const output = join(folder, 'junit.xml');
    const junit = await run(['test', '--format', 'junit', '--output', output, file]);
    assert.equal(junit.code, 1);
    assert.match(junit.stdout, /^ready\nFAIL /);
    const xml = readFileSync(output, 'utf8');
    assert.match(xml, /<testsuites tests="1" failures="1" errors="0" skipped="0"/);
    assert.match(xml, /<failure type="output" message="Expected at least 2 files/);
  });

  it('tests a folder: one that passes, one that the server would fail, one that cannot be run', async () => {
    const folderOf = (name: string) => mkdtempSync(join(folder, name));
    const tests = folderOf('suite-');
    const inTests = (name: string, script: string, expect?: object) => {
      const file = write(name, script, { expect });
      for (const each of [file, `${name}.json`]) {
        writeFileSync(join(tests, each), readFileSync(join(folder, each)));
        rmSync(join(folder, each));
      }
    };
    inTests('a', 'exit 3', { 'exit-code': 3 });
    inTests('b', 'true', { 'exit-code': 0 });
    inTests('c', 'true');
    const { code, stdout, stderr } = await run(['test', tests, '--format', 'json']);
    assert.equal(code, 1);
    const verdicts = JSON.parse(stdout) as Verdicts;
    assert.deepEqual(
      verdicts.launches.map(({ result, status }) => [result, status]),
      [
        ['passed', 'Failed'],
        ['failed', 'Failed (Upload)'],
      ],
    );
    assert.match(stderr, /Left out 1 launch file that expects nothing\./);
    writeFileSync(join(tests, 'd.launch.json'), '{"command": "no.json", "expect": {}}');
    writeFileSync(join(tests, 'e.launch.json'), '{"command": ');
    const broken = await run(['test', tests, '--format', 'json']);
    assert.equal(broken.code, 2);
    assert.equal((JSON.parse(broken.stdout) as Verdicts).errors, 2);
  });

  it('tests many without a complaint of Node about listeners', async () => {
    const files = Array.from({ length: 12 }, (_, index) => write(`many-${index}`, 'echo x > /out/result'));
    const { code, stderr } = await run(['test', ...files]);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /Warning/);
  });

  describe('secrets', () => {
    const secrets = [
      {
        source: { type: 'system-property', identifier: 'site.token' },
        destination: { type: 'environment-variable', identifier: 'TOKEN' },
      },
    ];
    const script = 'printf "%s" "$TOKEN" | wc -c; echo x > "/out/result"';

    it('come from the environment, and a tool that prints one fails with its place but without its value', async () => {
      const tells = `${script}; echo "$TOKEN"; echo "$TOKEN" >&2`;
      const file = write('telling', tells, { expect: { log: [String(Buffer.byteLength(SECRET))] } }, { secrets });
      for (const format of ['text', 'json', 'junit']) {
        const args = ['launch', file, '--secret', 'site.token=env:MY_TOKEN', '--format', format];
        const { code, stdout, stderr } = await run(args, { env: { MY_TOKEN: SECRET } });
        assert.equal(code, 1, stdout + stderr);
        assert.match(stdout + stderr, /•••/);
        assert.match(stdout + stderr, /The value of TOKEN is as it is in the stdout of the step main/);
        for (const part of [SECRET, JSON.stringify(SECRET).slice(1, -1), 'of some length']) {
          assert.ok(!(stdout + stderr).includes(part), format);
        }
      }
    });

    it('come from a file outside the repository', async () => {
      const file = write('secret', script, {}, { secrets });
      const elsewhere = mkdtempSync(join(tmpdir(), 'xnat-cli-secrets-'));
      writeFileSync(join(elsewhere, 'secrets.env'), 'MY_TOKEN=of-a-file-1234\n');
      const place = `site.token=file:${join(elsewhere, 'secrets.env')}#MY_TOKEN`;
      const { code, stdout } = await run(['launch', file, '--secret', place]);
      rmSync(elsewhere, { recursive: true });
      assert.equal(code, 0, stdout);
      assert.match(stdout, /^14\n/);
    });

    it('are asked for when they are missing, and never taken from the command line', async () => {
      const file = write('secret', script, {}, { secrets });
      const missing = await run(['launch', file]);
      assert.equal(missing.code, 2);
      assert.match(missing.stdout, /“site\.token”.*Give it with --secret site\.token=env:VAR/);
      const unset = await run(['launch', file, '--secret', 'site.token=env:NOT_SET_AT_ALL']);
      assert.equal(unset.code, 2);
      assert.match(unset.stdout, /The environment variable NOT_SET_AT_ALL .* is not set/);
      const empty = await run(['launch', file, '--secret', 'site.token=env:EMPTY'], { env: { EMPTY: '' } });
      assert.equal(empty.code, 2);
      assert.match(empty.stdout, /The environment variable EMPTY .* or is empty/);
      const given = await run(['launch', file, '--secret', `site.token=${SECRET}`]);
      assert.equal(given.code, 2);
      assert.match(given.stderr, /Never give the value itself/);
      assert.ok(!given.stderr.includes(SECRET));
    });
  });

  it('stops at Ctrl-C and leaves nothing, however often it is pressed', async () => {
    const file = write('long', "trap 'echo not yet' TERM; echo ready; while true; do sleep 0.1; done");
    let presses = 0;
    const { code, stdout, stderr } = await run(['launch', file], {
      watch: (printed, kill) => {
        if (presses === 0 && printed.includes('ready')) presses = 1;
        else if (presses === 1 && printed.includes('Stopping')) presses = 2;
        else return;
        kill('SIGINT');
      },
    });
    assert.equal(code, 130, stderr);
    assert.equal(presses, 2);
    assert.match(stderr, /Still stopping/);
    assert.match(stdout, /STOPPED long\.launch\.json/);
    const terminated = await run(['launch', file], {
      watch: (printed, kill) => {
        if (printed.includes('ready') && !printed.includes('Stopping')) kill('SIGTERM');
      },
    });
    assert.equal(terminated.code, 143);
  });

  it('says that no engine answers, with exit code 2', async () => {
    const file = write('quick', 'true');
    const engineAddress = `unix://${join(folder, 'none.sock')}`;
    const { code, stdout } = await run(['launch', file, '--engine', engineAddress]);
    assert.equal(code, 2);
    assert.match(stdout, /Cannot reach the Docker engine at .*none\.sock/);
  });

  it('takes inputs on the command line, and keeps the outputs where it is told to', async () => {
    const file = write('kept', 'echo kept > /out/result');
    const session = join(ROOT, 'examples/scan-summary/MR_01');
    const keep = join(folder, 'kept-runs');
    const args = ['--wrapper', 'on-session', '--input', `session=${session}`, '--keep', keep];
    const { code, stderr } = await run(['launch', file.replace('.launch', ''), ...args]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /The log and the outputs are in .*kept-runs/);
    assert.ok(existsSync(join(keep, 'runs')));
  });
});
