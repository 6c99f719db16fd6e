import { isBlank } from '../model/blank';

/** The text that stands for an input's value in templates: its own key, or `#name#` where it has none. */
export function replacementKeyOf(input: {
  readonly name: string;
  readonly replacementKey: string | undefined;
}): string {
  return isBlank(input.replacementKey) ? `#${input.name}#` : input.replacementKey;
}
