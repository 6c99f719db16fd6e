import { createKeyFinder, type KeyFinder, type KeyMatch } from '../command/template/key-finder';
import { findUnknownKeys } from '../command/template/scan-template';
import type { CommandSymbol } from './command-symbol';

/** Which inputs fill a key; several where the key serves several wrappers, or is given twice. */
export type KeyFillers = ReadonlyMap<string, readonly CommandSymbol[]>;

/** A replacement key in a template, with the inputs that fill it. Offsets are UTF-16 code units into the template. */
export interface FilledKey {
  readonly start: number;
  readonly end: number;
  readonly fillers: readonly CommandSymbol[];
}

/** What looks like a key in a template: what is one, and what nothing fills. */
export interface TemplateKeys {
  readonly filled: readonly FilledKey[];
  readonly unfilled: readonly { readonly start: number; readonly end: number }[];
}

/** The keys of inputs, by their text. */
export function keyFillers(inputs: readonly CommandSymbol[]): KeyFillers {
  const fillers = new Map<string, CommandSymbol[]>();
  for (const input of inputs) {
    if (input.key === undefined) continue;
    const known = fillers.get(input.key.text);
    if (known === undefined) fillers.set(input.key.text, [input]);
    else known.push(input);
  }
  return fillers;
}

/**
 * Prepares a search for the keys of a Command. One search serves all its templates, though each knows other keys.
 *
 * @param inputs all inputs of the Command and of its wrappers
 * @returns a function of a template and of the keys known in it: where two groups have a key, the first one fills it.
 *   Keys found do not overlap: the first counts, and of two that start together the longer.
 */
export function createKeySearch(
  inputs: readonly CommandSymbol[],
): (template: string, known: readonly KeyFillers[]) => TemplateKeys {
  const finder = createKeyFinder(keyFillers(inputs).keys());
  return (template, known) => {
    const matches = matchesOf(finder, template, known);
    const filled: FilledKey[] = [];
    for (const { key, start, end } of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      if (start >= (filled.at(-1)?.end ?? 0)) filled.push({ start, end, fillers: fillersOf(key, known) ?? [] });
    }
    return { filled, unfilled: findUnknownKeys(template, matches) };
  };
}

/** The longest known key that ends at each place. */
function matchesOf(finder: KeyFinder, template: string, known: readonly KeyFillers[]): readonly KeyMatch[] {
  return finder.find(template).flatMap(({ key, end }) => {
    const longest = [key, ...finder.endingsOf(key)].find((ending) => fillersOf(ending, known) !== undefined);
    return longest === undefined ? [] : [{ key: longest, start: end - longest.length, end }];
  });
}

function fillersOf(key: string, known: readonly KeyFillers[]): readonly CommandSymbol[] | undefined {
  return known.map((fillers) => fillers.get(key)).find((found) => found !== undefined);
}
