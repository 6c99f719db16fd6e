import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { marked } from '../support/marked-text';

/** A document in the editor, and the places that `|` marks in its text. */
export interface ShownDocument {
  readonly document: vscode.TextDocument;
  readonly marks: readonly vscode.Position[];
}

/** The folder of the workspace. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'No folder is open.');
  return folder.uri;
}

/** Writes a file into the workspace and opens it. */
export async function show(path: string, fixture: string): Promise<ShownDocument> {
  const { text, offsets } = marked(fixture);
  const file = join(workspaceFolder().fsPath, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  await vscode.window.showTextDocument(document);
  return { document, marks: offsets.map((offset) => document.positionAt(offset)) };
}

/** The document of an address once it has a language: VS Code gives a new one to a document whose language changes. */
export async function documentWith(uri: vscode.Uri, languageId: string): Promise<vscode.TextDocument> {
  const find = () => vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  await eventually(() => assert.equal(find()?.languageId, languageId));
  return find()!;
}

/** Waits until the language server has answered about a document. */
export async function understood({ uri }: vscode.TextDocument): Promise<void> {
  await eventually(async () => assert.ok((await symbolsOf(uri)).length > 0));
}

export async function symbolsOf(uri: vscode.Uri): Promise<readonly vscode.DocumentSymbol[]> {
  const symbols = await ask<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uri);
  return symbols ?? [];
}

/** What an editor would show: labels in their order. */
export async function completionLabels(uri: vscode.Uri, position: vscode.Position | undefined): Promise<string[]> {
  const list = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position);
  return list.items
    .toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
    .map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** The texts of all hovers at a place. */
export async function hoverTexts(uri: vscode.Uri, position: vscode.Position | undefined): Promise<string[]> {
  const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.map(({ contents }) =>
    contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')).join('\n'),
  );
}

/** The codes of the problems shown of a document, whoever found them. */
export function problemCodes(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code)));
}

/** Runs a command of VS Code that asks the providers of a feature. */
export async function ask<T>(command: string, ...args: readonly unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}
