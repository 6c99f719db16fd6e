import { dirname, sep } from 'node:path';
import * as vscode from 'vscode';

/** Tells when a file on disk is written, comes or goes, by its name or with the folders around it. */
export function onFileChange(file: vscode.Uri, onChange: () => void): vscode.Disposable {
  if (file.scheme !== 'file') return vscode.Disposable.from();
  // By its name it could not be told from a pattern: names may hold brackets.
  const around = new vscode.RelativePattern(vscode.Uri.file(dirname(file.fsPath)), '*');
  const watcher = vscode.workspace.createFileSystemWatcher(around);
  const whenIn = (changed: vscode.Uri) => {
    if (changed.fsPath === file.fsPath || file.fsPath.startsWith(changed.fsPath + sep)) onChange();
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(whenIn),
    watcher.onDidCreate(whenIn),
    watcher.onDidDelete(whenIn),
    // Of folders that are moved or removed here, the watcher of one below them hears nothing.
    vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => whenIn(oldUri))),
    vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(whenIn)),
  );
}
