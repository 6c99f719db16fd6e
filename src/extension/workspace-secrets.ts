import { bindDocument } from '../command/binding/bind-command';
import { createCommandDocument } from '../command/document/command-document';
import { commandFiles } from './workspace-files';

/**
 * Finds the secrets that the Commands of the workspace ask for.
 *
 * @returns for each secret, by the name of the server property it comes from, who uses it: `<Command> as <variable>`
 */
export async function secretsOfWorkspace(): Promise<ReadonlyMap<string, readonly string[]>> {
  const uses = new Map<string, string[]>();
  for (const { text } of await commandFiles()) {
    for (const { name, use } of secretsIn(text)) {
      uses.set(name, [...(uses.get(name) ?? []), use]);
    }
  }
  return uses;
}

function secretsIn(text: string): readonly { readonly name: string; readonly use: string }[] {
  return bindDocument(createCommandDocument(text, 'create')).commands.flatMap(({ command }) =>
    command.secrets.flatMap(({ source, destination }) =>
      source?.identifier === undefined
        ? []
        : [{ name: source.identifier, use: `${command.name ?? 'a Command'} as ${destination?.identifier ?? '?'}` }],
    ),
  );
}
