import { quoted } from '../rules/wording';
import type { CommandDifference } from './compare-commands';

/** Where the two Commands of a comparison are, as a sentence says it: `in the label`, `in command.json`. */
export interface ComparedPlaces {
  readonly first: string;
  readonly second: string;
}

/** A difference in one line, such as `mount out › path: "/a" in the label, "/b" in command.json`. */
export function describeDifference({ path, kind, first, second }: CommandDifference, places: ComparedPlaces): string {
  const where = path.join(' › ');
  switch (kind) {
    case 'changed':
      return `${where}: ${shown(first)} ${places.first}, ${shown(second)} ${places.second}`;
    case 'only-in-first':
      return `${where}: only ${places.first}`;
    case 'only-in-second':
      return `${where}: only ${places.second}`;
    case 'order':
      return `${where}: another order ${places.first} than ${places.second}`;
  }
}

const shown = (text: string | undefined) => (text === undefined ? 'nothing' : quoted(text));
