import { describeFileFault } from './file-fault';
import type { LogSink, LogStream } from './engine';
import { createRedactor, type Mask } from './redaction';

/** Masks both streams of a log on their way to whoever shows or keeps it. */
export interface MaskedLog {
  readonly sink: LogSink;
  /** Hands over what was kept back because it could have been the beginning of a secret. */
  end(): Promise<void>;
  /** Why the log could not be handed over, if so. From then on it is read and dropped, so that the container goes on. */
  fault(): string | undefined;
}

export function maskedLog(mask: Mask, target: LogSink): MaskedLog {
  const redactors = { stdout: createRedactor(mask), stderr: createRedactor(mask) };
  let fault: string | undefined;

  const fail = (error: unknown) => {
    fault = `The log could not be kept: ${describeFileFault(error)}`;
  };

  /** Returns a promise only when the target does: most of a log passes without one. */
  function handOver(stream: LogStream, pieces: readonly Uint8Array[]): void | Promise<void> {
    if (fault !== undefined) return;
    try {
      const slow = pieces.map((piece) => target(stream, piece)).filter((result) => result !== undefined);
      if (slow.length > 0) return Promise.all(slow).then(() => undefined, fail);
    } catch (error) {
      fail(error);
    }
  }

  return {
    sink: (stream, bytes) => handOver(stream, redactors[stream].push(bytes)),
    async end() {
      await handOver('stdout', redactors.stdout.end());
      await handOver('stderr', redactors.stderr.end());
    },
    fault: () => fault,
  };
}
