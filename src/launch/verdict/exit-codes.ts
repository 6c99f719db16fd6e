import type { ContainerExit } from '../engine';
import { describeBytes, describeDuration } from './quantities';

/** What shells and Docker mean by an exit code. */
const MEANINGS: ReadonlyMap<number, string> = new Map([
  [1, 'a general error'],
  [2, 'wrong usage, of the shell or of the program'],
  [125, 'Docker itself failed'],
  [126, 'the program was found, but cannot be run: check its permissions and its first line'],
  [127, 'the program was not found: check its name and the PATH of the image'],
]);

const SIGNALS: ReadonlyMap<number, string> = new Map([
  [1, 'its terminal was closed (SIGHUP)'],
  [2, 'it was interrupted (SIGINT)'],
  [3, 'it was made to quit (SIGQUIT)'],
  [4, 'it ran an instruction that this processor does not have (SIGILL)'],
  [6, 'it gave up on itself (SIGABRT)'],
  [7, 'it touched memory that is not there (SIGBUS)'],
  [8, 'it divided by zero or the like (SIGFPE)'],
  [9, 'it was killed (SIGKILL): for want of memory, by someone, or by an engine that was shut down'],
  [11, 'it touched memory that is not its own (SIGSEGV)'],
  [13, 'it wrote to something that nobody reads any more (SIGPIPE)'],
  [15, 'it was asked to end (SIGTERM), as by an engine that is shut down'],
]);

/** Shells add this to the number of the signal that ended a program. */
const SIGNAL_BASE = 128;

/** What an exit code means, as part of a sentence; undefined for 0 and for those that only the program knows. */
export function exitCodeMeaning({ exitCode, outOfMemory }: ContainerExit): string | undefined {
  if (outOfMemory) return 'it ran out of memory';
  const signal = exitCode - SIGNAL_BASE;
  if (signal > 0 && signal < 65) return SIGNALS.get(signal) ?? `it was ended by signal ${signal}`;
  return MEANINGS.get(exitCode);
}

/**
 * How a container ended, in a sentence.
 *
 * @param peakMemory in bytes; undefined where it is not known
 */
export function describeExit(exit: ContainerExit, title: string, peakMemory?: number): string {
  const meaning = exitCodeMeaning(exit);
  const reason = meaning === undefined ? '' : ` (${meaning})`;
  const duration = exit.durationMs === undefined ? '' : ` after ${describeDuration(exit.durationMs)}`;
  const memory = peakMemory === undefined ? '' : `, with up to ${describeBytes(peakMemory)} of memory`;
  return `${title} ended with exit code ${exit.exitCode}${reason}${duration}${memory}.`;
}
