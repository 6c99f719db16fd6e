import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** Where one run keeps what it leaves: its log and the folders it mounted. Values of secrets are in neither. */
export interface RunFolder {
  /** Names the run; also on its container. */
  readonly run: string;
  readonly path: string;
  /** Holds the folders that the launch makes, outputs among them. */
  readonly buildPath: string;
  readonly logFile: string;
}

/** Makes the folder of a new run below the extension's own storage. */
export async function createRunFolder(storage: string): Promise<RunFolder> {
  const run = randomUUID();
  const path = join(storage, 'runs', run);
  const buildPath = join(path, 'build');
  await mkdir(buildPath, { recursive: true });
  return { run, path, buildPath, logFile: join(path, 'log.txt') };
}

/** Writes a log to disk as it comes. */
export interface LogFile {
  /** What it returns is awaited before the next piece is taken, so that a slow disk slows the source and not the memory. */
  write(bytes: Uint8Array): void | Promise<void>;
  close(): Promise<void>;
}

export function openLogFile(path: string): LogFile {
  const stream = createWriteStream(path);
  let fault: Error | undefined;
  stream.on('error', (error) => (fault = error));
  return {
    write(bytes) {
      if (fault !== undefined) throw fault;
      if (stream.write(bytes)) return;
      return new Promise((resolve, reject) => {
        stream.once('drain', resolve).once('error', reject);
      });
    },
    async close() {
      stream.end();
      await finished(stream);
    },
  };
}
