import { open } from 'node:fs/promises';

/** The most that is read from what has no size, such as a device or a pipe: it may have no end. No Command is nearly as long. */
const MOST_MEGABYTES = 64;

/** Reads a file to its end, or what a pipe or a device gives, which is waited for. */
export async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const isSized = (await file.stat()).isFile();
    return isSized ? await file.readFile() : await readBounded(file.createReadStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

/** Reads what standard input holds. It can be read once. */
export const readStandardInput = (): Promise<Uint8Array> => readBounded(process.stdin);

async function readBounded(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let left = MOST_MEGABYTES * 2 ** 20;
  for await (const chunk of stream) {
    left -= chunk.length;
    if (left < 0) throw new Error(`it gave ${MOST_MEGABYTES} MB without coming to an end, and is read no further`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
