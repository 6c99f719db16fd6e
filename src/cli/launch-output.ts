import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import type { ProgramOutput } from './io';
import { jsonVerdicts, junitVerdicts, textVerdicts } from './launch-report';
import type { LaunchVerdict } from './launch-verdict';
import type { TextStyle } from './report-text';
import { whyUnwritable } from './unwritable';
import { UsageError } from './usage-error';

/** How a verdict is printed. */
export const VERDICT_FORMATS = { text: textVerdicts, json: jsonVerdicts, junit: junitVerdicts } as const;

export type VerdictFormat = keyof typeof VERDICT_FORMATS;

/**
 * Before anything runs: a verdict that cannot be kept is found out too late otherwise.
 *
 * @throws UsageError
 */
export function checkWritable(file: string | undefined): void {
  if (file === undefined) return;
  const refuse = (reason: string) => {
    throw new UsageError(`${file} cannot be written: ${reason}.`);
  };
  const path = resolvePath(file);
  const folder = dirname(path);
  if (!existsSync(folder)) refuse(`there is no folder ${folder}`);
  if (!statSync(folder).isDirectory()) refuse(`${folder} is a file, not a folder`);
  if (existsSync(path) && statSync(path).isDirectory()) refuse('it is a folder');
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
  } catch {
    refuse('you may not write there');
  }
}

/**
 * Writes the verdicts where they are to go. Where they cannot be written they are text on standard error: a launch takes too
 * long to be run again for it.
 */
export async function writeVerdicts(
  verdicts: readonly LaunchVerdict[],
  { format, outputFile }: { readonly format: VerdictFormat; readonly outputFile: string | undefined },
  style: TextStyle,
  output: ProgramOutput,
): Promise<'written' | 'not-written'> {
  if (outputFile === undefined) {
    output.out(VERDICT_FORMATS[format](verdicts, style));
    if (!(await output.isLost())) return 'written';
    output.error(`\n${textVerdicts(verdicts, 'plain')}`);
    return 'not-written';
  }
  try {
    writeFileSync(outputFile, VERDICT_FORMATS[format](verdicts, 'plain'));
  } catch (error) {
    output.error(`${textVerdicts(verdicts, 'plain')}\n${outputFile} cannot be written: ${whyUnwritable(error)}.\n`);
    return 'not-written';
  }
  output.out(textVerdicts(verdicts, style));
  return 'written';
}
