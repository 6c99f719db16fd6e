import type { CommandDocument, CommandMode } from '../document/command-document';
import { escapePointerStep, nodeAt, pointerOf } from '../document/navigation';
import { describeInvisible } from '../document/invisible-characters';
import { losesTrack, type SyntaxFault, type SyntaxFaultKind } from '../document/syntax-fault';
import type { Problem } from '../problem';
import { createProblem } from '../rules/create-problem';
import { quote } from './wording';

/** What is wrong, and what to do about it; `{}` is what stands there. */
const TEXTS: Readonly<Record<SyntaxFaultKind, string>> = {
  empty: 'There is nothing here to read. Write a Command: an object between braces.',
  'trailing-comma': 'A comma may not stand before a closing bracket. Remove it.',
  'slash-comment': 'Comments in this style are not read. Begin each line of a comment with "#", or remove it.',
  'missing-comma': 'A comma is missing here.',
  'missing-colon': 'A colon and a value are missing after this property name.',
  'missing-value': 'This property has no value yet.',
  'extra-comma': 'There is nothing before this comma. Remove it.',
  'unquoted-key': 'The property name {} must stand between quotation marks.',
  'unopened-string': 'The quotation mark before this text is missing.',
  'unknown-word': '{} is no value. Write true, false or null in lower case, or put text between quotation marks.',
  'bad-number':
    '{} is no JSON number. Write it like 12 or -0.5: with a digit on both sides of the point, and without "+" or leading zeros.',
  'bad-escape': '{} is no escape that JSON knows. Write a backslash itself as two.',
  'control-character':
    'A control character may not stand here as it is. Write it as an escape, such as \\t, or remove it.',
  'invisible-character':
    '{} cannot stand here. It looks like a blank, or like nothing: write a plain blank, or remove it.',
  'unclosed-string': 'This text has no closing quotation mark on its line. Write a line break inside text as \\n.',
  'unclosed-object': 'This object has no closing brace.',
  'unclosed-array': 'This list has no closing bracket.',
  'unexpected-character': '{} cannot stand here.',
  'byte-order-mark': 'A label may not begin with a byte order mark. Remove it.',
  'bad-encoding': 'From here on the bytes are no text in the encoding of the file. Save it as UTF-8.',
};

const UNREADABLE: Readonly<Record<CommandMode, string>> = {
  create: 'The Container Service cannot read the Command.',
  update: 'The Container Service cannot read the Command.',
  label: 'The Container Service cannot read the label, so it installs none of its Commands.',
};

/** The consequence of a text that cannot be read, as a sentence. */
export function unreadable(mode: CommandMode): string {
  return UNREADABLE[mode];
}

/** What is wrong with a text that is no JSON, and what to do about it. */
export function describeSyntaxFault(text: string, { kind, span }: SyntaxFault): string {
  const there = text.slice(span.start, span.end);
  const shown = () => (kind === 'invisible-character' ? describeInvisible(there) : quote(there));
  return TEXTS[kind].replace('{}', shown);
}

/** One problem for each place where the text stops being JSON. */
export function syntaxProblems(document: CommandDocument): readonly Problem[] {
  return document.syntaxFaults.map((fault) => {
    const what = describeSyntaxFault(document.text, fault);
    const place = { pointer: pointerAt(document, fault), span: fault.span };
    return createProblem('json-syntax', place, `${what} ${unreadable(document.mode)}`);
  });
}

/** The pointer of the value that a fault is in, or of the property whose value it keeps from being one. */
function pointerAt(document: CommandDocument, { span }: SyntaxFault): string {
  let node = nodeAt(document.root, span.start)?.node;
  while (node?.parent !== undefined && node.end <= span.start) node = node.parent;
  if (node === undefined) return '';
  const unfinished =
    node.kind === 'object'
      ? node.properties.find(({ start, end, value }) => value === undefined && start <= span.start && span.start <= end)
      : undefined;
  const pointer = pointerOf(node);
  return unfinished === undefined ? pointer : `${pointer}/${escapePointerStep(unfinished.key.value)}`;
}

const UNCERTAIN: ReadonlySet<SyntaxFaultKind> = new Set<SyntaxFaultKind>([
  'bad-escape',
  'missing-value',
  'unknown-word',
  'unopened-string',
]);

/**
 * Pointers of values that syntax faults make uncertain: those still to be typed, those that are no value, and those of
 * which a character is unclear. Only of use where the tree as a whole is what the author wrote.
 */
export function halfTypedPointers(document: CommandDocument): readonly string[] {
  return document.syntaxFaults.filter(({ kind }) => UNCERTAIN.has(kind)).map((fault) => pointerAt(document, fault));
}

/** Where the text is lost: what the tree holds from there on is a guess. */
export function certainEnd(document: CommandDocument): number {
  return document.syntaxFaults.find((fault) => losesTrack(fault.kind))?.span.start ?? document.text.length;
}
