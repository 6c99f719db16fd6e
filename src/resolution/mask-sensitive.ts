import type { LaunchError, LaunchOutcome, ResolvedContainer, ResolvedInput, ResolvedLaunch } from './resolved-launch';
import { placeArguments, splitCommandLine } from './split-command-line';
import { readTextList } from './text-list';

export const MASK = '•••';

/**
 * Hides the values of sensitive inputs in whatever is shown of a launch. The longest go first, for one may hold another.
 *
 * @param unresolved such values that the inputs do not hold
 */
export function sensitiveMask(
  inputs: readonly ResolvedInput[],
  unresolved: readonly string[] = [],
): (text: string) => string {
  const longestFirst = sensitiveTexts(inputs, unresolved);
  return (text) => longestFirst.reduce((masked, value) => masked.replaceAll(value, MASK), text);
}

function sensitiveTexts(inputs: readonly ResolvedInput[], unresolved: readonly string[]): readonly string[] {
  const texts = new Set(unresolved.flatMap(shownForms));
  const collect = (input: ResolvedInput): void => {
    for (const { value, children } of input.values) {
      if (input.masked && value !== undefined) for (const text of shownForms(value)) texts.add(text);
      children.forEach(collect);
    }
  };
  inputs.forEach(collect);
  return [...texts].sort((a, b) => b.length - a.length);
}

/** A list goes to the command line item by item, and what is quoted is written as JSON. */
function shownForms(value: string): readonly string[] {
  const texts = [value, ...(readTextList(value) ?? [])].filter((text) => text.trim() !== '');
  return texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
}

/** What hides the values of sensitive inputs in all that is told of a launch, also of one that fails. */
export function outcomeMask(outcome: LaunchOutcome): (text: string) => string {
  return outcome.ok ? sensitiveMask(outcome.launch.inputs) : sensitiveMask(outcome.inputs, outcome.unresolved);
}

/**
 * A launch's error as a person may see it: the service's own words can quote a value.
 *
 * @param placeOf where a JSON pointer into the Command leads, as a person looks it up, if that is known
 */
export function shownError(
  { message, explanation, pointer }: LaunchError,
  mask: (text: string) => string,
  placeOf: (pointer: string) => string | undefined,
): string {
  const place = placeOf(pointer);
  const sentences = mask(`${message}${/[.!?]$/.test(message) ? '' : '.'} ${explanation}`);
  return place === undefined ? sentences : `${sentences} Look at ${place}.`;
}

/** A launch's command line on one line: values of sensitive inputs are hidden, and control characters are blanks. */
export function shownCommandLine({ inputs, container }: Pick<ResolvedLaunch, 'inputs' | 'container'>): string {
  return sensitiveMask(inputs)(container.commandLine.text).replaceAll(/\p{Cc}+/gu, ' ');
}

/**
 * The arguments of a container with the values of sensitive inputs hidden. The split takes quotes and backslashes away and
 * parts values at their blanks; an argument with something left of such a value is hidden as a whole.
 */
export function shownArguments(
  { commandLine: { text: line }, cmd, overrideEntrypoint }: ResolvedContainer,
  inputs: readonly ResolvedInput[],
): readonly string[] {
  const mask = sensitiveMask(inputs);
  if (overrideEntrypoint) return cmd.map(mask);
  const hidden = sensitiveTexts(inputs, []).flatMap((text) => placesOf(text, line));
  return placeArguments(line).map(({ text, start, end }) => {
    const touching = hidden.filter((place) => place.start < end && start < place.end);
    if (touching.length === 0) return text;
    const masked = mask(text);
    const isInside = touching.every((place) => place.start >= start && place.end <= end);
    const asMaskedBefore = splitCommandLine(mask(line.slice(start, end)));
    return isInside && asMaskedBefore.length === 1 && asMaskedBefore[0] === masked ? masked : MASK;
  });
}

function placesOf(text: string, line: string): readonly { readonly start: number; readonly end: number }[] {
  const places: { readonly start: number; readonly end: number }[] = [];
  for (let start = line.indexOf(text); start !== -1; start = line.indexOf(text, start + 1)) {
    places.push({ start, end: start + text.length });
  }
  return places;
}
