/** Where a subcommand writes. */
export interface CliOutput {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Of the program itself. */
export interface ProgramOutput extends CliOutput {
  /** Has this done when whoever reads the output, such as `head`, has enough of it; otherwise the program just ends. */
  readonly onReaderGone: (stop: () => void) => void;
  /** Whether something of what was written to standard output so far could not be, such as on a disk that is full. */
  readonly isLost: () => Promise<boolean>;
}

/** `0`: all is well. `1`: something is wrong with what was looked at. `2`: wrong use, or something cannot be read. */
export type ExitCode = 0 | 1 | 2 | SignalExitCode;

/** As shells have it, 128 and the number of the signal that ended it: SIGHUP, SIGINT, SIGPIPE, SIGTERM. */
export type SignalExitCode = 129 | 130 | 141 | 143;
