import { SECRETS_FOLDER, type SecretReference } from '../../launch/container-spec';
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
  const wanted = new Map(needed.filter(({ source }) => !places.has(source)).map((each) => [each.source, each]));
  for (const listing of await secrets.list([...wanted.keys()])) {
    const reference = wanted.get(listing.name);
    if (listing.state === 'stored' || reference === undefined) continue;
    const reason = `${commandName} gets it as the ${whereItGoes(reference)}.`;
    const value = await askForSecret(listing.name, reason);
    if (value === undefined) return false;
    await secrets.set(listing.name, value);
  }
  return true;
}

const whereItGoes = ({ destination, delivery }: SecretReference): string =>
  delivery === 'file' ? `file ${SECRETS_FOLDER}/${destination}` : `variable ${destination}`;
