import type { CommandDocument } from '../document/command-document';
import { plainFor } from '../document/invisible-characters';
import { insertAt } from '../document/text-edits';
import type { SyntaxFault } from '../document/syntax-fault';
import type { Problem, QuickFix, TextEdit } from '../problem';
import { choiceFix, safeFix } from './fix-context';

/** Fixes for text that is no JSON: they need no Command to be found in it. */
export function syntaxFixes(document: CommandDocument, problem: Problem): readonly (QuickFix | undefined)[] {
  const fault = document.syntaxFaults.find(
    ({ span }) => span.start === problem.span.start && span.end === problem.span.end,
  );
  return fault === undefined ? [] : syntaxFix(document.text, fault);
}

function syntaxFix(text: string, { kind, span }: SyntaxFault): readonly (QuickFix | undefined)[] {
  const written = text.slice(span.start, span.end);
  const replace = (newText: string): TextEdit => ({ span, newText });
  switch (kind) {
    case 'trailing-comma':
    case 'extra-comma':
      return [safeFix('Remove the comma', replace(''))];
    case 'missing-comma':
      return [safeFix('Add a comma', replace(','))];
    case 'byte-order-mark':
      return [safeFix('Remove the byte order mark', replace(''))];
    case 'slash-comment':
      return [choiceFix('Delete the comment', replace(''))];
    case 'unquoted-key':
      return [safeFix('Put the name in quotes', replace(JSON.stringify(written)))];
    case 'unopened-string':
      return [safeFix('Add the quotation mark', insertAt(span.start, '"'))];
    case 'bad-escape':
      return [safeFix('Write the backslash as two', { span: { start: span.start, end: span.start }, newText: '\\' })];
    case 'control-character':
      return [safeFix('Write it as an escape', replace(JSON.stringify(written).slice(1, -1)))];
    case 'invisible-character':
      return [safeFix(plainFor(written) === '' ? 'Remove it' : 'Write a plain blank', replace(plainFor(written)))];
    case 'bad-number': {
      const value = Number(written);
      return Number.isFinite(value) ? [safeFix(`Write ${value}`, replace(String(value)))] : [];
    }
    case 'unknown-word': {
      const word = { true: 'true', false: 'false', null: 'null', none: 'null', undefined: 'null' }[
        written.toLowerCase()
      ];
      return word === undefined
        ? [choiceFix('Put it in quotes', replace(JSON.stringify(written)))]
        : [safeFix(`Write ${word}`, replace(word))];
    }
    default:
      return [];
  }
}

/** Fixes for a root of the wrong kind. */
export function rootFixes(document: CommandDocument): readonly (QuickFix | undefined)[] {
  const { root } = document;
  if (root === undefined) return [];
  if (document.mode === 'label') {
    if (root.kind !== 'object') return [];
    return [safeFix('Put the Command into a list', insertAt(root.start, '['), insertAt(root.end, ']'))];
  }
  const [only, other] = root.kind === 'array' ? root.items : [];
  if (only?.kind !== 'object' || other !== undefined) return [];
  const cut = (start: number, end: number): TextEdit => ({ span: { start, end }, newText: '' });
  return [safeFix('Take the Command out of its list', cut(root.start, only.start), cut(only.end, root.end))];
}
