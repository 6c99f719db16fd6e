import type { CommandInput } from '../command/model/command';
import { findJsonPath } from '../command/template/scan-template';
import { commandLineForm } from './command-line-form';
import { booleanValue } from './resolve-inputs';

/** What the default of a Command input puts in the place of its key. */
export interface DefaultForms {
  /** In all templates but the command line. */
  readonly value: string;
  /** On the command line, with flag and separator. */
  readonly commandLine: string;
}

/**
 * What a key stands for where nobody gives its input a value; undefined where there is no default (or, of a boolean, no
 * text for false), or where a JSONPath in it is still to be looked up.
 */
export function defaultForms(input: CommandInput): DefaultForms | undefined {
  if (input.defaultValue !== undefined && findJsonPath(input.defaultValue) !== undefined) return undefined;
  const value = input.type === 'boolean' ? booleanValue(input, input.defaultValue) : input.defaultValue;
  return value === undefined ? undefined : { value, commandLine: commandLineForm(input, value) };
}
