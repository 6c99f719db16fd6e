/*
 * The leak check: how fast files are searched for the values of secrets in all their forms, beside `grep -F` for one of the
 * values as it is; in a gzip file, beside unpacking it alone. Numbers above 1 are slower than the peer. Goal: 200 MB/s.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createLeakCheck } from '../../src/launch/leaks/leak-check';
import { SecretValue } from '../../src/secrets/secret-value';

const ROUNDS = 5;
const LINE = '2026-11-21T01:23:45.678Z INFO processing /data/in/SCANS/3/DICOM/1.2.840.113619.dcm of 176, done\n';
const TEXT = Buffer.from(LINE.repeat(2_000_000));

const SECRETS: Readonly<Record<string, readonly string[]>> = {
  'one secret of 40 bytes': [randomBytes(30).toString('base64')],
  'five secrets of 40 bytes': Array.from({ length: 5 }, () => randomBytes(30).toString('base64')),
  'one of 8 bytes': [randomBytes(6).toString('base64')],
};

async function timed(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN;

/** @param peer a program, its arguments, and what it does in a few words */
async function compare(
  folder: string,
  name: string,
  values: readonly string[],
  [program, args, peerName]: readonly [string, readonly string[], string],
): Promise<void> {
  const secrets = values.map((value, index) => ({ name: `SECRET_${index}`, value: new SecretValue(value) }));
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const check = createLeakCheck(secrets);
    const time = await timed(() => check.folder(folder, '', () => undefined, new AbortController().signal));
    if (check.report().bytes !== TEXT.length) throw new Error('Not all was searched.');
    const other = await timed(() => spawnSync(program, args, { stdio: 'ignore' }));
    if (round === 0) continue;
    ours.push(time);
    peer.push(other);
  }
  const show = (time: number) => `${(TEXT.length / 1000 / time).toFixed(0).padStart(6)} MB/s`;
  const [own, others] = [median(ours), median(peer)];
  console.log(
    `  ${name.padEnd(34)}${show(own)}   ${peerName.padEnd(22)}${show(others)}   ${(own / others).toFixed(2)}`,
  );
}

async function benchAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-leaks-'));
  try {
    writeFileSync(join(folder, 'log.txt'), TEXT);
    for (const [name, values] of Object.entries(SECRETS)) {
      const args = ['-r', '-F', '-l', values[0] ?? '', folder];
      await compare(folder, name, values, ['grep', args, 'grep -F, one value']);
    }
    rmSync(join(folder, 'log.txt'));
    writeFileSync(join(folder, 'log.txt.gz'), gzipSync(TEXT, { level: 1 }));
    const args = ['-dc', join(folder, 'log.txt.gz')];
    const values = SECRETS['one secret of 40 bytes'] ?? [];
    await compare(folder, 'one secret, in a gzip file', values, ['gzip', args, 'gzip -dc, no search']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void benchAll();
