import type { SecretValue } from '../secret-value';
import { envFileSource } from './env-file-source';
import { environmentSource } from './environment-source';
import type { SecretSource, SourceSurroundings } from './secret-source';

/** Every kind of place but the editor's own storage. */
const SOURCES: readonly SecretSource[] = [environmentSource, envFileSource];

/** How a place is written, each kind's way. */
export const SOURCE_USAGES: readonly string[] = SOURCES.map(({ usage }) => usage);

/**
 * Reads the value of a secret from the place a text names, such as `env:TOKEN` or `file:~/secrets.env#TOKEN`.
 *
 * @returns undefined when the place has none, or an empty one: a tool that was given nothing would run and seem to pass
 * @throws an error in words that may be shown: no kind of place begins so, or the place cannot or must not be read
 */
export async function readFromSource(
  place: string,
  secret: string,
  around: SourceSurroundings,
): Promise<SecretValue | undefined> {
  const [, prefix, argument = ''] = /^([a-z]+):(.*)$/s.exec(place) ?? [];
  const source = SOURCES.find((each) => each.prefix === prefix);
  if (source === undefined) {
    const message = `“${place}” names no place a secret can come from. Write ${SOURCE_USAGES.join(' or ')}.`;
    throw new Error(message);
  }
  const value = await source.read(argument, secret, around);
  return value?.byteLength === 0 ? undefined : value;
}
