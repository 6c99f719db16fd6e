import type { Connection } from 'vscode-languageserver';
import { bindDocument } from '../command/binding/bind-command';
import { createCommandDocument } from '../command/document/command-document';
import type { CommandInFile } from '../language/dockerfile-lenses';
import { COMMAND_FILES_REQUEST, type WorkspaceFile } from './protocol';

/** The Commands in the files of the workspace, which the editor reads. */
export interface WorkspaceCommands {
  /** Asks for the files, unless that has been done. Never rejects: an editor that cannot tell has none. */
  ready(): Promise<void>;
  /** What is known by now. */
  all(): readonly CommandInFile[];
  /** The files have changed: they are asked for again. */
  forget(): void;
}

/** Asks the editor for the files when they are first needed, and after each change of theirs. */
export function createWorkspaceCommands(connection: Connection): WorkspaceCommands {
  let asking: Promise<void> | undefined;
  let known: readonly CommandInFile[] = [];

  const ask = async (): Promise<void> => {
    const files = await connection.sendRequest<readonly WorkspaceFile[]>(COMMAND_FILES_REQUEST).catch(() => []);
    known = files.flatMap(commandsIn);
  };

  return {
    ready: () => (asking ??= ask()),
    all: () => known,
    forget: () => (asking = undefined),
  };
}

function commandsIn({ uri, text }: WorkspaceFile): readonly CommandInFile[] {
  const document = createCommandDocument(text, 'create');
  if (document.syntaxFaults.length > 0) return [];
  return bindDocument(document).commands.map((command) => ({ uri, command }));
}
