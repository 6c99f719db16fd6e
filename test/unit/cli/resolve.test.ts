import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolve } from '../../../src/cli/resolve';

const COMMAND = {
  name: 'c',
  image: 'i:1',
  'command-line': 'run #id# #f#',
  inputs: [{ name: 'id' }, { name: 'f', type: 'file' }],
  mounts: [
    { name: 'in', path: '/in' },
    { name: 'out', path: '/out' },
  ],
  secrets: [
    {
      source: { type: 'system-property', identifier: 'p' },
      destination: { type: 'environment-variable', identifier: 'TOKEN' },
    },
  ],
  xnat: [
    {
      name: 'w',
      'external-inputs': [
        { name: 'session', type: 'Session', 'provides-files-for-command-mount': 'in', 'via-setup-command': 'su:1' },
      ],
      'derived-inputs': [
        { name: 'project', type: 'Project', 'derived-from-wrapper-input': 'session' },
        {
          name: 'title',
          'derived-from-wrapper-input': 'project',
          'derived-from-xnat-object-property': 'title',
          'provides-value-for-command-input': 'id',
        },
      ],
    },
  ],
};

describe('xnat-command resolve', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-resolve-'));
    mkdirSync(join(folder, 'data/MR1/SCANS/1/DICOM'), { recursive: true });
    const files = {
      'command.json': JSON.stringify(COMMAND),
      'setup.json': JSON.stringify({ name: 'su', image: 'su:1', type: 'docker-setup', 'command-line': 'setup' }),
      'broken.json': '{',
      'p.txt': '',
      'data/MR1/SCANS/1/DICOM/1.dcm': '',
      'c.launch.json': JSON.stringify({
        command: 'command.json',
        inputs: { session: { folder: 'data/MR1', properties: { 'project-id': 'P' } }, f: { file: 'p.txt' } },
        objects: { project: { type: 'Project', id: 'P', title: 'Title' } },
        'other-commands': ['setup.json'],
      }),
      'wrong.launch.json': '{\n "command": "command.json",\n "inputs": {"session": {"folder": 5}}\n}',
      'text.launch.json': JSON.stringify({ command: 'command.json', inputs: { f: { folder: 'data' } } }),
      'no-command.launch.json': JSON.stringify({ command: 'none.json' }),
      'image.launch.json': JSON.stringify({ command: { image: 'i:1' } }),
      'cases.jsonl': `${JSON.stringify({ id: 'x', command: { name: 'c', image: 'i', 'command-line': 'a', xnat: [{ name: 'w' }] }, wrapper: 'w', inputs: {} })}\n\n`,
      'cases-wrong.jsonl': '{}\n{',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });
  after(() => rmSync(folder, { recursive: true }));

  async function run(...args: readonly string[]) {
    const result = { code: -1, out: '', error: '' };
    const paths = args.map((arg) => arg.replaceAll('$', folder));
    result.code = await resolve(paths, {
      out: (text) => (result.out += text),
      error: (text) => (result.error += text),
    });
    return result;
  }

  it('shows a launch file, whose paths count from itself', async () => {
    const { code, out, error } = await run('--launch', '$/c.launch.json');
    assert.equal(error, '');
    assert.equal(code, 0);
    assert.match(out, /Command line\n {2}run Title \/out\/local\/p\.txt/);
    assert.ok(out.includes(`${folder}/data/MR1 → /input ro`));
    assert.match(out, /Setup of mount "in", before: su:1/);
  });

  it('has no terminal obey what stands in a Command', async () => {
    const wrapper = { name: 'w', 'external-inputs': [], 'derived-inputs': [] };
    const command = {
      name: 'c',
      image: 'i:1',
      type: 'docker',
      'command-line': 'run \u001b[31m#id#\u0007',
      xnat: [wrapper],
    };
    const inputs = [{ name: 'id', 'default-value': '\u001b]0x\u0007' }];
    writeFileSync(join(folder, 'bell.json'), JSON.stringify({ ...command, inputs }));
    const { code, out } = await run('$/bell.json');
    assert.equal(code, 0, out);
    assert.ok(out.includes(String.raw`run \u001b[31m\u001b]0x\u0007\u0007`), out);
    assert.doesNotMatch(out, /[^\P{Cc}\n]/u);
  });

  it('shows the launch file of the examples', async () => {
    const example = join(import.meta.dirname, '../../../examples/scan-report/scan-report.launch.json');
    const { code, out } = await run('--launch', example);
    assert.equal(code, 0, out);
    assert.match(out, /scan-report --title Files-of-each-scan \/input \/output/);
  });

  it('gives the same as JSON', async () => {
    const { code, out } = await run('--launch', '$/c.launch.json', '--format', 'json');
    assert.equal(code, 0);
    const json = JSON.parse(out) as {
      ok: boolean;
      launch: { container: { cmd: string[] }; inputs: { values: { object: object }[] }[] };
    };
    assert.deepEqual(json.launch.container.cmd, ['run', 'Title', '/out/local/p.txt']);
    assert.deepEqual(Object.keys(json.launch.inputs[0]!.values[0]!.object), [
      'type',
      'id',
      'label',
      'uri',
      'directory',
    ]);
  });

  it('prefers what is given to what is made up of a folder, in whatever order they stand', async () => {
    const objects = {
      baseline: { type: 'Session', folder: 'data/MR1', properties: { 'project-id': 'P' } },
      project: { type: 'Project', id: 'P', title: 'Given title' },
    };
    const launchFile = { command: 'command.json', 'other-commands': ['setup.json'], objects };
    const inputs = { session: { object: 'baseline' }, f: { file: 'p.txt' } };
    writeFileSync(join(folder, 'order.launch.json'), JSON.stringify({ ...launchFile, inputs }));
    const { out } = await run('--launch', '$/order.launch.json');
    assert.match(out, /run Given title /);
    assert.equal((await run('$/order.launch.json')).out, out, 'the launch file as the only argument');
  });

  it('shows neither form the value of a sensitive input, and both the variables of the launch file', async () => {
    const command = {
      ...COMMAND,
      'command-line': 'run #pin#',
      inputs: [{ name: 'pin', sensitive: true }, { name: 'id' }],
      'environment-variables': { PIN: 'is #pin#', LEVEL: '1' },
    };
    writeFileSync(join(folder, 'pin.json'), JSON.stringify(command));
    const environment = { LEVEL: '2', XNAT_HOST: 'http://localhost' };
    const session = { folder: 'data/MR1', properties: { 'project-id': 'P' } };
    const objects = { project: { type: 'Project', id: 'P', title: 'Title' } };
    const launchFile = {
      command: 'pin.json',
      'other-commands': ['setup.json'],
      inputs: { pin: '4711', session },
      objects,
    };
    writeFileSync(join(folder, 'pin.launch.json'), JSON.stringify({ ...launchFile, environment }));
    const text = await run('--launch', '$/pin.launch.json');
    assert.doesNotMatch(text.out, /4711/);
    assert.match(text.out, /PIN=is •••/);
    assert.match(text.out, /LEVEL=2 {2}\(set by the launch file\)\n {2}XNAT_HOST=http:\/\/localhost {2}\(set by/);
    const { out } = await run('--launch', '$/pin.launch.json', '--format', 'json');
    assert.doesNotMatch(out, /4711/);
    const json = JSON.parse(out) as {
      launch: { container: { environment: { name: { text: string }; value: { text: string } }[] } };
      serviceVariables: Record<string, string | null>;
    };
    assert.deepEqual(
      json.launch.container.environment.map(({ name, value }) => `${name.text}=${value.text}`),
      ['PIN=is •••', 'LEVEL=2'],
    );
    assert.equal(json.serviceVariables.XNAT_HOST, 'http://localhost');
    assert.equal(json.serviceVariables.XNAT_PASS, null);
  });

  it('reads a launch file in the encodings in which a Command may be', async () => {
    const launchFile = JSON.stringify({ command: 'command.json', inputs: { session: { folder: 'data/MR1' } } });
    writeFileSync(join(folder, 'wide.launch.json'), `\ufeff${launchFile}`, 'utf16le');
    writeFileSync(join(folder, 'narrow.launch.json'), launchFile);
    const wide = await run('$/wide.launch.json');
    const narrow = await run('$/narrow.launch.json');
    assert.equal(wide.out, narrow.out);
    assert.equal(wide.error, narrow.error);
    assert.equal(wide.code, 1);
  });

  it('takes inputs from the command line, folders for objects', async () => {
    const { code, out } = await run('$/command.json', '--input', 'session=$/data/MR1', '--wrapper', 'w');
    assert.equal(code, 1);
    assert.match(out, /The launch fails: Input "title" could not be resolved/);
    assert.match(out, /has no property "title"/);
    assert.match(out, /Look at .*command\.json:1:\d+\./);
  });

  it('wants folders that exist, and says how to give one that stands there as a text', async () => {
    const command = { command: 'command.json', 'other-commands': ['setup.json'] };
    const write = (name: string, session: unknown) =>
      writeFileSync(join(folder, name), JSON.stringify({ ...command, inputs: { session } }));
    write('nowhere.launch.json', { folder: 'data/nowhere' });
    const nowhere = await run('$/nowhere.launch.json');
    assert.equal(nowhere.code, 2);
    const missing = `Input “session”: There is no folder data/nowhere (${join(folder, 'data', 'nowhere')}).\n`;
    assert.match(nowhere.error, /nowhere\.launch\.json:1:\d+: /);
    assert.ok(nowhere.error.endsWith(missing), nowhere.error);
    write('no-directory.launch.json', { object: { id: 'E1', scans: [{ id: '1', directory: 'data/nowhere' }] } });
    const noDirectory = await run('$/no-directory.launch.json');
    assert.equal(noDirectory.code, 2);
    assert.ok(noDirectory.error.endsWith(missing), noDirectory.error);
    write('no-file.launch.json', { object: { resources: [{ label: 'R', files: [{ path: 'none' }] }] } });
    assert.match((await run('$/no-file.launch.json')).error, /Input “session”: There is no file none \(/);
    write('folder-for-file.launch.json', { object: { resources: [{ label: 'R', files: [{ path: 'data/MR1' }] }] } });
    assert.match((await run('$/folder-for-file.launch.json')).error, /Input “session”: There is no file data\/MR1 \(/);
    write('as-text.launch.json', 'data/MR1');
    const text = await run('$/as-text.launch.json');
    assert.equal(text.code, 1);
    assert.match(text.out, /To give the folder, write "session": \{"folder": "data\/MR1"\}\./);
    write('kind.launch.json', { folder: 'data/MR1', properties: { label: [] } });
    assert.match((await run('$/kind.launch.json')).error, /Input “session”: "label" is a text\./);
  });

  it('wants objects of the type that an input takes, and tells of properties that such have not', async () => {
    const command = { command: 'command.json', 'other-commands': ['setup.json'] };
    const write = (name: string, session: unknown, objects = {}) =>
      writeFileSync(join(folder, name), JSON.stringify({ ...command, inputs: { session }, objects }));
    write('scan.launch.json', { object: { type: 'Scan', id: '4' } });
    assert.match(
      (await run('$/scan.launch.json')).error,
      /Input “session”: A Session is needed here, and this is a Scan/,
    );
    write('named.launch.json', { object: 'four' }, { four: { type: 'Scan', id: '4' } });
    assert.match((await run('$/named.launch.json')).error, /It takes a Session, and the object “four” is a Scan/);
    write('typo.launch.json', { folder: 'data/MR1', properties: { lable: 'x' } });
    const typo = await run('$/typo.launch.json');
    assert.match(
      typo.out,
      /“session”: A Session has no property "lable": nothing would come of it\. Did you mean "label"\?/,
    );
  });

  it('looks for what is wrong with a given value where it is given', async () => {
    const launch = { command: 'command.json', 'other-commands': ['setup.json'], inputs: { session: 'E7' } };
    writeFileSync(join(folder, 'id.launch.json'), JSON.stringify(launch));
    assert.match((await run('$/id.launch.json')).out, /Look at \S*id\.launch\.json:1:\d+\./);
    const { out } = await run('$/id.launch.json', '--input', 'session=E8');
    assert.match(out, /Look at --input session\./);
    writeFileSync(join(folder, 'none.launch.json'), JSON.stringify({ ...launch, inputs: {} }));
    assert.match((await run('$/none.launch.json')).out, /Look at \S*command\.json:1:\d+\./);
  });

  it('warns of inputs that are none', async () => {
    const { code, out, error } = await run('--launch', '$/c.launch.json', '--input', 'sesion=x', '--input', 'zzzzz=1');
    assert.equal(code, 0, out);
    assert.equal(
      error,
      'Warning: Neither wrapper "w" nor the Command has an input "sesion", so its value is used nowhere. Did you mean ' +
        '"session"?\nWarning: Neither wrapper "w" nor the Command has an input "zzzzz", so its value is used nowhere.\n',
    );
  });

  it('answers cases line by line', async () => {
    const { code, out } = await run('--cases', '$/cases.jsonl');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      id: 'x',
      commandLine: 'a',
      environment: {},
      mounts: [],
      ports: {},
      image: 'i:latest',
    });
  });

  const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /Which Command\?/],
    [['--nothing'], /--nothing/],
    [['$/none.json'], /none\.json cannot be read/],
    [['$/broken.json'], /no Command that the server could read/],
    [['$/command.json', '$/setup.json'], /One Command at a time/],
    [['$/command.json', '--wrapper', 'x'], /has no wrapper “x”\. It has “w”/],
    [['$/setup.json'], /has no wrapper, so it cannot be launched/],
    [['$/command.json', '--input', 'session'], /--input takes NAME=VALUE, and “session” has no “=”\./],
    [['$/command.json', '--wrapper', 'a', '--wrapper', 'b'], /--wrapper is given twice/],
    [['$/command.json', '--format', 'xml'], /text or json/],
    [['$/command.json', '--input', 'session=a', '--input', 'session=b'], /--input gives “session” twice/],
    [['$/command.json', '--input', 'session=$/none'], /--input session: There is no folder \S+none\.\n/],
    [['$/command.json', '--input', 'session=$/p.txt'], /--input session: \S+p\.txt is a file\. A folder is needed/],
    [['$/data'], /data cannot be read: it is a folder, and a file is needed\./],
    [['$/no-command.launch.json'], /none\.json, which \S+ names, cannot be read: there is no such file\./],
    [['--launch', '$/wrong.launch.json'], /wrong\.launch\.json:3: Expected a text\. \(\/inputs\/session\/folder\)/],
    [['--launch', '$/text.launch.json'], /Input “f”: Wrapper “w” has no such input/],
    [['--launch', '$/image.launch.json'], /in the label of i:1/],
    [['--cases', '$/cases-wrong.jsonl'], /Line 2 of .* is no JSON/],
  ];
  for (const [args, message] of wrong) {
    it(`ends with 2 on ${args.join(' ') || 'nothing'}`, async () => {
      const { code, error } = await run(...args);
      assert.equal(code, 2);
      assert.match(error, message);
    });
  }
});
