import type * as vscode from 'vscode';
import type { SecretReference } from '../../launch/container-spec';

const TOLD = 'xnatCommands.toldOfInspect';

/**
 * What a person should know once of secrets that are environment variables.
 *
 * @param storage remembers that they were told
 * @returns undefined where there is nothing to tell, or they know
 */
export async function inspectNotice(
  storage: Pick<vscode.Memento, 'get' | 'update'>,
  secrets: readonly SecretReference[],
): Promise<string | undefined> {
  const variables = secrets.flatMap(({ destination, delivery }) => (delivery === 'environment' ? [destination] : []));
  if (variables.length === 0 || storage.get(TOLD) === true) return undefined;
  await storage.update(TOLD, true);
  return (
    `While the container is there, “docker inspect” shows the value of ${variables.join(', ')} to whoever may use the engine, ` +
    'as on a server. It is removed when the launch is over. The setting xnatCommands.launch.secretDelivery gives secrets as files instead.'
  );
}
