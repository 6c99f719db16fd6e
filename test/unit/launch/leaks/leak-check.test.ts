import { deepEqual, ok, rejects } from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { createLeakCheck } from '../../../../src/launch/leaks/leak-check';
import type { Leak, LeakPlace, LeakReport } from '../../../../src/launch/leaks/leak-report';
import { SecretValue } from '../../../../src/secrets/secret-value';
import { asNobody } from '../../../support/as-nobody';
import { zipOf } from '../../../support/zip-archives';

const VALUE = 'correct-horse/battery&staple';
const signal = new AbortController().signal;

async function tarOf(entries: Readonly<Record<string, string | Buffer>>) {
  const archive = pack();
  for (const [name, content] of Object.entries(entries)) archive.entry({ name }, content);
  archive.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of archive) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A place as a person would name it. */
function placeOf(place: LeakPlace): string {
  switch (place.kind) {
    case 'log':
      return `log of ${place.step}, ${place.stream}`;
    case 'image':
      return `${place.part} of ${place.image}`;
    case 'file':
    case 'name':
      return `${place.kind} ${[place.path, ...place.inside].join(' › ')}`;
  }
}

const lineOf = ({ place, secret, encoding, offset, count }: Leak) =>
  `${placeOf(place)}: ${secret} ${encoding} at ${offset} (${count})`;
const linesOf = (report: LeakReport) => report.leaks.map(lineOf).sort();

describe('the leak check', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'leaks-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (files: Readonly<Record<string, string | Buffer>>) =>
    Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));

  async function check(values: Readonly<Record<string, string>> = { TOKEN: VALUE }, at = folder): Promise<LeakReport> {
    const leaks = createLeakCheck(
      Object.entries(values).map(([name, value]) => ({ name, value: new SecretValue(value) })),
    );
    await leaks.folder(at, '', () => undefined, signal);
    const report = leaks.report();
    for (const value of Object.values(values)) ok(value === '' || !JSON.stringify(report).includes(value));
    return report;
  }

  it('names each file, the offset, the form and how often, and never the value', async () => {
    await mkdir(join(folder, 'deep/.hidden'), { recursive: true });
    await write({
      'a.txt': `x=${VALUE} y=${VALUE}`,
      'deep/.hidden/b.json': JSON.stringify({ auth: Buffer.from(`user:${VALUE}`).toString('base64') }),
      'clean.txt': 'nothing of note',
    });
    deepEqual(linesOf(await check()), [
      'file a.txt: TOKEN plain at 2 (2)',
      'file deep/.hidden/b.json: TOKEN base64 at 16 (1)',
    ]);
  });

  it('looks at names of files, folders and targets of links, and masks them in what it tells', async () => {
    const value = 'correct-horse-battery';
    await mkdir(join(folder, `run-${value}`));
    await write({ [`run-${value}/clean.txt`]: '' });
    await symlink(`/elsewhere/${value}`, join(folder, 'link'));
    deepEqual(linesOf(await check({ TOKEN: value })), [
      'name link: TOKEN plain at 11 (1)',
      'name run-•••: TOKEN plain at 4 (1)',
    ]);
  });

  it('looks into archives: gzip, tar, tar.gz, zip, and those within each other', async () => {
    const tar = await tarOf({ 'etc/conf': `password ${VALUE}`, 'correct/name': 'clean' });
    await write({
      'scan.nii.gz': gzipSync(`header ${VALUE}`),
      'plain.tar': tar,
      'both.tar.gz': gzipSync(tar),
      'files.zip': zipOf({ 'in/x.txt': `--${VALUE}`, 'y.txt': 'clean' }, 'deflated'),
      'stored.zip': zipOf({ 'x.txt': `-${VALUE}` }, 'stored'),
      'deep.tar': await tarOf({ 'a.zip': zipOf({ 'b.gz': gzipSync(VALUE) }, 'deflated') }),
    });
    deepEqual(linesOf(await check()), [
      'file both.tar.gz › etc/conf: TOKEN plain at 9 (1)',
      'file deep.tar › a.zip › b.gz › b: TOKEN plain at 0 (1)',
      'file files.zip › in/x.txt: TOKEN plain at 2 (1)',
      'file plain.tar › etc/conf: TOKEN plain at 9 (1)',
      'file scan.nii.gz › scan.nii: TOKEN plain at 7 (1)',
      'file stored.zip › x.txt: TOKEN plain at 1 (1)',
    ]);
  });

  it('looks at the names in archives', async () => {
    const value = 'correct-horse-battery';
    await write({
      'a.tar': await tarOf({ [`x/${value}`]: '' }),
      'b.zip': zipOf({ [`y/${value}`]: '' }, 'stored'),
    });
    deepEqual(linesOf(await check({ TOKEN: value })), [
      'name a.tar › x/•••: TOKEN plain at 2 (1)',
      'name b.zip › y/•••: TOKEN plain at 2 (1)',
    ]);
  });

  it('says what it could not look into, and searches a damaged archive as it is', async () => {
    const whole = gzipSync(Buffer.alloc(100_000, 'abc'));
    await write({
      'cut.gz': whole.subarray(0, whole.length - 20),
      'odd.zip': Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from(` broken ${VALUE}`)]),
      'other.bz2': Buffer.from(`BZh9 ${VALUE}`),
    });
    const report = await check();
    deepEqual(linesOf(report), ['file odd.zip: TOKEN plain at 12 (1)', 'file other.bz2: TOKEN plain at 5 (1)']);
    deepEqual(report.gaps.map(({ path, reason }) => `${path}: ${reason}`).sort(), [
      'cut.gz: as a gzip archive it is damaged: unexpected end of file',
      'odd.zip: as a zip archive it is damaged: End of central directory record signature not found. Either not a zip file, or file is truncated.',
      'other.bz2: what is compressed with bzip2 is not looked into',
    ]);
  });

  it('explains files it may not read', async () => {
    await write({ 'closed.txt': VALUE });
    await chmod(join(folder, 'closed.txt'), 0);
    const { gaps } = await asNobody(folder, () => check({ TOKEN: VALUE }, '.'));
    deepEqual(
      gaps.map(({ path }) => path),
      ['closed.txt'],
    );
  });

  it('names the secrets that are too short to be looked for', async () => {
    await write({ 'a.txt': 'abc abcde' });
    const report = await check({ SHORT: 'abc', BRIEF: 'abcde', EMPTY: '', LONG: VALUE });
    deepEqual(report.short, [
      { secret: 'SHORT', reach: 'not at all' },
      { secret: 'BRIEF', reach: 'as it is' },
    ]);
    deepEqual(linesOf(report), ['file a.txt: BRIEF plain at 4 (1)']);
  });

  it('finds a key of several lines, whatever its line ends and indentation, and single lines of it', async () => {
    const key = ['-----BEGIN KEY-----', 'QUJDREVGR0hJSktMTU5P', 'UFFSU1RVVldYWVoxMjM0', '-----END KEY-----', ''];
    await write({
      'a.yaml': `key: |\n    ${key.join('\r\n    ')}\n`,
      'b.log': `INFO ${key[2] ?? ''}`,
      'c.pem': '-----BEGIN KEY-----\nZm9yZWlnbiBrZXkgZm9yIHVz\n-----END KEY-----\n',
    });
    deepEqual(linesOf(await check({ KEY: key.join('\n') })), [
      'file a.yaml: KEY line at 36 (2)',
      'file a.yaml: KEY plain at 11 (1)',
      'file b.log: KEY line at 5 (1)',
    ]);
  });

  it('searches the log of each step, whatever pieces it comes in, and what an image says of itself', () => {
    const leaks = createLeakCheck([{ name: 'TOKEN', value: new SecretValue(VALUE) }]);
    const log = leaks.log('main');
    void log.sink('stdout', Buffer.from(`say ${VALUE.slice(0, 9)}`));
    void log.sink('stderr', Buffer.from(encodeURIComponent(VALUE)));
    void log.sink('stdout', Buffer.from(VALUE.slice(9)));
    log.end();
    leaks.imageText('lab/tool:1', 'the environment variable KEY', `KEY=${VALUE}`);
    deepEqual(linesOf(leaks.report()), [
      'log of main, stderr: TOKEN URL at 0 (1)',
      'log of main, stdout: TOKEN plain at 4 (1)',
      'the environment variable KEY of lab/tool:1: TOKEN plain at 4 (1)',
    ]);
  });

  it('lists a bounded number of places and counts the others', async () => {
    await write(Object.fromEntries(Array.from({ length: 520 }, (_, index) => [`${index}.txt`, VALUE])));
    const { leaks, more } = await check();
    deepEqual([leaks.length, more], [500, 20]);
  });

  it('stops when it is cancelled', async () => {
    await write({ 'a.txt': VALUE });
    const leaks = createLeakCheck([{ name: 'TOKEN', value: new SecretValue(VALUE) }]);
    const cancelled = AbortSignal.abort(new Error('enough'));
    await rejects(
      leaks.folder(folder, '', () => undefined, cancelled),
      /enough/,
    );
  });
});
