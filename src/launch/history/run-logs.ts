import { join } from 'node:path';
import type { LogStream } from '../engine';
import { openLogFile, type LogFile } from '../log-file';

/** What a run keeps of the logs of its steps, masked. */
export interface RunLogs {
  /**
   * What it returns is awaited before the next piece is taken.
   *
   * @throws the file system's error, also as a rejection, from the first that occurs on
   */
  write(step: string, stream: LogStream, bytes: Uint8Array): void | Promise<void>;
  /**
   * Ends all files. Never rejects.
   *
   * @returns a sentence that says why the log is not complete, when it is not
   */
  close(): Promise<string | undefined>;
}

/** A stretch of a run's log: so many bytes of one stream of one step. */
export interface LogStretch {
  readonly step: string;
  readonly stream: LogStream;
  readonly bytes: number;
}

/** The file of what a step wrote to a stream, in a run's folder of logs. */
export const logFileOf = (logs: string, step: string, stream: LogStream) => join(logs, `${step}.${stream}.log`);

/** The file that says in which order the streams were written: a line `<step> <stream> <bytes>` for each stretch. */
export const orderFileOf = (logs: string) => join(logs, 'order.txt');

/** @param logs a folder that is there */
export function openRunLogs(logs: string): RunLogs {
  const files = new Map<string, LogFile>();
  const order = openLogFile(orderFileOf(logs));
  let stretch: LogStretch | undefined;

  const fileOf = (path: string) => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const opened = openLogFile(path);
    files.set(path, opened);
    return opened;
  };
  const endStretch = () => {
    if (stretch !== undefined) return order.write(Buffer.from(`${stretch.step} ${stretch.stream} ${stretch.bytes}\n`));
  };

  return {
    write(step, stream, bytes) {
      let ordered: void | Promise<void> = undefined;
      if (stretch?.step === step && stretch.stream === stream) {
        stretch = { ...stretch, bytes: stretch.bytes + bytes.length };
      } else {
        ordered = endStretch();
        stretch = { step, stream, bytes: bytes.length };
      }
      const kept = fileOf(logFileOf(logs, step, stream)).write(bytes);
      if (ordered === undefined || kept === undefined) return ordered ?? kept;
      return Promise.all([ordered, kept]).then(() => undefined);
    },
    async close() {
      const late = await Promise.resolve(endStretch()).catch(() => undefined);
      const faults = await Promise.all([...files.values(), order].map((file) => file.close()));
      return late ?? faults.find((fault) => fault !== undefined);
    },
  };
}

/** Reads the order of a run's log; what cannot be read is left out. */
export function readOrder(text: string): readonly LogStretch[] {
  return text.split('\n').flatMap((line) => {
    const [, step, stream, bytes] = /^(\S+) (stdout|stderr) (\d+)$/.exec(line) ?? [];
    return step === undefined
      ? []
      : [{ step, stream: stream === 'stderr' ? 'stderr' : 'stdout', bytes: Number(bytes) }];
  });
}
