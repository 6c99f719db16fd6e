import {
  FoldingRangeKind,
  SemanticTokensBuilder,
  SymbolKind,
  type Connection,
  type DocumentSymbol,
  type FormattingOptions,
  type Range,
  type SelectionRange,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { foldingRanges } from '../language/folding';
import { formatEdits, type FormatOptions } from '../language/format/format';
import { outline, type OutlineItem, type OutlineKind } from '../language/outline';
import { selectionRangesAt } from '../language/selection-ranges';
import { SEMANTIC_TOKEN_TYPES, semanticTokens } from '../language/semantic-tokens';
import { toRange, toSpan, toTextEdits } from './convert';
import type { LaunchFiles } from './launch-files';
import type { DocumentLookup, OpenDocument } from './open-document';

export const STRUCTURE_CAPABILITIES = {
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...SEMANTIC_TOKEN_TYPES], tokenModifiers: [] },
    full: true,
    range: true,
  },
} satisfies ServerCapabilities;

/**
 * Answers how a text is built: its outline, what folds, how it is laid out and coloured.
 *
 * @param open finds Commands and launch files alike; `openCommand` finds Commands alone
 */
export function registerTextStructure(
  connection: Connection,
  open: DocumentLookup,
  openCommand: DocumentLookup,
  launchFiles: LaunchFiles,
): void {
  const on = <T>(textDocument: { readonly uri: string }, answer: (document: OpenDocument) => T): T | null => {
    const document = open(textDocument.uri);
    return document === undefined ? null : answer(document);
  };

  connection.onDocumentSymbol(
    ({ textDocument }) =>
      launchFiles.symbols(textDocument.uri) ??
      on(textDocument, (document) => outline(document.command).map((item) => toSymbol(document, item))),
  );

  connection.onFoldingRanges(({ textDocument }) =>
    on(textDocument, ({ command }) =>
      foldingRanges(command).map(({ startLine, endLine, kind }) => ({
        startLine,
        endLine,
        ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }),
      })),
    ),
  );

  connection.onSelectionRanges(({ textDocument, positions }) =>
    on(textDocument, (document) =>
      positions.map((position): SelectionRange => {
        const spans = selectionRangesAt(document.command, document.text.offsetAt(position));
        const nest = (parent: SelectionRange | undefined, range: Range): SelectionRange => ({
          range,
          ...(parent !== undefined && { parent }),
        });
        const outermost: SelectionRange = { range: { start: position, end: position } };
        const ranges = spans.map((span) => toRange(document.text, span));
        return ranges.reduceRight<SelectionRange | undefined>(nest, undefined) ?? outermost;
      }),
    ),
  );

  const format = ({ text, command }: OpenDocument, options: FormattingOptions, range?: Range) =>
    toTextEdits(
      text,
      formatEdits(command, toFormatOptions(options), range === undefined ? undefined : toSpan(text, range)),
    );
  connection.onDocumentFormatting(({ textDocument, options }) => on(textDocument, (it) => format(it, options)));
  connection.onDocumentRangeFormatting(({ textDocument, options, range }) =>
    on(textDocument, (it) => format(it, options, range)),
  );

  const tokens = ({ text, command }: OpenDocument, range?: Range) => {
    const builder = new SemanticTokensBuilder();
    for (const { span, type } of semanticTokens(command, range === undefined ? undefined : toSpan(text, range))) {
      const { line, character } = text.positionAt(span.start);
      builder.push(line, character, span.end - span.start, SEMANTIC_TOKEN_TYPES.indexOf(type), 0);
    }
    return builder.build();
  };
  const { semanticTokens: semantic } = connection.languages;
  const onCommand = (uri: string, range?: Range) => {
    const document = openCommand(uri);
    return document === undefined ? { data: [] } : tokens(document, range);
  };
  semantic.on(({ textDocument }) => onCommand(textDocument.uri));
  semantic.onRange(({ textDocument, range }) => onCommand(textDocument.uri, range));
}

/** The symbols whose icons say best what the parts of a Command are. */
const SYMBOL_KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  command: SymbolKind.Module,
  group: SymbolKind.Array,
  'command-line': SymbolKind.String,
  mount: SymbolKind.File,
  'command-input': SymbolKind.Variable,
  output: SymbolKind.Field,
  wrapper: SymbolKind.Class,
  'external-input': SymbolKind.Object,
  'derived-input': SymbolKind.Property,
  'output-handler': SymbolKind.Function,
  'environment-variable': SymbolKind.Constant,
  secret: SymbolKind.Key,
};

function toSymbol(document: OpenDocument, item: OutlineItem): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: SYMBOL_KINDS[item.kind],
    range: toRange(document.text, item.span),
    selectionRange: toRange(document.text, item.selection),
    children: item.children.map((child) => toSymbol(document, child)),
  };
}

function toFormatOptions(options: FormattingOptions): FormatOptions {
  const { tabSize, insertSpaces, insertFinalNewline, trimFinalNewlines } = options;
  return {
    tabSize,
    insertSpaces,
    ...(insertFinalNewline !== undefined && { insertFinalNewline }),
    ...(trimFinalNewlines !== undefined && { trimFinalNewlines }),
  };
}
