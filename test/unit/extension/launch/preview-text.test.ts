import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { createFolderCache } from '../../../../src/launch/data/folder-cache';
import { previewText } from '../../../../src/extension/launch/preview-text';
import type { Preview } from '../../../../src/extension/launch/preview-sources';
import { showPreview } from '../../../../src/extension/launch/last-shown';

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

/** What a person sees of a preview that is just opened. */
async function shown(path: string, files: Files, wrapper?: string) {
  const preview = await previewOf(path, files, wrapper);
  return { text: showPreview(preview, undefined).text, follows: preview.follows };
}

function previewOf(path: string, files: Files, wrapper?: string): Promise<Preview> {
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
    const { text, follows } = await shown('/p/a.launch.json', {
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
    const { text } = await shown('/p/a.launch.json', { '/p/a.launch.json': '{\n  "comand": "x"\n}' });
    assert.match(text, /a\.launch\.json cannot be used yet\.\n {2}Line 2: A launch file has no "comand"/);
  });

  it('says what is missing', async () => {
    const of = async (launch: object, command: object | string = COMMAND) =>
      (await shown('/p/a.launch.json', { '/p/a.launch.json': launch, '/p/command.json': command })).text;
    assert.match(await of({ command: 'other.json' }), /There is no Command at other\.json/);
    assert.match(await of({ command: { image: 'lab/x:1' } }), /asks nothing of Docker/);
    assert.match(await of({ ...LAUNCH, wrapper: 'x' }), /has no wrapper “x”\. It has “on-session”\./);
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
    const { text, follows } = await shown('/p/command.json', files);
    assert.match(text, /recon --depth 3/);
    assert.match(text, /The inputs are those of b\.launch\.json/);
    assert.ok(follows.includes('/p/b.launch.json'));
  });

  it('uses stand-ins where no launch file is for it', async () => {
    const files = { '/p/command.json': COMMAND, '/p/a.launch.json': { ...LAUNCH, wrapper: 'other' } };
    const { text } = await shown('/p/command.json', files, 'on-session');
    assert.match(text, /recon --depth <depth>/);
    assert.match(text, /Nothing was chosen yet for depth/);
  });

  it('says which of several wrappers is shown, and its stand-ins, at its head', async () => {
    const [wrapper] = COMMAND.xnat;
    const several = { ...COMMAND, xnat: [wrapper, { ...wrapper, name: 'again' }] };
    const head = async (files: Files, name?: string) =>
      (await shown('/p/command.json', { '/p/command.json': several, ...files }, name)).text.split('\n').slice(0, 6);
    const [title, blank, heading, which, ...standIns] = await head({});
    assert.deepEqual([title, blank, heading], ['Wrapper "on-session" of Command "recon"', '', 'Data']);
    assert.match(
      which ?? '',
      /The Command has 2 wrappers, and this is “on-session”, number 1\. “Choose wrapper…” above/,
    );
    assert.match(standIns.join(), /Nothing was chosen yet for session.*Nothing was chosen yet for depth/);
    assert.match((await head({}, 'again')).join(), /this is “again”, number 2/);
    assert.match((await head({}, 'gone')).join(), /this is “on-session”, number 1/);
    assert.match((await head({ '/p/a.launch.json': LAUNCH }, 'gone')).join(), /this is “on-session”, number 1/);
    assert.match(
      (await head({ '/p/a.launch.json': LAUNCH })).join(),
      /a\.launch\.json names no wrapper.*this is “on-session”/,
    );
    assert.deepEqual(
      [await previewOf('/p/command.json', { '/p/command.json': several })].map(
        (one) => one.kind === 'launch' && one.wrappers,
      ),
      [['on-session', 'again']],
    );
  });

  it('waits for a launch file that somebody is typing in', async () => {
    const files = {
      '/p/command.json': COMMAND,
      '/p/a.launch.json': '{"command": "command.json", "inputs": {"depth": }}',
    };
    assert.match((await shown('/p/command.json', files)).text, /^a\.launch\.json cannot be used yet\.\n {2}Line 1: /);
    const { text } = await shown('/p/command.json', { ...files, '/p/b.launch.json': LAUNCH });
    assert.match(text, /The inputs are those of b\.launch\.json/);
  });
});

describe('A preview of what cannot be read', () => {
  it('stays what it was, line by line, and says so', async () => {
    const files = { '/p/a.launch.json': LAUNCH, '/p/command.json': COMMAND };
    const { text, last } = showPreview(await previewOf('/p/a.launch.json', files), undefined);
    const half = await previewOf('/p/a.launch.json', { ...files, '/p/command.json': '{"name": ' });
    const after = showPreview(half, last);
    assert.equal(after.last, last);
    const [lines, linesAfter] = [text.split('\n'), after.text.split('\n')];
    assert.equal(
      linesAfter[1],
      'This is the last launch that could be shown. The Container Service cannot read command.json. Mend what is underlined there.',
    );
    assert.deepEqual(linesAfter.toSpliced(1, 1, ''), lines);
    assert.equal(showPreview(await previewOf('/p/a.launch.json', files), after.last).text, text);
  });
});
