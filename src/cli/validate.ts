import type { CommandMode } from '../command/document/command-document';
import { checkAll } from './check-in-threads';
import type { CheckedFile } from './checked-command';
import { findFiles, withStreamsRead } from './found-files';
import type { CliOutput, ExitCode } from './io';
import { parseOptions } from './parse-options';
import { printable } from './printable';
import { githubReport, jsonReport, sarifReport } from './report-formats';
import { textReport, type TextStyle } from './report-text';
import { VALIDATE_USAGE } from './usage';
import { UsageError } from './usage-error';

const REPORTS = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
} as const satisfies Record<string, (commands: readonly CheckedFile[], style: TextStyle) => string>;

const OPTIONS = { format: { type: 'string' }, as: { type: 'string' }, image: { type: 'string' } } as const;

const MODES = ['create', 'update', 'label'] as const satisfies readonly CommandMode[];

/** `xnat-command validate`: 0 when there is no error, 1 when there is one, 2 for wrong use or what cannot be read. */
export async function validate(args: readonly string[], output: CliOutput): Promise<ExitCode> {
  try {
    const { report, mode, image, paths } = readArguments(args);
    const notFound: string[] = [];
    const files = findFiles(paths, (sentence) => notFound.push(sentence));
    const read = await withStreamsRead(files, (sentence) => notFound.push(sentence));
    const { commands, unreadable, complaints } = await checkAll(read, { mode, image });
    for (const sentence of [...complaints, ...notFound, ...unreadable]) output.error(`${printable(sentence)}\n`);
    output.out(report(commands, process.stdout.isTTY && !process.env.NO_COLOR ? 'coloured' : 'plain'));
    if (notFound.length + unreadable.length > 0) return 2;
    if (commands.length === 0) output.error(`There is no Command in ${printable(paths.join(', '))}.\n`);
    return commands.some(({ problems }) => problems.some(({ severity }) => severity === 'error')) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.error(`${printable(error.message)}\n`);
    return 2;
  }
}

interface ValidateArguments {
  readonly report: (typeof REPORTS)[keyof typeof REPORTS];
  readonly mode: CommandMode;
  readonly image: string | undefined;
  readonly paths: readonly string[];
}

function readArguments(args: readonly string[]): ValidateArguments {
  const { values, positionals } = parseOptions(args, OPTIONS, VALIDATE_USAGE);
  if (positionals.length === 0) throw new UsageError(`Which Command?\n\n${VALIDATE_USAGE}`);
  const format = values.format ?? 'text';
  if (!isFormat(format)) throw new UsageError(`There is no format ${format}. Use ${Object.keys(REPORTS).join(', ')}.`);
  const mode = MODES.find((known) => known === (values.as ?? 'create'));
  if (mode === undefined) throw new UsageError(`--as takes ${MODES.join(', ')}.`);
  return { report: REPORTS[format], mode, image: values.image, paths: positionals };
}

const isFormat = (format: string): format is keyof typeof REPORTS => Object.hasOwn(REPORTS, format);
