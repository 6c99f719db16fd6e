import * as vscode from 'vscode';
import { labelInstruction, labelOf } from '../../command/label/write-label';
import { commandsIn } from './label-files';
import type { LabelSources } from './label-sources';

/** Copies Commands as one LABEL instruction of a Dockerfile. */
export async function copyAsLabel({ commands }: LabelSources): Promise<void> {
  if (commands.length === 0) {
    void vscode.window.showInformationMessage('Open a Command to copy it as a label.');
    return;
  }
  const read = await Promise.all(commands.map(commandsIn));
  if (read.includes(undefined)) return;
  const nodes = read.flatMap((some) => some ?? []).map(({ node }) => node);
  await vscode.env.clipboard.writeText(labelInstruction(labelOf(nodes)));
  void vscode.window.setStatusBarMessage('$(check) Copied the LABEL instruction for a Dockerfile', 5000);
}
