import * as vscode from 'vscode';
import { PREVIEW_COMMAND, type LaunchTarget } from '../../server/protocol';
import { targetOf } from './command-target';

const SCHEME = 'xnat-preview';

/** How long a person may pause in typing before the preview follows, in milliseconds. */
const PAUSE_MILLISECONDS = 150;

/**
 * Registers the preview: a read-only document beside the Command that says what a launch would be, and follows each change.
 * It reads no more than the Command and the folders chosen in the last launch, and needs no Docker.
 */
export function registerPreview(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const waiting = new Map<string, NodeJS.Timeout>();

  const follow = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== SCHEME || readTarget(uri).uri !== document.uri.toString()) continue;
      clearTimeout(waiting.get(uri.toString()));
      waiting.set(
        uri.toString(),
        setTimeout(() => changed.fire(uri), PAUSE_MILLISECONDS),
      );
    }
  });

  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, cancellation) {
      const { previewText, lastAnswers } = await import('../launch');
      const target = readTarget(uri);
      const source = vscode.Uri.parse(target.uri, true);
      const cancelled = new AbortController();
      const watch = cancellation.onCancellationRequested(() => cancelled.abort());
      try {
        const document = await vscode.workspace.openTextDocument(source);
        const answersFor = (wrapper: string) => lastAnswers(context.workspaceState, { uri: source, wrapper });
        return await previewText(source, document.getText(), target.wrapper, answersFor, cancelled.signal);
      } catch (error) {
        if (!cancelled.signal.aborted) log.error('The preview failed.', error);
        return `The preview failed: ${(error as Error).message}\n`;
      } finally {
        watch.dispose();
      }
    },
  });

  const command = vscode.commands.registerCommand(PREVIEW_COMMAND, async (argument: unknown) => {
    const target = targetOf(argument);
    if (target === undefined) {
      void vscode.window.showInformationMessage('Open a Command to preview its launch.');
      return;
    }
    const document = await vscode.workspace.openTextDocument(previewUri(target));
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  });

  return vscode.Disposable.from(changed, follow, provider, command, {
    dispose: () => waiting.forEach((timer) => clearTimeout(timer)),
  });
}

function previewUri(target: LaunchTarget): vscode.Uri {
  const name = vscode.Uri.parse(target.uri, true).path.split('/').at(-1) ?? 'Command';
  // The file's own ending would make the editor take the preview for JSON.
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name} (preview)`, query: JSON.stringify(target) });
}

const readTarget = (uri: vscode.Uri) => JSON.parse(uri.query) as LaunchTarget;
