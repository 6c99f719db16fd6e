import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArchiveLink } from '../../../src/launch/data/folder-reader';
import { layOutAndStage, stageMounts } from '../../../src/launch/staging';
import type { MountSource, ResolvedMount } from '../../../src/resolution/resolved-launch';
import { plainText } from '../../support/resolved-containers';

const quiet = new AbortController().signal;

const layOut = (links: readonly ArchiveLink[], signal: AbortSignal) =>
  layOutAndStage({ links, mounts: [], files: [] }, signal);

describe('the staging of mounts', () => {
  let folder: string;
  let data: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
    data = join(folder, 'data');
    mkdirSync(join(data, 'SCANS/1'), { recursive: true });
    writeFileSync(join(data, 'SCANS/1/a.dcm'), 'pixels');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const mountOf = (xnatPath: string, source: MountSource): ResolvedMount => ({
    name: 'in',
    pointer: '/mounts/0',
    containerPath: plainText('/input'),
    mode: 'rw',
    xnatPath,
    enginePath: xnatPath,
    source,
  });

  const copyOf = (from: string, to: string, entry: 'directory' | 'file') =>
    mountOf(to, { kind: 'copy', input: 'session', entry, from, to, files: undefined });

  it('makes a new folder, and the folders above it', async () => {
    const path = join(folder, 'build/1234');
    assert.deepEqual(await stageMounts([mountOf(path, { kind: 'new' })], quiet), { ok: true });
    assert.ok(statSync(path).isDirectory());
  });

  it('copies a folder with all in it, and leaves the original alone when the copy changes', async () => {
    const to = join(folder, 'build/1234');
    assert.deepEqual(await stageMounts([copyOf(data, to, 'directory')], quiet), { ok: true });
    writeFileSync(join(to, 'SCANS/1/a.dcm'), 'changed');
    assert.equal(readFileSync(join(data, 'SCANS/1/a.dcm'), 'utf8'), 'pixels');
  });

  it('copies a single file', async () => {
    const to = join(folder, 'build/1234/a.dcm');
    assert.deepEqual(await stageMounts([copyOf(join(data, 'SCANS/1/a.dcm'), to, 'file')], quiet), { ok: true });
    assert.equal(readFileSync(to, 'utf8'), 'pixels');
  });

  it('uses files of the archive as they are', async () => {
    const mount = mountOf(data, { kind: 'archive', input: 'session', entry: 'directory', files: 1 });
    assert.deepEqual(await stageMounts([mount], quiet), { ok: true });
  });

  it('says what is missing, and makes nothing in its place', async () => {
    const path = join(folder, 'none');
    const missing = [
      mountOf(path, { kind: 'archive', input: 'session', entry: 'directory', files: undefined }),
      mountOf(data, { kind: 'archive', input: 'file', entry: 'file', files: undefined }),
      copyOf(path, join(folder, 'copy'), 'directory'),
    ];
    for (const mount of missing) {
      const outcome = await stageMounts([mount], quiet);
      assert.match(outcome.ok ? '' : outcome.message, /^The (folder|file) .+ for the mount “in” is not there\./);
    }
    assert.ok(!existsSync(path));
  });

  it('names the mount that cannot be made', async () => {
    const outcome = await stageMounts([mountOf(join(data, 'SCANS/1/a.dcm/below'), { kind: 'new' })], quiet);
    assert.match(outcome.ok ? '' : outcome.message, /^The mount “in” cannot be prepared: ENOTDIR/);
  });

  it('lays data out with hard links, where the same folder is given twice also', async () => {
    const twice = { from: join(data, 'SCANS/1'), at: join(folder, 'view/1/DICOM') };
    assert.deepEqual(await layOut([twice, { ...twice }], quiet), { ok: true });
    assert.equal(statSync(join(twice.at, 'a.dcm')).ino, statSync(join(data, 'SCANS/1/a.dcm')).ino);
  });

  it('lays out what a symbolic link leads to', async () => {
    symlinkSync('a.dcm', join(data, 'SCANS/1/b.dcm'));
    const at = join(folder, 'view/1');
    assert.deepEqual(await layOut([{ from: join(data, 'SCANS/1'), at }], quiet), { ok: true });
    assert.equal(readFileSync(join(at, 'b.dcm'), 'utf8'), 'pixels');
    assert.ok(statSync(join(at, 'b.dcm')).isFile());
  });

  it('names both files when two are to lie in one place, and leaves the originals alone', async () => {
    mkdirSync(join(data, 'SCANS/2'));
    writeFileSync(join(data, 'SCANS/2/a.dcm'), 'other pixels');
    const at = join(folder, 'view/1');
    const links = ['1', '2'].map((scan) => ({ from: join(data, 'SCANS', scan), at }));
    const outcome = await layOut(links, quiet);
    const message = outcome.ok ? '' : outcome.message;
    assert.ok(message.includes(join(data, 'SCANS/2/a.dcm')) && message.includes(join(at, 'a.dcm')), message);
    assert.equal(readFileSync(join(data, 'SCANS/1/a.dcm'), 'utf8'), 'pixels');
  });

  it('says which link leads round in a circle', async () => {
    symlinkSync('..', join(data, 'SCANS/1/up'));
    const outcome = await layOut([{ from: join(data, 'SCANS'), at: join(folder, 'view') }], quiet);
    assert.match(outcome.ok ? '' : outcome.message, /SCANS\/1\/up is a link to .+SCANS, in which it lies itself/);
  });

  it('stops laying out when it is told to', async () => {
    const outcome = await layOut([{ from: data, at: join(folder, 'view') }], AbortSignal.abort());
    assert.equal(!outcome.ok && outcome.reason, 'cancelled');
    assert.ok(!existsSync(join(folder, 'view')));
  });

  it('names the data that are not there', async () => {
    const outcome = await layOut([{ from: join(folder, 'none'), at: join(folder, 'view') }], quiet);
    assert.match(outcome.ok ? '' : outcome.message, /^The data cannot be laid out as in the archive: ENOENT.+none/);
  });

  it('stops when it is told to', async () => {
    const outcome = await stageMounts([copyOf(data, join(folder, 'copy'), 'directory')], AbortSignal.abort());
    assert.equal(!outcome.ok && outcome.reason, 'cancelled');
  });
});
