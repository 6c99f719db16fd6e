import * as vscode from 'vscode';
import { bindDocument } from '../command/binding/bind-command';
import { createCommandDocument } from '../command/document/command-document';

/** The files a Command is looked for in, as the language's own file names have it. */
export const COMMAND_FILES = '**/{command.json,*.command.json,*-command.json,*_command.json}';
const NOT_LOOKED_AT = '**/{node_modules,.git}/**';

/** More files than this are not looked through. */
const FILE_LIMIT = 1000;

/**
 * Finds the secrets that the Commands of the workspace ask for.
 *
 * @returns for each secret, by the name of the server property it comes from, who uses it: `<Command> as <variable>`
 */
export async function secretsOfWorkspace(): Promise<ReadonlyMap<string, readonly string[]>> {
  const uses = new Map<string, string[]>();
  for (const uri of await vscode.workspace.findFiles(COMMAND_FILES, NOT_LOOKED_AT, FILE_LIMIT)) {
    for (const { name, use } of secretsIn(await textOf(uri))) {
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

/** What is in the editor, saved or not, else what is in the file; empty when the file cannot be read. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
