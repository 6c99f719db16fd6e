import type { SecretMount } from '../../command/label/secret-mounts';
import type { SecretValue } from '../../secrets/secret-value';
import { askForSecret } from '../commands/secrets';
import type { EditorSecrets } from '../editor-secrets';

/** A secret of a build with its value, which goes to the builder alone. */
export interface GatheredSecret {
  readonly id: string;
  readonly value: SecretValue;
}

/**
 * The secrets that a build mounts, from the editor's storage under their ids; those that are not stored are asked for once.
 *
 * @returns undefined when the person gave up
 */
export async function gatherBuildSecrets(
  mounts: readonly SecretMount[],
  title: string,
  secrets: EditorSecrets,
): Promise<readonly GatheredSecret[] | undefined> {
  const gathered: GatheredSecret[] = [];
  for (const { id } of mounts) {
    let value = await secrets.get(id);
    if (value === undefined) {
      value = await askForSecret(id, `${title} mounts it.`);
      if (value === undefined) return undefined;
      await secrets.set(id, value);
    }
    gathered.push({ id, value });
  }
  return gathered;
}
