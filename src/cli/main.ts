#!/usr/bin/env node
import { version } from '../../package.json';
import type { ProgramOutput, ExitCode } from './io';
import { printable } from './printable';
import { LABEL_USAGE, LAUNCH_USAGE, RESOLVE_USAGE, TEST_USAGE, VALIDATE_USAGE } from './usage';
import { whyUnwritable } from './unwritable';
import { validate } from './validate';

type Subcommand = (args: readonly string[], output: ProgramOutput) => Promise<ExitCode>;

/** What `validate` does not need is loaded when it is asked for: it is to start at once. */
const resolve: Subcommand = async (args, to) => (await import('./resolve')).resolve(args, to);
const label: Subcommand = async (args, to) => (await import('./label')).label(args, to);

const launch: Subcommand = async (args, to) => (await import('./launch')).launch(args, to);
const test: Subcommand = async (args, to) => (await import('./launch')).test(args, to);

/** In the order in which help shows them. */
const SUBCOMMANDS: ReadonlyMap<string, { readonly run: Subcommand; readonly usage: string }> = new Map([
  ['validate', { run: validate, usage: VALIDATE_USAGE }],
  ['resolve', { run: resolve, usage: RESOLVE_USAGE }],
  ['launch', { run: launch, usage: LAUNCH_USAGE }],
  ['test', { run: test, usage: TEST_USAGE }],
  ['label', { run: label, usage: LABEL_USAGE }],
]);

let whenReaderGone: () => void = () => {
  process.exit();
};
let isOutputLost = false;

const output: ProgramOutput = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  onReaderGone: (stop) => {
    whenReaderGone = stop;
  },
  // A fault shows only once what was written before has had its turn.
  isLost: () => new Promise((resolve) => process.stdout.write('', () => setImmediate(() => resolve(isOutputLost)))),
};

async function main([name = '', ...args]: readonly string[]): Promise<ExitCode> {
  const usage = `${[...SUBCOMMANDS.values()].map((each) => each.usage).join('\n\n')}\n`;
  if (name === 'help' || [name, ...args].some((each) => each === '--help' || each === '-h')) {
    const asked = SUBCOMMANDS.get(name === 'help' ? (args[0] ?? '') : name);
    output.out(asked === undefined ? usage : `${asked.usage}\n`);
    return 0;
  }
  if (name === '--version') {
    output.out(`${version}\n`);
    return 0;
  }
  const subcommand = SUBCOMMANDS.get(name);
  if (subcommand !== undefined) return subcommand.run(args, output);
  // What is wrong comes last: the usage fills a screen.
  output.error(name === '' ? usage : `${usage}\nThere is no command “${printable(name)}”.\n`);
  return 2;
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads the output, such as `head`, may have enough of it: that is no fault.
    if (error.code !== 'EPIPE' && !isOutputLost) {
      isOutputLost = true;
      process.exitCode = 2;
      output.error(`The output cannot be written: ${whyUnwritable(error)}.\n`);
    }
    whenReaderGone();
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = isOutputLost ? 2 : code;
  },
  (error: unknown) => {
    output.error(
      `xnat-command failed by a fault of its own: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
