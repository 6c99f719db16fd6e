import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  MarkupKind,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { CommandDocument } from '../command/document/command-document';
import { positionAt } from '../command/document/line-index';
import type { Span } from '../command/document/syntax-tree';
import type { Refactoring } from '../language/refactor/refactoring';
import type { Hover as CommandHover } from '../language/hover/hover';
import { RULES_PAGE } from '../command/rules/rules-page';
import type { TextEdit as Edit, Problem, QuickFix, Severity } from '../command/problem';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A severity as the protocol counts it. */
export function severityOf(severity: Severity): DiagnosticSeverity {
  return SEVERITIES[severity];
}

/** A span of a document's text as the editor counts it: in lines and characters. */
export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** A span of a text that need not be open in the editor. */
export function rangeIn({ lines }: CommandDocument, { start, end }: Span): Range {
  return { start: positionAt(lines, start), end: positionAt(lines, end) };
}

/** What an editor asks about, in offsets of the document's text. */
export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** Edits of a document's text as it stands now. */
export function toTextEdits(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(document, span), newText }));
}

/** A hover with its Markdown; null, as the protocol has it, where there is none. */
export function toHover(document: TextDocument, hover: CommandHover | undefined): Hover | null {
  if (hover === undefined) return null;
  return { range: toRange(document, hover.span), contents: { kind: MarkupKind.Markdown, value: hover.markdown } };
}

/** A problem of a Command, with a link to what is written about its rule. */
export function toDiagnostic(document: TextDocument, problem: Problem): Diagnostic {
  return {
    source: 'xnat',
    code: problem.code,
    codeDescription: { href: `${RULES_PAGE}#${problem.code}` },
    severity: SEVERITIES[problem.severity],
    range: toRange(document, problem.span),
    message: problem.message,
    ...(problem.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(problem.related.length > 0 && {
      relatedInformation: problem.related.map(({ span, message }) => ({
        location: { uri: document.uri, range: toRange(document, span) },
        message,
      })),
    }),
  };
}

/** A fix of a problem; preferred where it is safe, so that the editor can make it without asking which. */
export function toCodeAction(document: TextDocument, problem: Problem, fix: QuickFix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, problem)],
    isPreferred: fix.kind === 'safe',
    edit: {
      changes: { [document.uri]: toTextEdits(document, fix.edits) },
    },
  };
}

/** A refactoring, of the kind that the editor lists it under. */
export function toRefactorAction(document: TextDocument, { title, kind, edits }: Refactoring): CodeAction {
  return {
    title,
    kind: kind === 'extract' ? CodeActionKind.RefactorExtract : CodeActionKind.RefactorRewrite,
    edit: { changes: { [document.uri]: toTextEdits(document, edits) } },
  };
}
