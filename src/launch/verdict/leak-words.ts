import type { LeakEncoding } from '../leaks/leak-forms';
import type { Leak, LeakPlace, LeakReport } from '../leaks/leak-report';
import { countOf } from './quantities';

const ENCODINGS: Record<LeakEncoding, string> = {
  plain: 'as it is',
  line: 'in part (a line of it)',
  URL: 'as URLs write it',
  JSON: 'as JSON writes it',
  base64: 'in base64',
  hex: 'in hex',
};

/** A leak in a sentence: which secret, how written, where; never the value. */
export function describeLeak({ secret, encoding, place, offset, count }: Leak): string {
  const often = count > 1 ? `, ${count} times, first` : '';
  return `The value of ${secret} is ${ENCODINGS[encoding]} in ${describePlace(place)}${often} at byte ${offset}.`;
}

function describePlace(place: LeakPlace): string {
  switch (place.kind) {
    case 'log':
      return `the ${place.stream} of the step ${place.step} (masked here, not on a server)`;
    case 'file':
      return pathOf(place);
    case 'name':
      return `the name ${pathOf(place)}`;
    case 'image':
      return `${place.part} of the image ${place.image}`;
  }
}

const pathOf = ({ path, inside }: { readonly path: string; readonly inside: readonly string[] }) =>
  [path, ...inside].join(' › ');

/** The leak check in a sentence; undefined when there was nothing to look for. */
export function summariseLeaks(report: LeakReport, secrets: number): string | undefined {
  if (secrets === 0) return undefined;
  const { leaks, more, gaps } = report;
  const unseen = gaps.length > 0 ? `${countOf(gaps.length, 'place')} could not be searched.` : undefined;
  const names = [...new Set(leaks.map(({ secret }) => secret))].join(', ');
  const notSought = tooShort(report);
  const nothing = notSought === undefined ? 'No secret leaked.' : 'No secret leaked that was looked for.';
  const found =
    leaks.length === 0 ? nothing : `The value of ${names} leaked to ${countOf(leaks.length + more, 'place')}.`;
  return [found, notSought, unseen].filter((sentence) => sentence !== undefined).join(' ');
}

/** The secrets that were not looked for, in a sentence; undefined where there are none. */
export function tooShort({ short }: LeakReport): string | undefined {
  const names = short.filter(({ reach }) => reach === 'not at all').map(({ secret }) => secret);
  if (names.length === 0) return undefined;
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} too short to be looked for.`;
}

/** All that the leak check has to say, a sentence each. */
export function leakLines({ leaks, more, short, gaps }: LeakReport): readonly string[] {
  return [
    ...leaks.map(describeLeak),
    ...(more > 0 ? [`${countOf(more, 'further place')} with leaks are not listed.`] : []),
    ...short.map(({ secret, reach }) =>
      reach === 'not at all'
        ? `${secret} is too short to be looked for: it would be found by chance.`
        : `${secret} is so short that it was looked for only as it is, not in base64 or hex.`,
    ),
    ...gaps.map(({ path, reason }) => `${path} was not searched: ${reason}.`),
  ];
}
