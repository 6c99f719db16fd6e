import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { fixAll } from '../command/fixes/fix-all';
import { fixesFor } from '../command/fixes/fixes-for';
import { refactoringsAt } from '../language/refactor/refactorings';
import { toCodeAction, toRefactorAction, toSpan, toTextEdits } from './convert';
import type { DocumentLookup, OpenDocument } from './open-document';
import { problemsAt } from './problems-at';
import type { ProblemStore } from './problem-store';

/** "Fix all" of this extension alone; `source.fixAll` asks for it too. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.xnat`;

export const CODE_ACTION_CAPABILITIES: Pick<ServerCapabilities, 'codeActionProvider'> = {
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL] },
};

/**
 * Answers with the fixes of the problems at a place, with refactorings, and with all safe fixes at once.
 *
 * @param fixesElsewhere the fixes at a place of a document that is no Command
 */
export function registerCodeActions(
  connection: Connection,
  open: DocumentLookup,
  store: ProblemStore,
  fixesElsewhere: (params: CodeActionParams) => CodeAction[] | Promise<CodeAction[]>,
): void {
  connection.onCodeAction((params): CodeAction[] | Promise<CodeAction[]> => {
    const { textDocument, range, context } = params;
    const document = open(textDocument.uri);
    if (document === undefined) return fixesElsewhere(params);
    const wants = (kind: string) => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? false;
    if (wants(FIX_ALL)) return fixAllAction(document, store);
    return [...fixesAt(document, range, store), ...refactorings(document, range)];
  });
}

function fixesAt({ text, command }: OpenDocument, range: CodeActionParams['range'], store: ProblemStore): CodeAction[] {
  return problemsAt(store.problems(text, command), toSpan(text, range)).flatMap((problem) =>
    fixesFor(command, problem).map((fix) => toCodeAction(text, problem, fix)),
  );
}

function refactorings({ text, command }: OpenDocument, range: CodeActionParams['range']): CodeAction[] {
  return refactoringsAt(command, toSpan(text, range)).map((refactoring) => toRefactorAction(text, refactoring));
}

function fixAllAction({ text, command }: OpenDocument, store: ProblemStore): CodeAction[] {
  const edits = fixAll(command, store.problems(text, command), { rules: store.rules(text.uri) });
  if (edits.length === 0) return [];
  return [
    {
      title: 'Fix everything that has one plain fix',
      kind: FIX_ALL,
      edit: { changes: { [text.uri]: toTextEdits(text, edits) } },
    },
  ];
}
