import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, test } from '../../../src/cli/launch';

interface Verdicts {
  readonly errors: number;
  readonly skipped: number;
  readonly launches: readonly {
    readonly path: string;
    readonly result: string;
    readonly reason?: string;
    readonly message: string;
    readonly line?: number;
  }[];
}

describe('xnat-command test, where nothing comes to an engine', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-cli-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  const run = async (
    args: readonly string[],
    onReaderGone: (stop: () => void) => void = () => undefined,
    subcommand = test,
  ) => {
    let out = '';
    let error = '';
    const output = {
      out: (text: string) => (out += text),
      error: (text: string) => (error += text),
      onReaderGone,
      isLost: () => Promise.resolve(false),
    };
    return { code: await subcommand(args, output), out, error };
  };

  describe('launch files that cannot be read', () => {
    it('are in the verdict, each with its place and what is wrong', async () => {
      file('a.launch.json', '{"command": ');
      file('b.launch.json', '{\n"nonsense": 1,\n"command": 2,\n"expect": {}}');
      const none = join(folder, 'none.launch.json');
      const { code, out, error } = await run([folder, none, '--format', 'json']);
      assert.equal(code, 2);
      assert.equal(error, '');
      const { launches, errors } = JSON.parse(out) as Verdicts;
      assert.equal(errors, 3);
      assert.deepEqual(
        launches.map(({ path, result, reason, line }) => [path.slice(folder.length + 1), result, reason, line]),
        [
          ['a.launch.json', 'error', 'unusable', undefined],
          ['b.launch.json', 'error', 'unusable', 2],
          ['none.launch.json', 'error', 'unusable', undefined],
        ],
      );
      const [broken, wrong, absent] = launches.map(({ message }) => message);
      assert.match(broken ?? '', /^Line 1: This is no JSON/);
      assert.match(wrong ?? '', /"nonsense".* Line 3: .*\(\/command\)$/);
      assert.equal(absent, 'It cannot be read: there is no such file.');
    });

    it('are in the report that is written to a file, alone too', async () => {
      const report = join(folder, 'report.xml');
      const args = [file('bad.launch.json', '{'), '--format', 'junit', '--output', report];
      const { code, out } = await run(args);
      assert.equal(code, 2);
      assert.match(readFileSync(report, 'utf8'), /tests="1" .*errors="1"[^]*<error type="unusable" message="Line 1: /);
      assert.match(out, /^ERROR .*bad\.launch\.json\n/);
    });
  });

  it('tells of those whose turn did not come', async () => {
    const paths = ['a', 'b'].map((name) => file(`${name}.launch.json`, '{"command": "c.json", "expect": {}}'));
    const { code, out } = await run([...paths, '--format', 'json'], (stop) => stop());
    assert.equal(code, 141);
    const { launches, skipped } = JSON.parse(out) as Verdicts;
    assert.equal(skipped, 2);
    assert.deepEqual(
      launches.map(({ path, result }) => [path, result]),
      paths.map((path) => [path, 'skipped']),
    );
  });

  it('looks for what is wrong with a given value where it is given, as resolve does', async () => {
    const external = [{ name: 'session', type: 'Session', required: true }];
    const xnat = [{ name: 'w', contexts: ['site'], 'external-inputs': external }];
    file('command.json', JSON.stringify({ name: 'c', image: 'i:1', 'command-line': 'run', xnat }));
    const given = file('a.launch.json', '{"command": "command.json",\n  "inputs": {"session": "E7"}, "expect": {}}');
    assert.match((await run([given])).out, /Look at \S*a\.launch\.json:2:25\.\n/);
    const missing = file('b.launch.json', '{"command": "command.json", "expect": {}}');
    assert.match((await run([missing])).out, /Look at \S*command\.json:1:\d+\.\n/);
    assert.match((await run([given, '--input', 'session=E8'], undefined, launch)).out, /Look at --input session\.\n/);
  });

  it('refuses options of which only the last would count', async () => {
    const some = file('a.launch.json', '{"command": "none.json"}');
    const twice = await run([some, '--secret', 'a.token=env:A', '--secret', 'a.token=env:B']);
    assert.equal(twice.code, 2);
    assert.equal(twice.error, '--secret gives “a.token” twice. Give each secret once.\n');
    const kept = await run([some, '--keep', 'a', '--keep=b']);
    assert.equal(kept.code, 2);
    assert.match(kept.error, /^--keep is given twice\. Give it once\.\n\nxnat-command test/);
  });

  describe('a folder that cannot be made', () => {
    let temporary: string | undefined;
    beforeEach(() => {
      temporary = process.env.TMPDIR;
    });
    afterEach(() => {
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
    });

    it('is named, whichever it is', async () => {
      const some = file('a.launch.json', '{"command": "none.json"}');
      const afile = file('afile', '');
      for (const keep of [afile, join(afile, 'sub')]) {
        const { code, out } = await run([some, '--keep', keep]);
        assert.equal(code, 2);
        assert.ok(
          out.includes(`The folder ${join(keep, 'runs')} of --keep cannot be made: a file is in its place`),
          out,
        );
      }
      const none = join(folder, 'none');
      process.env.TMPDIR = none;
      const { code, out } = await run([some]);
      assert.equal(code, 2);
      assert.ok(out.includes(`No folder for temporary files can be made in ${none}: there is no such folder.`), out);
    });
  });

  describe('a report that cannot be written', () => {
    it('is found out before anything runs', async () => {
      const bad = file('bad.launch.json', '{');
      const afile = file('afile', '');
      mkdirSync(join(folder, 'sub'));
      for (const [to, reason] of [
        [join(afile, 'x'), `${afile} is a file, not a folder`],
        [join(afile, 'x', 'y'), `there is no folder ${join(afile, 'x')}`],
        [join(folder, 'sub'), 'it is a folder'],
      ] as const) {
        const { code, out, error } = await run([bad, '--output', to]);
        assert.equal(code, 2);
        assert.equal(out, '');
        assert.equal(error, `${to} cannot be written: ${reason}.\n`);
      }
    });

    it('leaves the verdict as text on standard error', async function () {
      if (!existsSync('/dev/full')) this.skip();
      const bad = file('bad.launch.json', '{');
      const { code, error } = await run([bad, '--format', 'json', '--output', '/dev/full']);
      assert.equal(code, 2);
      assert.match(error, /^ERROR .*bad\.launch\.json\n[^]*\n\/dev\/full cannot be written: the disk is full/);
    });
  });
});
