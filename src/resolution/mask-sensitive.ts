import type { ResolvedInput, ResolvedLaunch } from './resolved-launch';
import { readTextList } from './text-list';

export const MASK = '•••';

/** Hides the values of sensitive inputs in whatever is shown of a launch. The longest go first, for one may hold another. */
export function sensitiveMask(inputs: readonly ResolvedInput[]): (text: string) => string {
  const values = new Set<string>();
  const collect = (input: ResolvedInput): void => {
    for (const { value, children } of input.values) {
      if (input.masked && value !== undefined) for (const text of shownForms(input, value)) values.add(text);
      children.forEach(collect);
    }
  };
  inputs.forEach(collect);
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((masked, value) => masked.replaceAll(value, MASK), text);
}

/** A list goes to the command line item by item. */
function shownForms({ type }: ResolvedInput, value: string): readonly string[] {
  const items = type === 'select-many' ? (readTextList(value) ?? []) : [];
  return [value, ...items].filter((text) => text.trim() !== '');
}

/** A launch's command line on one line: values of sensitive inputs are hidden, and control characters are blanks. */
export function shownCommandLine({ inputs, container }: Pick<ResolvedLaunch, 'inputs' | 'container'>): string {
  return sensitiveMask(inputs)(container.commandLine.text).replaceAll(/\p{Cc}+/gu, ' ');
}
