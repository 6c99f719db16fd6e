import type { ProgramOutput, SignalExitCode } from './io';

/** A person, or the system, wants this to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** What to exit with; undefined while nobody wants an end. */
  exitCode(): SignalExitCode | undefined;
  /** Leaves signals to Node again. */
  dispose(): void;
}

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** What a shell says of a program whose output nobody reads any more. */
const SIGPIPE = 141;

/** Waits for Ctrl-C and the like. A second one changes nothing: ending takes a few seconds, and leaves no container. */
export function listenForInterruption(output: ProgramOutput): Interruption {
  const stopping = new AbortController();
  let code: SignalExitCode | undefined;
  const interrupt = (by: SignalExitCode, firstWords: string) => {
    if (by !== SIGPIPE)
      output.error(code === undefined ? firstWords : 'Still stopping, to leave no container behind.\n');
    code ??= by;
    stopping.abort();
  };
  const listeners = Object.entries(SIGNALS).map(([name, by]) => {
    const listener = () => interrupt(by, 'Stopping. This takes a few seconds.\n');
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  output.onReaderGone(() => interrupt(SIGPIPE, ''));
  return {
    signal: stopping.signal,
    exitCode: () => code,
    dispose: () => listeners.forEach((remove) => remove()),
  };
}
