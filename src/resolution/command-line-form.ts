import { isBlank } from '../command/model/blank';
import type { CommandInput } from '../command/model/command';
import { readTextList } from './text-list';

/** What one value of a Command input looks like on the command line: nothing when blank, else with flag and separator. */
export function commandLineForm(input: CommandInput, value: string): string {
  if (isBlank(value)) return '';
  const list = input.type === 'select-many' ? readTextList(value) : undefined;
  if (list !== undefined) return commandLineListForm(input, list);
  if (isBlank(input.commandLineFlag)) return value;
  return `${input.commandLineFlag}${input.commandLineSeparator ?? ' '}${value}`;
}

/** What several values look like. Flag and separator get in the way here even where there is none of them. */
export function commandLineListForm(input: CommandInput, values: readonly string[]): string {
  if (values.length === 0) return '';
  const flagAndSeparator = orBlank(input.commandLineFlag) + orBlank(input.commandLineSeparator);
  const prefix = isBlank(flagAndSeparator) ? '' : flagAndSeparator;
  switch (input.multipleDelimiter) {
    case 'quoted-space':
      return `${prefix}'${values.join(' ')}'`;
    case 'comma':
      return prefix + values.join(',');
    case 'flag':
      return prefix + values.join(` ${prefix}`);
    default:
      return prefix + values.join(' ');
  }
}

function orBlank(text: string | undefined): string {
  return isBlank(text) ? ' ' : text;
}
