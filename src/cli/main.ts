#!/usr/bin/env node
import type { CliOutput, ExitCode } from './io';
import { resolve, RESOLVE_USAGE } from './resolve';
import { validate, VALIDATE_USAGE } from './validate';

type Subcommand = (args: readonly string[], output: CliOutput) => Promise<ExitCode>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = { validate, resolve };
const USAGES = [VALIDATE_USAGE, RESOLVE_USAGE];

const output: CliOutput = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};

async function main([name = '', ...args]: readonly string[]): Promise<ExitCode> {
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (subcommand !== undefined) return subcommand(args, output);
  output.error(`${USAGES.join('\n\n')}\n`);
  return 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
