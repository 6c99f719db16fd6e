import { resolve } from 'node:path';
import type { SecretResolver } from '../launch/run-secrets';
import { readFromSource } from '../secrets/sources/all-sources';
import { UsageError } from './usage-error';

/** Where values of secrets come from, by the name of the server's property: `env:VARIABLE` or `file:PATH#NAME`. */
export type SecretPlaces = ReadonlyMap<string, string>;

/**
 * Reads the options `--secret NAME=PLACE`. Nothing behind `=` is repeated in a message: it may be a value after all.
 *
 * @throws UsageError
 */
export function secretPlaces(options: readonly string[]): SecretPlaces {
  const places = new Map<string, string>();
  for (const option of options) {
    const [, name, kind, rest] = /^([^=]+)=(env|file):(.+)$/s.exec(option) ?? [];
    if (name === undefined || rest === undefined) throw new UsageError(howToGive(option));
    if (places.has(name)) throw new UsageError(`--secret gives “${name}” twice. Give each secret once.`);
    places.set(name, kind === 'file' && !rest.startsWith('~') ? `file:${resolve(rest)}` : `${kind}:${rest}`);
  }
  return places;
}

function howToGive(option: string): string {
  const equals = option.indexOf('=');
  const name = equals > 0 ? option.slice(0, equals) : 'NAME';
  return (
    `Give a secret as --secret ${name}=env:VAR, where VAR is an environment variable, or as --secret ${name}=file:PATH#VAR. ` +
    'Never give the value itself: others can read command lines.'
  );
}

/** @param sharedFolders folders that people share with others: values must not lie in there */
export const secretResolver =
  (places: SecretPlaces, sharedFolders: readonly string[]): SecretResolver =>
  (name) => {
    const place = places.get(name);
    if (place === undefined) return Promise.resolve(undefined);
    return readFromSource(place, name, { environment: process.env, sharedFolders });
  };

/** Sentences that say how to give the values that were missing. */
export function adviceFor(missing: readonly string[], places: SecretPlaces): readonly string[] {
  return missing.map((name) => {
    const place = places.get(name);
    if (place === undefined) {
      return `Give it with --secret ${name}=env:VAR, where VAR is an environment variable that holds the value.`;
    }
    const variable = place.slice(place.startsWith('env:') ? 'env:'.length : place.lastIndexOf('#') + 1);
    return place.startsWith('env:')
      ? `The environment variable ${variable} of --secret ${name}=${place} is not set, or is empty.`
      : `The file of --secret ${name}=${place} has no line for it, or an empty one.`;
  });
}
