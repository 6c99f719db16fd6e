import type { CommandInput } from '../model/command';
import type { FixContext } from './fix-context';

/** Whether a person selects the input's value from a list, or seems meant to: the server lets no wrapper input feed it. */
export function isSelected({ type, selectValues }: CommandInput): boolean {
  return selectValues.length > 0 || type.startsWith('select');
}

/** The names of the Command's inputs that an input of the wrapper may feed, in the order of the text: nothing feeds them yet. */
export function namesToFeed({ command, wrapper }: FixContext): readonly string[] {
  const taken = new Set(wrapper?.inputs.map(({ value }) => value.providesValueForCommandInput));
  const seen = new Set<string>();
  for (const { value } of command.inputs) {
    // Of inputs that share a name nobody can tell which one is meant.
    if (seen.has(value.name) || isSelected(value)) taken.add(value.name);
    seen.add(value.name);
  }
  return [...seen].filter((name) => !taken.has(name));
}
