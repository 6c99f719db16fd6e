import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validate } from '../../../src/cli/validate';

const GOOD = '{"name": "tool", "version": "1", "image": "org/tool:1", "command-line": "run"}';
const BAD = GOOD.replace('"org/tool:1"', '" "').replace('"tool"', '""');

describe('xnat-command validate', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-cli-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };

  const run = async (...args: readonly string[]) => {
    let out = '';
    let error = '';
    const code = await validate(args, { out: (text) => (out += text), error: (text) => (error += text) });
    return { code, out, error };
  };

  const json = async (...args: readonly string[]) =>
    (JSON.parse((await run('--format', 'json', ...args)).out) as { commands: CommandJson[] }).commands;

  interface CommandJson {
    readonly path: string;
    readonly kind: string;
    readonly server: string;
    readonly refusedAt: string | null;
    readonly problems: readonly { readonly code: string; readonly range: unknown; readonly pointer: string }[];
  }

  it('exits with 0 for a Command without an error', async () => {
    const { code, out } = await run(file('command.json', GOOD));
    equal(code, 0);
    match(out, /1 Command checked: 0 errors/);
  });

  it('has no terminal obey what stands in a Command', async () => {
    const { out } = await run(file('command.json', GOOD.replace('"version"', '"\\u001b[31mred\\u202e": 1, "version"')));
    match(out, /red/);
    deepEqual(out.match(/[^\P{Cc}\n]|\p{Bidi_Control}/gu), null);
  });

  it('shows the line of an error with the place marked, and exits with 1', async () => {
    const path = file('command.json', GOOD.replace('"tool"', '""'));
    const { code, out } = await run(path);
    equal(code, 1);
    const [head, line, mark] = out.split('\n');
    match(head!, /command\.json:1:10: error: .*\(command-name-blank\)$/);
    equal(line!.slice(mark!.indexOf('^'), mark!.lastIndexOf('^') + 1), '""');
  });

  it('marks a place by the columns that a terminal needs for what is before it', async () => {
    const path = file('command.json', GOOD.replace('{"name": "tool"', '{"x": "中文 👩‍🔬 e\u0301\t", "name": ""'));
    match((await run(path)).out, new RegExp(`\n {4}{"x": "中.*\n {${4 + 7 + 4 + 1 + 2 + 1 + 1 + 1 + 11}}\\^\\^\n`));
  });

  it('takes no character apart where it shows a part of a long line', async () => {
    for (const pad of ['', 'x']) {
      const path = file(
        'command.json',
        GOOD.replace('{"name": "tool"', `{"x": "${pad}${'😀'.repeat(99)}", "name": ""`),
      );
      const { out } = await run(path);
      match(out, /\n {4}😀{14,15}", "name": "",.*\n {43,45}\^\^\n/u);
      equal(/\p{Cs}/u.test(out), false);
    }
  });

  it('marks as many columns as what is wrong takes', async () => {
    const path = file('command.json', GOOD.replace('"run"', '"run", "version名": 1'));
    match((await run(path)).out, /"version名": 1}\n *\^{11}\n/);
  });

  it('gives the verdict and zero-based places as JSON', async () => {
    const path = file('command.json', `{\n  "name": "", "version": "1", "image": "i:1", "command-line": "x"\n}`);
    const [command] = await json(path);
    deepEqual(
      { ...command, problems: command!.problems.map(({ code, pointer, range }) => ({ code, pointer, range })) },
      {
        path,
        kind: 'Command',
        server: 'refuses',
        refusedAt: 'validate',
        problems: [
          {
            code: 'command-name-blank',
            pointer: '/name',
            range: { start: { line: 1, character: 10 }, end: { line: 1, character: 12 } },
          },
        ],
      },
    );
  });

  it('takes a file named outright as a Command, whatever is in it', async () => {
    equal((await run(file('notes.txt', 'no JSON'))).code, 1);
    equal((await run(file('other.json', '{"compilerOptions": {}}'))).code, 1);
  });

  it('checks a launch file that is named as one, against its Command and the files beside it', async () => {
    file('command.json', GOOD.replace('}', ', "xnat": [{"name": "w", "external-inputs": [{"name": "a"}]}]}'));
    const inputs = { a: '1', b: '2' };
    const path = file('x.launch.json', JSON.stringify({ command: 'command.json', inputs }));
    const { code, out } = await run(path);
    equal(code, 0);
    match(out, /x\.launch\.json:1:\d+: warning: Neither the wrapper nor the Command has an input "b"/);
    match(out, /1 launch file checked: 0 errors, 1 warning/);
    const wrong = file('y.launch.json', JSON.stringify({ command: 'none.json', inputs: { a: { folder: 'none' } } }));
    equal((await run(wrong)).code, 1);
    const [checked] = await json(wrong);
    deepEqual([checked?.kind, checked?.server], ['launch file', undefined]);
    deepEqual(
      checked?.problems.map(({ code: found, pointer }) => [found, pointer]),
      [
        ['launch-command-missing', '/command'],
        ['launch-path-missing', '/inputs/a/folder'],
      ],
    );
    match((await run(join(folder, 'command.json'), path)).out, /1 Command and 1 launch file checked/);
    match((await run('--format', 'sarif', wrong)).out, /docs\/launch-file\.md"/);
  });

  it('takes what comes out of a pipe, as of <(…) in a shell', async function () {
    const pipe = join(folder, 'pipe');
    if (spawnSync('mkfifo', [pipe]).status !== 0) this.skip();
    const [{ code, out }] = await Promise.all([run(pipe, file('command.json', GOOD)), writeFile(pipe, BAD)]);
    equal(code, 1);
    match(out, /pipe:1:10: error:[^]*2 Commands checked/);
  });

  it('ends at what has no end, says so and checks the others', async function () {
    if (!existsSync('/dev/zero')) this.skip();
    const { code, out, error } = await run('/dev/zero', file('command.json', GOOD));
    equal(code, 2);
    equal(error, '/dev/zero cannot be read: it gave 64 MB without coming to an end, and is read no further.\n');
    match(out, /^1 Command checked: 0 errors/);
  });

  it('searches folders for what looks like a Command', async () => {
    file('a/command.json', GOOD);
    file('a/b/renamed.json', BAD);
    file('a/package.json', '{"name": "x", "version": "1"}');
    file('a/node_modules/x/command.json', BAD);
    file('a/commands.json', `[${GOOD}]`);
    const paths = (await json(folder)).map(({ path, server }) => `${path.slice(folder.length + 1)} ${server}`);
    deepEqual(paths, ['a/b/renamed.json refuses', 'a/command.json accepts', 'a/commands.json accepts']);
  });

  it('passes over nothing in a folder that has the name of a Command, but for what is plainly something else', async () => {
    file('empty/command.json', '');
    file('broken/my.command.json', GOOD.slice(1));
    file('bare/my_command.json', '{"name": "x", "image": "y:1"}');
    file('other/command.json', '{"scripts": {}, "private": true}');
    file('other/mycommand.json', '{"name": "x", "image": "y:1"}');
    file('other/broken.json', '{');
    const found = (await json(folder)).map(({ path, refusedAt }) => `${path.slice(folder.length + 1)} ${refusedAt}`);
    deepEqual(found, ['bare/my_command.json null', 'broken/my.command.json parse', 'empty/command.json parse']);
  });

  it('checks the Commands of a Dockerfile’s label at their place in the Dockerfile', async () => {
    const path = file('Dockerfile', 'FROM scratch\nLABEL a=b \\\n  org.nrg.commands="[{\\"name\\":\\"\\"}]"\n');
    const [command] = await json(path);
    const problem = command!.problems.find(({ code }) => code === 'command-name-blank');
    deepEqual(problem!.range, { start: { line: 2, character: 31 }, end: { line: 2, character: 35 } });
  });

  it('says of a Dockerfile all that the editor says, with the verdict on the label that counts', async () => {
    const label = (json: string) => `LABEL org.nrg.commands='[${json}]'\n`;
    const text = `FROM scratch AS build\nFROM scratch\nENV DB_PASSWORD=x\n${label('{"name": ""}')}${label('{"name": "a"}')}`;
    const [command, ...others] = await json(file('Dockerfile', text));
    deepEqual(others, []);
    equal(command!.server, 'accepts');
    const codes = command!.problems.map(({ code }) => code);
    deepEqual(
      codes.filter((code) => /^(?:dockerfile|label)-/.test(code)),
      ['dockerfile-secret-env', 'label-repeated'],
    );
  });

  it('checks a Dockerfile without labels where it is named, and passes it by in a folder', async () => {
    const path = file('Dockerfile', 'FROM scratch\nENV DB_PASSWORD=x\n');
    deepEqual(
      (await json(path)).map(({ problems }) => problems.map(({ code }) => code)),
      [['dockerfile-secret-env']],
    );
    deepEqual(await json(folder), []);
  });

  it('reads a label’s list, and an update, by its own rules', async () => {
    equal((await run('--as', 'label', file('l.json', `[${GOOD.replace('"image": "org/tool:1", ', '')}]`))).code, 0);
    const untagged = file('u.json', GOOD.replace('tool:1', 'tool'));
    equal((await run('--as', 'create', untagged)).code, 0);
    equal((await run('--as', 'update', untagged)).code, 1);
  });

  it('takes the image from the outside', async () => {
    const path = file('command.json', GOOD.replace('"image": "org/tool:1", ', ''));
    equal((await run(path)).code, 1);
    equal((await run('--image', 'org/tool:1', path)).code, 0);
  });

  it('weighs rules as the settings of the folder say', async () => {
    file('.vscode/settings.json', '{ "xnatCommands.rules": { "command-name-blank": "off", "nonsense": "off" }, }');
    const { code, error } = await run(file('sub/command.json', GOOD.replace('"tool"', '""')));
    equal(code, 0);
    match(error, /There is no rule "nonsense"/);
  });

  it('annotates changes in GitHub Actions', async () => {
    const { out } = await run('--format', 'github', file('command.json', GOOD.replace('"tool"', '""')));
    match(out, /^::error file=.*command\.json,line=1,endLine=1,col=10,endColumn=12,title=xnat%3A command-name-blank::/);
  });

  it('writes SARIF for code scanning', async () => {
    const { out } = await run('--format', 'sarif', file('command.json', GOOD.replace('"tool"', '""')));
    const sarif = JSON.parse(out) as { runs: { results: { ruleId: string; level: string }[] }[] };
    deepEqual(
      sarif.runs[0]!.results.map(({ ruleId, level }) => `${ruleId} ${level}`),
      ['command-name-blank error'],
    );
  });

  it('exits with 2 for wrong use and for what cannot be read', async () => {
    for (const args of [[], ['--format', 'xml', 'x'], ['--as', 'new', 'x'], ['--nonsense'], [join(folder, 'absent')]]) {
      const { code, error } = await run(...args);
      equal(code, 2, args.join(' '));
      match(error, /\S/);
    }
  });

  it('reports what it found beside a path that cannot be read', async () => {
    const absent = join(folder, 'absent.json');
    const { code, out, error } = await run(file('a.json', BAD), absent, file('b.json', GOOD));
    equal(code, 2);
    match(out, /command-name-blank[^]*2 Commands checked/);
    equal(error, `${absent} cannot be read: there is no such file.\n`);
  });

  it('says that a folder has no Command, and exits with 0', async () => {
    file('package.json', '{"name": "x"}');
    const { code, error } = await run(folder);
    equal(code, 0);
    equal(error, `There is no Command in ${folder}.\n`);
  });

  it('gives an absolute path as a file URI in SARIF', async () => {
    const path = file('a b.json', BAD);
    const { out } = await run('--format', 'sarif', path);
    ok(out.includes(`"uri": "${pathToFileURL(path).href}"`));
  });
});
