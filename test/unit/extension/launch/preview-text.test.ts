import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { createFolderCache } from '../../../../src/launch/data/folder-cache';
import { previewText } from '../../../../src/extension/launch/preview-text';
import type { Preview } from '../../../../src/extension/launch/preview-sources';

const COMMAND = {
  name: 'recon',
  image: 'lab/recon:1',
  'command-line': 'recon #depth#',
  inputs: [{ name: 'depth', required: true, 'command-line-flag': '--depth' }],
  'environment-variables': { MODE: 'full' },
  xnat: [{ name: 'on-session', 'external-inputs': [{ name: 'session', type: 'Session' }] }],
};
const SESSION = { object: { id: 'E1', label: 'MR1', directory: tmpdir() } };
const LAUNCH = { command: 'command.json', inputs: { depth: '3', session: SESSION }, environment: { MODE: 'fast' } };

type Files = Readonly<Record<string, object | string>>;

function preview(path: string, files: Files, wrapper?: string): Promise<Preview> {
  const text = (each: string): string | undefined => {
    const content = files[each];
    return typeof content === 'object' ? JSON.stringify(content) : content;
  };
  return previewText({ path, text: text(path) ?? '' }, wrapper, {
    textOf: (each) => Promise.resolve(text(each)),
    launchFilesIn: () =>
      Promise.resolve(
        Object.keys(files)
          .filter((each) => each.endsWith('.launch.json'))
          .sort(),
      ),
    answersFor: () => new Map(),
    folders: createFolderCache(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
}

describe('The preview of a launch file', () => {
  it('shows what the file describes, and follows it and its Commands', async () => {
    const launch = { ...LAUNCH, 'other-commands': ['setup.json'] };
    const { text, follows } = await preview('/p/a.launch.json', {
      '/p/a.launch.json': launch,
      '/p/command.json': COMMAND,
    });
    assert.match(text, /recon --depth 3/);
    assert.match(text, /MODE=fast {2}\(set by the launch file\)/);
    assert.doesNotMatch(text, /MODE=full/);
    assert.match(text, /The inputs are those of a\.launch\.json\./);
    assert.match(text, /setup\.json is no Command that can be read/);
    assert.deepEqual(follows, ['/p/a.launch.json', '/p/command.json', '/p/setup.json']);
  });

  it('says where the file is wrong', async () => {
    const { text } = await preview('/p/a.launch.json', { '/p/a.launch.json': '{\n  "comand": "x"\n}' });
    assert.match(text, /line 2: A launch file has no "comand"/);
  });

  it('says what is missing', async () => {
    const of = async (launch: object, command: object | string = COMMAND) =>
      (await preview('/p/a.launch.json', { '/p/a.launch.json': launch, '/p/command.json': command })).text;
    assert.match(await of({ command: 'other.json' }), /There is no Command at other\.json/);
    assert.match(await of({ command: { image: 'lab/x:1' } }), /asks nothing of Docker/);
    assert.match(await of({ ...LAUNCH, wrapper: 'x' }), /has no wrapper "x"\. It has "on-session"\./);
    assert.match(await of(LAUNCH, '{'), /cannot read command\.json/);
    assert.match(
      await of({ ...LAUNCH, inputs: {} }),
      /The launch fails: Missing values for required inputs: session, depth/,
    );
    assert.match(
      await of({ ...LAUNCH, inputs: { session: 'x', other: { folder: '.' } } }),
      /a\.launch\.json: Input “other”: /,
    );
  });
});

describe('The preview of a Command', () => {
  it('is launched as a launch file beside it says', async () => {
    const files = { '/p/command.json': COMMAND, '/p/a.launch.json': { command: 'x.json' }, '/p/b.launch.json': LAUNCH };
    const { text, follows } = await preview('/p/command.json', files);
    assert.match(text, /recon --depth 3/);
    assert.match(text, /The inputs are those of b\.launch\.json/);
    assert.ok(follows.includes('/p/b.launch.json'));
  });

  it('uses stand-ins where no launch file is for it', async () => {
    const files = { '/p/command.json': COMMAND, '/p/a.launch.json': { ...LAUNCH, wrapper: 'other' } };
    const { text } = await preview('/p/command.json', files, 'on-session');
    assert.match(text, /recon --depth <depth>/);
    assert.match(text, /Nothing was chosen yet for depth/);
  });
});
