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

/**
 * In milliseconds: so soon a second signal is the first once more, since a terminal and `npm` may both hand on one Ctrl-C, or it
 * is impatience. Later it means that the end does not come.
 */
const REPEATED = 2_000;

/** What an interruption needs of the process it is in. */
export interface InterruptionTools {
  /** In milliseconds. */
  readonly now: () => number;
  /** Ends the process as the signal of that name does where nobody listens. */
  readonly endAtOnce: (signal: NodeJS.Signals) => void;
}

const OF_THIS_PROCESS: InterruptionTools = {
  now: () => performance.now(),
  // Not by process.exit, which waits for what other threads are at.
  endAtOnce: (signal) => process.kill(process.pid, signal),
};

/**
 * Waits for Ctrl-C and the like. Ending takes a few seconds, and leaves no container; as a last resort a second signal some
 * time after the first ends the process at once.
 */
export function listenForInterruption(output: ProgramOutput, tools = OF_THIS_PROCESS): Interruption {
  const stopping = new AbortController();
  let code: SignalExitCode | undefined;
  let askedAt: number | undefined;
  const stop = (by: SignalExitCode) => {
    code ??= by;
    stopping.abort();
  };
  const interrupt = (name: keyof typeof SIGNALS) => {
    if (askedAt === undefined) {
      askedAt = tools.now();
      output.error('Stopping. This takes a few seconds. If it takes longer, interrupt once more to end at once.\n');
    } else if (tools.now() - askedAt < REPEATED) {
      output.error('Still stopping, to leave no container behind.\n');
    } else {
      output.error('Ended at once. What the launch has made may still be on the engine and in the folders it used.\n');
      dispose();
      tools.endAtOnce(name);
    }
    stop(SIGNALS[name]);
  };
  const listeners = (['SIGHUP', 'SIGINT', 'SIGTERM'] as const).map((name) => {
    const listener = () => interrupt(name);
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  const dispose = () => listeners.forEach((remove) => remove());
  output.onReaderGone(() => stop(SIGPIPE));
  return { signal: stopping.signal, exitCode: () => code, dispose };
}
