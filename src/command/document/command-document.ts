import type { DecodedBody } from './decode-body';
import { parseJson, type ParsedJson } from './json-parser';
import { indexLines, type LineIndex } from './line-index';
import { pointerOf } from './navigation';
import { losesTrack, type SyntaxFault } from './syntax-fault';
import type { JsonNode, Span } from './syntax-tree';

/**
 * How the server meets the text: `create`, the body of `POST /xapi/commands`; `update`, the body that replaces a stored
 * Command; `label`, the value of an image's `org.nrg.commands` label, which is a list of Commands.
 */
export type CommandMode = 'create' | 'update' | 'label';

/** A text that is, or is to become, one Command (or, for a label, a list of them), with the places of all its parts. */
export interface CommandDocument {
  readonly text: string;
  readonly mode: CommandMode;
  /** Undefined where the text holds no value at all. */
  readonly root: JsonNode | undefined;
  /** Empty exactly when the text is JSON as the server reads it. In the order of the text. */
  readonly syntaxFaults: readonly SyntaxFault[];
  /** `whole`: the tree is what the author wrote. `guessed`: behind the last syntax fault it is a guess. */
  readonly tree: 'whole' | 'guessed';
  readonly comments: readonly Span[];
  /** What follows the root value and the server never reads, from the first thing that is no comment. */
  readonly trailing: Span | undefined;
  readonly lines: LineIndex;
}

/** One Command of a document: the root, or an element of a label's list. */
export interface CommandNode {
  readonly node: JsonNode;
  /** `""` or `/0`, `/1`, … */
  readonly pointer: string;
}

/**
 * Reads a text once, for everything that is to be asked of it. Never throws.
 *
 * @param source any text, or what was decoded from bytes; offsets into it are UTF-16 code units
 * @param mode how the server will meet it
 */
export function createCommandDocument(source: string | DecodedBody, mode: CommandMode): CommandDocument {
  const { text, malformedAt } = typeof source === 'string' ? { text: source, malformedAt: undefined } : source;
  const mayHaveMark = typeof source === 'string' && mode !== 'label';
  const parsed = parseJson(text, mayHaveMark ? 'skipped' : 'refused');
  const syntaxFaults = withMalformed(parsed, malformedAt, text.length);
  let lines: LineIndex | undefined;
  return {
    text,
    mode,
    root: parsed.root,
    syntaxFaults,
    tree: syntaxFaults.some((fault) => losesTrack(fault.kind)) ? 'guessed' : 'whole',
    comments: parsed.comments,
    trailing: parsed.trailing,
    get lines() {
      return (lines ??= indexLines(text));
    },
  };
}

/** Bytes that are no text fail when the server's parser gets to them, which it does not behind the root value. */
function withMalformed(parsed: ParsedJson, at: number | undefined, length: number): readonly SyntaxFault[] {
  const end = parsed.root?.end ?? length;
  if (at === undefined || (parsed.root !== undefined && at >= end)) return parsed.faults;
  const before = parsed.faults.filter((fault) => fault.span.end <= at);
  return [...before, { kind: 'bad-encoding', span: { start: at, end: Math.min(at + 1, length) } }];
}

/** The Commands a document holds, in the order of the text. Whatever stands in their place is given as it is. */
export function commandsOf(document: CommandDocument): readonly CommandNode[] {
  if (document.root === undefined) return [];
  if (document.mode !== 'label') return [{ node: document.root, pointer: '' }];
  if (document.root.kind !== 'array') return [];
  return document.root.items.map((node) => ({ node, pointer: pointerOf(node) }));
}
