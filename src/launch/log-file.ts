import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { describeFileFault } from './file-fault';

/** Writes a log to disk as it comes. */
export interface LogFile {
  /**
   * What it returns is awaited before the next piece is taken, so that a slow disk slows the source and not the memory.
   *
   * @throws the file system's error, also as a rejection, from the first that occurs on
   */
  write(bytes: Uint8Array): void | Promise<void>;
  /**
   * Ends the file. Never rejects.
   *
   * @returns a sentence that says why the log is not complete, when it is not
   */
  close(): Promise<string | undefined>;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Opens a new file for a log. That it cannot be opened shows at the next piece, or when it is closed. */
export function openLogFile(path: string): LogFile {
  const stream = createWriteStream(path);
  let fault: Error | undefined;
  let waiters: readonly Waiter[] = [];

  const settle = (how: (waiter: Waiter) => void) => {
    const settled = waiters;
    waiters = [];
    settled.forEach(how);
  };
  const fail = (error: Error) => {
    fault ??= error;
    settle(({ reject }) => {
      reject(error);
    });
  };
  stream.on('error', fail);
  stream.on('drain', () => {
    settle(({ resolve }) => {
      resolve();
    });
  });

  return {
    write(bytes) {
      if (fault !== undefined) throw fault;
      if (stream.write(bytes)) return;
      return new Promise((resolve, reject) => {
        waiters = [...waiters, { resolve, reject }];
      });
    },
    async close() {
      stream.end();
      await finished(stream).catch(fail);
      return fault && `The log could not be kept: ${describeFileFault(fault)}`;
    },
  };
}
