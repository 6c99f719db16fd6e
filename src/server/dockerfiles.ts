import {
  CodeLensRefreshRequest,
  type CodeAction,
  type CodeLens,
  type Command,
  type Connection,
  type Range,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { checkDockerfile } from '../command/label/check-dockerfile';
import { readLabelledDockerfile, type LabelledDockerfile } from '../command/label/labelled-dockerfile';
import { dockerfileFixes } from '../command/label/dockerfile-fixes';
import type { Problem } from '../command/problem';
import { dockerfileLenses, nearFiles, type DockerfileLensAction } from '../language/dockerfile-lenses';
import { toCodeAction, toRange, toSpan } from './convert';
import { problemsAt } from './problems-at';
import type { ProblemStore } from './problem-store';
import {
  BUILD_COMMAND,
  COMMAND_FILES_CHANGED,
  COMPARE_LABEL_COMMAND,
  OPEN_LABEL_COMMAND,
  UPDATE_LABEL_COMMAND,
  WRITE_LABEL_COMMAND,
  type LabelTarget,
  type ServerOptions,
} from './protocol';
import type { WorkspaceCommands } from './workspace-commands';

/** What the server does for Dockerfiles that have to do with Commands; of all others it says nothing. */
export interface Dockerfiles {
  /** Settles when all is known that the problems of a document depend on. */
  ready(document: TextDocument): Promise<void>;
  problems(document: TextDocument): readonly Problem[];
  lenses(document: TextDocument): CodeLens[];
  fixes(document: TextDocument, range: Range): CodeAction[];
  /** To be told once, before anything is asked. */
  useOptions(options: ServerOptions | undefined): void;
}

/** The language that VS Code gives to Dockerfiles. */
export const isDockerfile = ({ languageId }: TextDocument): boolean => languageId === 'dockerfile';

/**
 * Answers about Dockerfiles from their labels and the Commands of the workspace.
 *
 * @param recheck checks a document again
 */
export function createDockerfiles(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  rules: ProblemStore,
  workspace: WorkspaceCommands,
  recheck: (document: TextDocument) => void,
): Dockerfiles {
  const cache = new WeakMap<TextDocument, { readonly version: number; readonly checked: LabelledDockerfile }>();

  const read = (document: TextDocument): LabelledDockerfile => {
    const { version } = document;
    const known = cache.get(document);
    if (known?.version === version) return known.checked;
    const checked = readLabelledDockerfile(document.getText());
    cache.set(document, { version, checked });
    return checked;
  };

  const filesNear = ({ uri }: TextDocument) => nearFiles(uri, workspace.all());
  const isOurs = (document: TextDocument) => read(document).labels.length > 0 || filesNear(document).length > 0;
  let quietRules: readonly string[] = [];
  const problems = (document: TextDocument) =>
    isOurs(document)
      ? checkDockerfile(read(document), { rules: rules.rules(document.uri) }).filter(
          ({ code }) => !quietRules.includes(code),
        )
      : [];

  connection.onNotification(COMMAND_FILES_CHANGED, () => {
    workspace.forget();
    const open = documents.all().filter(isDockerfile);
    if (open.length === 0) return;
    open.forEach(recheck);
    void workspace
      .ready()
      .then(() => connection.sendRequest(CodeLensRefreshRequest.type))
      // An editor that cannot do that shows the new lenses with the next change.
      .catch(() => undefined);
  });

  return {
    ready: async ({ uri }) => {
      await Promise.all([rules.ready(uri), workspace.ready()]);
    },
    problems,
    lenses: (document) =>
      dockerfileLenses(read(document), filesNear(document)).map(({ span, title, tooltip, action }) => ({
        range: toRange(document, span),
        command: { title, ...(tooltip !== undefined && { tooltip }), ...commandOf(action, document.uri) },
      })),
    fixes(document, range) {
      return problemsAt(problems(document), toSpan(document, range)).flatMap((problem) =>
        dockerfileFixes(read(document), problem, rules.rules(document.uri)).map((fix) =>
          toCodeAction(document, problem, fix),
        ),
      );
    },
    useOptions: (options) => (quietRules = options?.quietRules ?? []),
  };
}

function commandOf(action: DockerfileLensAction, uri: string): Pick<Command, 'command' | 'arguments'> {
  const target: LabelTarget = { dockerfile: uri };
  switch (action.kind) {
    case 'none':
      return { command: '' };
    case 'open':
      return { command: OPEN_LABEL_COMMAND, arguments: [target] };
    case 'update':
      return { command: UPDATE_LABEL_COMMAND, arguments: [target] };
    case 'write':
      return { command: WRITE_LABEL_COMMAND, arguments: [target] };
    case 'compare':
      return { command: COMPARE_LABEL_COMMAND, arguments: [{ ...target, index: action.index, file: action.file }] };
    case 'build':
      return { command: BUILD_COMMAND, arguments: [target] };
  }
}
