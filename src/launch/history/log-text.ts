import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { LogStream } from '../engine';
import { logFileOf, orderFileOf, readOrder, type LogStretch } from './run-logs';

/** So much of a log is shown, in bytes; of a longer one the beginning. */
const SHOWN = 20 * 1024 * 1024;

/** Stands before each line that was written to stderr. */
const STDERR = 'stderr │ ';

/**
 * The log of a run as one text to be read and searched: in the order in which it was written, step by step, lines of stderr
 * marked, without the codes that colour a terminal.
 *
 * @param logs the run's folder of logs
 * @param titleOf the title of a step
 */
export async function logText(logs: string, titleOf: (step: string) => string): Promise<string> {
  const written = readOrder(await readFile(orderFileOf(logs), 'utf8').catch(() => ''));
  const order = [...written, ...(await restOf(logs, written))];
  const files = new Map<string, Awaited<ReturnType<typeof readPieces>>>();
  const lines: string[] = [];
  const begun = new Map<string, string>();
  let [step, shown, isCut] = ['', 0, false];
  const endLines = () => {
    for (const [key, rest] of begun) if (rest !== '') lines.push(markOf(key) + rest);
    begun.clear();
  };
  try {
    for (const stretch of order) {
      if (shown >= SHOWN) {
        isCut = true;
        break;
      }
      if (stretch.step !== step) {
        endLines();
        if (lines.length > 0) lines.push('');
        lines.push(`── ${titleOf(stretch.step)} ──`);
        step = stretch.step;
      }
      const key = `${stretch.step} ${stretch.stream}`;
      const file = files.get(key) ?? (await readPieces(logFileOf(logs, stretch.step, stretch.stream)));
      files.set(key, file);
      const text = await file.read(Math.min(stretch.bytes, SHOWN));
      shown += stretch.bytes;
      const parts = ((begun.get(key) ?? '') + text).split('\n');
      begun.set(key, parts.pop() ?? '');
      for (const part of parts) lines.push(markOf(key) + part.replace(/\r$/, ''));
    }
    endLines();
  } finally {
    for (const file of files.values()) await file.close();
  }
  if (isCut) lines.push('', `… The log is longer than ${SHOWN / 1024 / 1024} MB. All of it is in ${logs}.`);
  return stripVTControlCharacters(lines.join('\n'));
}

/** What the order does not tell of yet, because the log is still being written or its end was lost. */
async function restOf(logs: string, written: readonly LogStretch[]): Promise<readonly LogStretch[]> {
  const names = await readdir(logs).catch(() => []);
  const stretches = names.sort().map(async (name): Promise<LogStretch | undefined> => {
    const [, step, stream] = /^(.+)\.(stdout|stderr)\.log$/.exec(name) ?? [];
    if (step === undefined || (stream !== 'stdout' && stream !== 'stderr')) return undefined;
    const told = written.filter((each) => each.step === step && each.stream === stream);
    const { size } = await stat(join(logs, name));
    return { step, stream, bytes: size - told.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
  const rest = (await Promise.all(stretches)).filter((each) => each !== undefined);
  return rest.filter(({ bytes }) => bytes > 0);
}

const markOf = (key: string) => (key.endsWith(' stderr' satisfies ` ${LogStream}`) ? STDERR : '');

/** Reads a file piece by piece; characters that are cut in two come with the piece that ends them. */
async function readPieces(path: string) {
  const handle = await open(path).catch(() => undefined);
  const decoder = new TextDecoder();
  return {
    async read(length: number): Promise<string> {
      if (handle === undefined) return '';
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length);
      return decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
    },
    close: async () => handle?.close(),
  };
}
