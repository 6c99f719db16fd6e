import {
  CodeActionKind,
  SymbolKind,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CompletionItem,
  type Diagnostic,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type LocationLink,
  type Range,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CommandSymbol } from '../language/command-symbol';
import { checkLaunchFile } from '../language/launch-file/check/check-launch-file';
import type { LaunchProblem } from '../language/launch-file/check/launch-problem';
import { launchCompletionsAt } from '../language/launch-file/complete-launch-file';
import { pathAskedAt } from '../language/launch-file/complete-paths';
import { launchHoverAt } from '../language/launch-file/hover-launch-file';
import { launchDefinitionAt, launchLinks } from '../language/launch-file/launch-links';
import { launchOccurrences } from '../language/launch-file/launch-occurrences';
import { launchOutline, type LaunchOutlineItem } from '../language/launch-file/launch-outline';
import type { LaunchedDocument } from '../language/launch-file/launch-surroundings';
import { LAUNCH_FILE_PAGE } from '../launch-file/launch-file-page';
import { toCompletionItems } from './completion';
import { rangeIn, severityOf, toHover, toRange, toSpan, toTextEdits } from './convert';
import { secretsForHover, type Knowledge } from './knowledge';
import { createLaunchFileSurroundings } from './launch-surroundings';
import { unchanged, type DocumentLookup, type OpenDocument } from './open-document';
import { problemsAt } from './problems-at';
import { PREVIEW_COMMAND, type LaunchTarget } from './protocol';

/** A name of a Command, where a launch file has it. */
export interface NameInLaunchFile {
  /** Without quotes. */
  readonly range: Range;
  readonly symbol: CommandSymbol;
  readonly command: LaunchedDocument;
}

/** What there is to answer about launch files; each answer is undefined for a document that is none. */
export interface LaunchFiles {
  completions(params: TextDocumentPositionParams): Promise<CompletionItem[]> | undefined;
  hover(params: TextDocumentPositionParams): Promise<Hover | null> | undefined;
  definitions(params: TextDocumentPositionParams): Promise<LocationLink[]> | undefined;
  /** The name at a place; null where there is none. */
  name(params: TextDocumentPositionParams): Promise<NameInLaunchFile | null> | undefined;
  links(uri: string): Promise<DocumentLink[]> | undefined;
  symbols(uri: string): DocumentSymbol[] | undefined;
  lenses(uri: string): CodeLens[] | undefined;
  actions(params: CodeActionParams): Promise<CodeAction[]> | undefined;
  /** The problems of a launch file; of what is none there are none. */
  diagnostics(uri: string): Promise<Diagnostic[]>;
}

/** Answers about launch files, with the Command each of them names as it stands in the editor or on disk. */
export function createLaunchFiles(
  open: DocumentLookup,
  openCommands: () => readonly OpenDocument[],
  knowledge: Knowledge,
): LaunchFiles {
  const surroundings = createLaunchFileSurroundings(openCommands);

  const at = <T>(
    { textDocument, position }: TextDocumentPositionParams,
    answer: (document: OpenDocument, offset: number) => Promise<T>,
  ): Promise<T> | undefined => {
    const document = open(textDocument.uri);
    return document && answer(document, document.text.offsetAt(position));
  };

  const problemsOf = async (document: OpenDocument): Promise<readonly LaunchProblem[]> =>
    checkLaunchFile(document.command, await unchanged(document, surroundings.of(document)));

  return {
    completions: (params) =>
      at(params, async (document, offset) => {
        const folder = pathAskedAt(document.command, offset);
        const reading = folder === undefined ? [] : surroundings.entries(document, folder);
        const [around, entries] = await unchanged(document, Promise.all([surroundings.of(document), reading]));
        const known = { entries, imageNames: knowledge().imageNames ?? [] };
        return toCompletionItems(document.text, launchCompletionsAt(document.command, offset, around, known));
      }),

    hover: (params) =>
      at(params, async (document, offset) => {
        const known = secretsForHover(knowledge());
        const around = await unchanged(document, surroundings.of(document));
        return toHover(document.text, launchHoverAt(document.command, offset, around, known));
      }),

    definitions: (params) =>
      at(params, async (document, offset) => {
        const around = await unchanged(document, surroundings.of(document));
        const found = launchDefinitionAt(document.command, offset, around);
        if (found === undefined || around.command === undefined) return [];
        const { document: launched } = around.command;
        return [
          {
            originSelectionRange: toRange(document.text, found.origin),
            targetUri: found.uri,
            targetRange: rangeIn(launched, found.target),
            targetSelectionRange: rangeIn(launched, found.targetName),
          },
        ];
      }),

    name: (params) =>
      at(params, async (document, offset) => {
        const { command } = await unchanged(document, surroundings.of(document));
        if (command === undefined) return null;
        const found = launchOccurrences(document.command, command).find(
          ({ span }) => span.start <= offset && offset <= span.end,
        );
        return found === undefined
          ? null
          : { range: toRange(document.text, found.span), symbol: found.symbol, command };
      }),

    links(uri) {
      const document = open(uri);
      return document && linksOf(document);
    },

    symbols(uri) {
      const document = open(uri);
      return document && launchOutline(document.command).map((item) => toSymbol(document.text, item));
    },

    lenses(uri) {
      const document = open(uri);
      return document && lensesOf(document);
    },

    actions({ textDocument, range }) {
      const document = open(textDocument.uri);
      return document && actionsOf(document, range);
    },

    async diagnostics(uri) {
      const document = open(uri);
      if (document === undefined) return [];
      return (await problemsOf(document)).map((problem) => toDiagnostic(document.text, problem));
    },
  };

  async function linksOf(document: OpenDocument): Promise<DocumentLink[]> {
    const links = launchLinks(document.command, await unchanged(document, surroundings.of(document)));
    return links.flatMap(({ span, path, leadsTo }) => {
      const target = surroundings.addressOf(document, path);
      if (target === undefined) return [];
      return [{ range: toRange(document.text, span), target, tooltip: leadsTo === 'file' ? 'File' : 'Command' }];
    });
  }

  async function actionsOf(document: OpenDocument, range: CodeActionParams['range']): Promise<CodeAction[]> {
    const problems = problemsAt(await problemsOf(document), toSpan(document.text, range));
    return problems.flatMap((problem) =>
      problem.fixes.map(({ title, edits, kind }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(document.text, problem)],
        isPreferred: kind === 'safe',
        edit: { changes: { [document.text.uri]: toTextEdits(document.text, edits) } },
      })),
    );
  }
}

/** Preview, above the first line. */
function lensesOf({ text, command }: OpenDocument): CodeLens[] {
  if (command.root?.kind !== 'object') return [];
  const target: LaunchTarget = { uri: text.uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return [{ range, command: { title: 'Preview', command: PREVIEW_COMMAND, arguments: [target] } }];
}

function toDiagnostic(document: TextDocument, { code, severity, message, span }: LaunchProblem): Diagnostic {
  return {
    source: 'xnat',
    code,
    codeDescription: { href: LAUNCH_FILE_PAGE },
    severity: severityOf(severity),
    range: toRange(document, span),
    message,
  };
}

const SYMBOL_KINDS = {
  object: SymbolKind.Object,
  list: SymbolKind.Array,
  text: SymbolKind.String,
  other: SymbolKind.Constant,
} as const;

function toSymbol(document: TextDocument, item: LaunchOutlineItem): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: SYMBOL_KINDS[item.kind],
    range: toRange(document, item.span),
    selectionRange: toRange(document, item.selection),
    children: item.children.map((child) => toSymbol(document, child)),
  };
}
