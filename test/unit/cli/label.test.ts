import { equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { label } from '../../../src/cli/label';

const COMMAND = '{ "name": "tool", "version": "1", "command-line": "run $HOME" }';

describe('xnat-command label', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-cli-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  const run = async (...args: readonly string[]) => {
    let out = '';
    let error = '';
    const code = await label(args, { out: (text) => (out += text), error: (text) => (error += text) });
    return { code, out, error };
  };

  it('prints the instruction for several Commands', async () => {
    const { code, out } = await run(file('a.json', COMMAND), file('b.json', `[${COMMAND.replace('tool', 'other')}]`));
    equal(code, 0);
    equal(
      out,
      String.raw`LABEL org.nrg.commands="[{\"name\":\"tool\",\"version\":\"1\",\"command-line\":\"run \$HOME\"},\
{\"name\":\"other\",\"version\":\"1\",\"command-line\":\"run \$HOME\"}]"
`,
    );
  });

  it('writes it, and reads it back', async () => {
    const before = '\ufeffFROM scratch\r\nCMD ["x"]\r\n';
    const dockerfile = file('Dockerfile', before);
    const written = await run('--write', dockerfile, file('a.json', COMMAND));
    equal(written.code, 0, written.error);
    ok(readFileSync(dockerfile, 'utf8').startsWith(`${before}LABEL org.nrg.commands="[{`));
    const read = await run('--read', dockerfile);
    equal(read.code, 0);
    equal(JSON.stringify(JSON.parse(read.out)), JSON.stringify([JSON.parse(COMMAND)]));
    match((await run('--write', dockerfile, join(folder, 'a.json'))).out, /has this label already/);
  });

  it('refuses what XNAT would refuse, and writes nothing', async () => {
    const dockerfile = file('Dockerfile', 'FROM scratch\n');
    const { code, error } = await run('--write', dockerfile, file('a.json', '{"name": " "}'));
    equal(code, 1);
    match(error, /command-name-blank/);
    equal(readFileSync(dockerfile, 'utf8'), 'FROM scratch\n');
    equal((await run(file('b.json', '{'))).code, 1);
  });

  it('says of what has no Command in it why', async () => {
    for (const [text, reason] of [
      ['', 'it is empty'],
      ['[]', 'its list is empty'],
      ['{', 'it is not JSON as XNAT reads it'],
    ] as const) {
      const path = file('a.json', text);
      const { code, error } = await run(path);
      equal(code, 1);
      equal(error, `${path} holds no Command: ${reason}.\n`);
    }
  });

  it('tells a missing or broken label from wrong use', async () => {
    equal((await run('--read', file('Dockerfile', 'FROM scratch\n'))).code, 1);
    const broken = await run('--read', file('Broken', 'FROM scratch\nLABEL org.nrg.commands="{}"\n'));
    equal(broken.code, 1);
    match(broken.error, /no list/);
    equal((await run()).code, 2);
    equal((await run('--read', 'a', 'b')).code, 2);
    equal((await run('--nonsense')).code, 2);
    equal((await run(join(folder, 'none.json'))).code, 2);
    equal((await run('--write', file('Latin', Uint8Array.of(0x23, 0xe9, 10)), file('a.json', COMMAND))).code, 2);
  });
});
