import type { LogSink, LogStream } from '../launch/engine';
import type { Frame } from './frames';

/** What has come of a log so far: enough is known of it to go on where it ended. */
export interface ReceivedLog {
  /** How many bytes were handed over. */
  size(): number;
  /** Takes a log from its first byte, and hands over what has not come before. */
  fromStart(): LogSink;
  /** Takes the last entries of a log, and hands over those that have not come yet. */
  addLast(entries: readonly Frame[]): Promise<void>;
}

/** So much of the end of each stream is kept, in bytes: more than the last entries hold. */
const KEPT = 512 * 1024;

/** @param sink is handed each byte once */
export function createReceivedLog(sink: LogSink): ReceivedLog {
  const sizes = { stdout: 0, stderr: 0 };
  const ends = { stdout: createEnd(), stderr: createEnd() };
  const handOver: LogSink = (stream, bytes) => {
    sizes[stream] += bytes.length;
    ends[stream].add(bytes);
    return sink(stream, bytes);
  };
  return {
    size: () => sizes.stdout + sizes.stderr,
    fromStart() {
      const known = { ...sizes };
      return (stream, bytes) => {
        const passed = Math.min(known[stream], bytes.length);
        known[stream] -= passed;
        if (passed < bytes.length) return handOver(stream, bytes.subarray(passed));
      };
    },
    async addLast(entries) {
      for (const stream of ['stdout', 'stderr'] satisfies readonly LogStream[]) {
        const own = entries.filter((entry) => entry.stream === stream).map(({ bytes }) => bytes);
        const end = ends[stream].bytes();
        let known = own.length;
        while (known > 0 && !endsWith(end, Buffer.concat(own.slice(0, known)))) known--;
        for (const bytes of own.slice(known)) await handOver(stream, bytes);
      }
    },
  };
}

/** Keeps the last bytes of what is added, without copying them. */
function createEnd() {
  let pieces: Uint8Array[] = [];
  let size = 0;
  return {
    add(bytes: Uint8Array): void {
      pieces.push(bytes);
      size += bytes.length;
      if (size < 2 * KEPT) return;
      while (pieces[0] !== undefined && size - pieces[0].length >= KEPT) {
        size -= pieces[0].length;
        pieces = pieces.slice(1);
      }
    },
    bytes: () => Buffer.concat(pieces),
  };
}

const endsWith = (bytes: Buffer, end: Buffer) => bytes.subarray(Math.max(0, bytes.length - end.length)).equals(end);
