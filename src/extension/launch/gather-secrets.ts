import type { SecretReference } from '../../launch/container-spec';
import { askForSecret } from '../commands/secrets';
import type { EditorSecrets } from '../editor-secrets';
import { placesOfSecrets } from './secret-sources';

/**
 * Sees to it that every secret of a launch is stored, asking once for each that is not.
 *
 * @returns false when the person gave up
 */
export async function gatherSecrets(
  needed: readonly SecretReference[],
  commandName: string,
  secrets: EditorSecrets,
): Promise<boolean> {
  const places = placesOfSecrets();
  const names = new Map(
    needed.filter(({ source }) => !places.has(source)).map(({ source, destination }) => [source, destination]),
  );
  for (const listing of await secrets.list([...names.keys()])) {
    if (listing.state === 'stored' || !names.has(listing.name)) continue;
    const reason = `${commandName} gets it as the variable ${names.get(listing.name) ?? ''}.`;
    const value = await askForSecret(listing.name, reason);
    if (value === undefined) return false;
    await secrets.set(listing.name, value);
  }
  return true;
}
