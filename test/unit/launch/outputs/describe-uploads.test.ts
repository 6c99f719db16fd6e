import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describeUploads } from '../../../../src/launch/outputs/describe-uploads';
import { nodeOutputFiles, type OutputFiles } from '../../../../src/launch/outputs/output-files';
import type { OutputReport } from '../../../../src/launch/outputs/output-report';
import { whyUnreadable } from '../../../../src/launch/outputs/readability';
import { uploadPath } from '../../../../src/launch/outputs/upload-path';
import type { ResolvedLaunch, ResolvedMount, ResolvedOutput } from '../../../../src/resolution/resolved-launch';
import { plainText, resolvedContainer } from '../../../support/resolved-containers';

const signal = new AbortController().signal;

const OUTPUT: ResolvedOutput = {
  name: 'report:report-handler',
  output: 'report',
  handler: 'report-handler',
  outputPointer: '/outputs/0',
  handlerPointer: '/xnat/0/output-handlers/0',
  type: 'Resource',
  xsiType: undefined,
  required: true,
  mount: 'out',
  path: undefined,
  glob: undefined,
  label: 'REPORT',
  format: 'PDF',
  description: undefined,
  content: 'REPORT',
  tags: ['qc'],
  handledBy: 'session',
  targetUri: '/experiments/XNAT_E1',
  viaWrapupCommand: undefined,
};

describe('what would be uploaded', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'uploads-'));
    await mkdir(join(root, 'out'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const mountOf = (name: string, folder: string): ResolvedMount => ({
    name,
    pointer: '',
    containerPath: plainText(`/${name}`),
    mode: 'rw',
    xnatPath: join(root, folder),
    enginePath: join(root, folder),
    source: { kind: 'new' },
  });

  const launchOf = (outputs: readonly Partial<ResolvedOutput>[]): ResolvedLaunch => ({
    commandName: 'tool',
    wrapperName: 'tool-session',
    container: resolvedContainer({ mounts: [mountOf('out', 'out')] }),
    inputs: [],
    outputs: outputs.map((output) => ({ ...OUTPUT, ...output })),
    fileCopies: [],
    secrets: [],
    setupContainers: [],
    wrapupContainers: [
      {
        commandName: 'zip',
        reference: 'lab/zip:1:zip',
        parentName: 'report:report-handler',
        pointer: '',
        container: resolvedContainer({ mounts: [mountOf('input', 'out'), mountOf('output', 'wrapped')] }),
      },
    ],
    warnings: [],
  });

  const describeAll = (outputs: readonly Partial<ResolvedOutput>[], files: OutputFiles = nodeOutputFiles) =>
    describeUploads(launchOf(outputs), files, signal);

  async function describeOne(output: Partial<ResolvedOutput>, files?: OutputFiles): Promise<OutputReport> {
    const [report] = (await describeAll([output], files)).outputs;
    if (report === undefined) throw new Error('There must be a report.');
    return report;
  }

  async function write(...paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), 'four');
    }
  }

  const pathsOf = ({ result }: OutputReport) =>
    result.kind === 'upload' ? result.files.map(({ path }) => path) : result;
  const messageOf = ({ result }: OutputReport) => (result.kind === 'failure' ? result.message : result);

  it('is everything in the mount without a path, hidden files too, with its folders; the glob is named as never read', async () => {
    await write('out/b.txt', 'out/.hidden', 'out/deep/er/a.txt');
    const report = await describeOne({ glob: '*.txt' });
    deepEqual(pathsOf(report), ['.hidden', 'b.txt', 'deep/er/a.txt']);
    deepEqual(report.notes, ['The glob “*.txt” is never read: everything in the mount is uploaded.']);
    deepEqual(report.target, { kind: 'object', input: 'session', uri: '/archive/experiments/XNAT_E1' });
    equal(report.result.kind === 'upload' && report.result.bytes, 12);
  });

  it('is what a folder at the path holds, or the file there', async () => {
    await write('out/pdf/a.pdf', 'out/pdf/b/c.pdf', 'out/other.txt');
    deepEqual(pathsOf(await describeOne({ path: 'pdf' })), ['a.pdf', 'b/c.pdf']);
    deepEqual(pathsOf(await describeOne({ path: './pdf/../other.txt' })), ['other.txt']);
    deepEqual(pathsOf(await describeOne({ path: ' ' })), ['other.txt', 'pdf/a.pdf', 'pdf/b/c.pdf']);
  });

  it('is an empty resource when the folder is empty', async () => {
    const report = await describeOne({});
    deepEqual(pathsOf(report), []);
    match(report.notes.join(), /empty resource “REPORT”/);
  });

  it('fails in the words of the service when a path is missing; a required one fails the launch', async () => {
    const missing = `Could not upload files to resource: Unable to find the following source files/folders: ${join(root, 'out/a.pdf')}`;
    const { outputs, faults } = await describeAll([
      { path: 'a.pdf' },
      { path: 'a.pdf', required: false, handler: 'other', name: 'report:other' },
    ]);
    deepEqual(outputs.map(messageOf), [missing, missing]);
    deepEqual(faults, [missing]);
    match(JSON.stringify(outputs[0]?.result), /There is no “a\.pdf” in the mount “out”/);
    match(JSON.stringify(outputs[1]?.result), /goes on without it/);
  });

  it('looks for an absolute path on the disk of the server, and for one that climbs out beside the mount', async () => {
    await write('beside.txt');
    match(
      JSON.stringify(messageOf(await describeOne({ path: '/out/a.pdf' }))),
      /source files\/folders: \/out\/a\.pdf"$/,
    );
    match(JSON.stringify(messageOf(await describeOne({ path: '../beside.txt' }))), /beside\.txt"$/);
    equal(messageOf(await describeOne({ path: '../'.repeat(40) })), 'null');
  });

  it('stores one xml file as an Assessor or Scan, and refuses anything else', async () => {
    await write('out/a.xml', 'out/more/b.xml', 'out/more/c.xml', 'out/one/d.xml');
    const assessor = { type: 'Assessor' };
    deepEqual(pathsOf(await describeOne({ ...assessor, path: 'a.xml' })), ['a.xml']);
    deepEqual(pathsOf(await describeOne({ ...assessor, path: 'one' })), ['d.xml']);
    equal(
      messageOf(await describeOne({ ...assessor, path: 'more' })),
      `Expecting precisely one xml file to upload for Assessor; found [${join(root, 'out/more/b.xml')}, ${join(root, 'out/more/c.xml')}]`,
    );
    equal(
      messageOf(await describeOne({ type: 'Scan', path: 'none.xml' })),
      `Could not read ${join(root, 'out/none.xml')}`,
    );
  });

  it('uploads what hangs below another handler after it, and not at all when that one fails', async () => {
    await write('out/a.xml', 'out/pdf/a.pdf');
    const child = { name: 'pdf:pdf', handler: 'pdf', path: 'pdf', handledBy: 'assessor', targetUri: undefined };
    const parent = { name: 'xml:assessor', handler: 'assessor', type: 'Assessor', path: 'a.xml' };
    const { outputs } = await describeAll([child, parent]);
    deepEqual(
      outputs.map(({ handler }) => handler),
      ['assessor', 'pdf'],
    );
    deepEqual(outputs[1]?.target, { kind: 'handler', handler: 'assessor' });
    deepEqual(outputs.map(pathsOf), [['a.xml'], ['a.pdf']]);
    const failed = await describeAll([child, { ...parent, path: 'b.xml' }]);
    deepEqual(failed.faults, [
      `Could not read ${join(root, 'out/b.xml')}`,
      'Cannot upload output "pdf:pdf". Could not instantiate object from input "assessor".',
    ]);
  });

  it('takes what a wrapup Command wrote, where there is one', async () => {
    await write('out/raw.txt', 'wrapped/packed.zip');
    deepEqual(pathsOf(await describeOne({ viaWrapupCommand: 'lab/zip:1:zip' })), ['packed.zip']);
  });

  it('follows links within the mount, and none that lead out of it', async () => {
    await write('out/a.txt', 'out/deep/x.txt', 'beside.txt');
    await symlink('a.txt', join(root, 'out/inner'));
    deepEqual(pathsOf(await describeOne({})), ['a.txt', 'deep/x.txt', 'inner']);
    await symlink('/out/a.txt', join(root, 'out/deep/absolute'));
    match((await describeOne({})).notes.join(), /deep\/absolute is a link to \/out\/a\.txt/);
    await symlink('../beside.txt', join(root, 'out/outer'));
    const { result } = await describeOne({});
    equal(result.kind, 'failure');
    match(JSON.stringify(result), /a link to \.\.\/beside\.txt, which leads nowhere/);
  });

  it('explains what the editor may not read', async () => {
    await write('out/a.txt', 'out/closed/b.txt');
    const reason = await whyUnreadable(join(root, 'out/closed'), Object.assign(new Error(), { code: 'EACCES' }));
    match(reason, process.getuid?.() === 0 ? /belongs to root, as whom the container ran/ : /belongs to user \d+/);
    const report = await describeOne(
      {},
      {
        ...nodeOutputFiles,
        list: async (path) => (path.endsWith('closed') ? { kind: 'unreadable', reason } : nodeOutputFiles.list(path)),
      },
    );
    deepEqual(pathsOf(report), ['a.txt']);
    match(
      report.notes.join(),
      /^closed cannot be looked into here: it belongs to .* run the container as another user/,
    );
  });

  it('takes the name of output and handler for a label that comes to nothing', async () => {
    equal((await describeOne({ label: ' ' })).label, 'report:report-handler');
  });

  it('lists a bounded number of files and counts the others', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `${index}`);
    const { result } = await describeOne(
      {},
      {
        entry: (path) => Promise.resolve(path.endsWith('out') ? { kind: 'directory' } : { kind: 'file', size: 2 }),
        list: () => Promise.resolve({ kind: 'names', names }),
      },
    );
    deepEqual(result.kind === 'upload' && [result.files.length, result.more, result.bytes], [1000, 200, 2400]);
  });
});

describe('the path of an output', () => {
  it('is joined to its mount as Commons IO joins paths', () => {
    const joined = (path: string) => {
      const place = uploadPath('/build/1/', path);
      return place.kind === 'none' ? 'none' : `${place.kind} ${place.path}`;
    };
    deepEqual(['', 'a//b/./c', 'a/../b/', 'a\\b', '..', '../1/x', '/etc', '~/x', '../../../x'].map(joined), [
      'within /build/1/',
      'within /build/1/a/b/c',
      'within /build/1/b',
      'within /build/1/a/b',
      'elsewhere /build',
      'within /build/1/x',
      'elsewhere /etc',
      'elsewhere ~/x',
      'none',
    ]);
  });
});
