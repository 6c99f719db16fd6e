import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stageMounts } from '../../../src/launch/staging';
import type { MountSource, ResolvedMount } from '../../../src/resolution/resolved-launch';
import { plainText } from '../../support/resolved-containers';

const quiet = new AbortController().signal;

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

  it('stops when it is told to', async () => {
    const outcome = await stageMounts([copyOf(data, join(folder, 'copy'), 'directory')], AbortSignal.abort());
    assert.equal(!outcome.ok && outcome.reason, 'cancelled');
  });
});
