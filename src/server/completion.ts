import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
} from 'vscode-languageserver';
import type { Completion, CompletionKind } from '../language/completion/completion';
import { toRange, toTextEdits } from './convert';

const KINDS: Record<CompletionKind, CompletionItemKind> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  constant: CompletionItemKind.Keyword,
  reference: CompletionItemKind.Reference,
  'replacement-key': CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
  operator: CompletionItemKind.Operator,
  field: CompletionItemKind.Field,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};

/** Completions as the protocol has them, in their order. */
export function toCompletionItems(document: TextDocument, completions: readonly Completion[]): CompletionItem[] {
  return completions.map((completion, index) => ({
    label: completion.label,
    kind: KINDS[completion.kind],
    sortText: String(index).padStart(5, '0'),
    filterText: completion.filterText,
    textEdit: { range: toRange(document, completion.edit.span), newText: completion.edit.newText },
    insertTextFormat: completion.format === 'snippet' ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // Lines are indented already.
    insertTextMode: InsertTextMode.asIs,
    ...(completion.detail !== undefined && { detail: completion.detail }),
    ...(completion.documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: completion.documentation },
    }),
    ...(completion.additionalEdits.length > 0 && {
      additionalTextEdits: toTextEdits(document, completion.additionalEdits),
    }),
    ...(completion.next === 'suggest' && {
      command: { title: 'Suggest', command: 'editor.action.triggerSuggest' },
    }),
  }));
}
