/** Where a subcommand writes. */
export interface CliOutput {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** `0`: all is well. `1`: something is wrong with what was looked at. `2`: wrong use, or something cannot be read. */
export type ExitCode = 0 | 1 | 2;
