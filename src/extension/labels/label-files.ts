import * as vscode from 'vscode';
import { createCommandDocument } from '../../command/document/command-document';
import type { JsonNode } from '../../command/document/syntax-tree';
import { valueOf } from '../../command/document/navigation';
import { imageLabelOf, readLabelledDockerfile } from '../../command/label/labelled-dockerfile';
import { isDockerfileName } from '../../command/label/dockerfile-name';

/** A Command to be written into a label. */
export interface NamedCommand {
  /** Undefined where it has none that is a text. */
  readonly name: string | undefined;
  /** A tree without syntax faults. */
  readonly node: JsonNode;
}

/** The Commands of a file; of a list of them all. Tells the person where it holds none that could be written. */
export async function commandsIn(uri: vscode.Uri): Promise<readonly NamedCommand[] | undefined> {
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  const { root, syntaxFaults } = createCommandDocument(text, 'create');
  const nodes = root?.kind === 'array' ? root.items : root === undefined ? [] : [root];
  if (nodes.length > 0 && nodes.every(({ kind }) => kind === 'object') && syntaxFaults.length === 0) {
    return nodes.map(named);
  }
  const path = vscode.workspace.asRelativePath(uri);
  void vscode.window.showErrorMessage(
    `${path} holds no Command that can become a label: it is not JSON as XNAT reads it. Mend the underlined text first.`,
  );
  return undefined;
}

/** The Commands in the label that the image of a Dockerfile gets; none where there is no label that can be read. */
export function commandsInLabel(dockerfile: string): readonly NamedCommand[] {
  const label = imageLabelOf(readLabelledDockerfile(dockerfile));
  if (label === undefined || label.document.syntaxFaults.length > 0) return [];
  const { root } = label.document;
  return root?.kind === 'array' ? root.items.map(named) : [];
}

function named(node: JsonNode): NamedCommand {
  const name = valueOf(node, 'name');
  return { name: name?.kind === 'string' ? name.value : undefined, node };
}

/** Whether a file is a Dockerfile, by its name or by what the editor takes it for. */
export function isDockerfile(uri: vscode.Uri): boolean {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.languageId === 'dockerfile' || isDockerfileName(uri.path.split('/').at(-1) ?? '');
}
