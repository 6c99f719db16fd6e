import { type BoundCommand, bindDocument } from '../binding/bind-command';
import type { CommandDocument } from '../document/command-document';
import { nodeAtPointer, propertyHolding } from '../document/navigation';
import type { ArrayNode, JsonNode, ObjectNode, PropertyNode } from '../document/syntax-tree';
import { type LocatedCommand, locateCommand } from '../model/located-command';
import type { Problem, QuickFix, TextEdit } from '../problem';

/** What a fixer may look at. Nodes are undefined where a problem's pointer leads nowhere. */
export interface FixContext {
  readonly document: CommandDocument;
  readonly problem: Problem;
  /** The Command that the problem is in. */
  readonly command: LocatedCommand;
  /** The value at the problem's pointer, or the object that lacks one. */
  readonly node: JsonNode;
  /** The property that value belongs to; undefined for the root and for elements of lists. */
  readonly property: PropertyNode | undefined;
  /** The object or list around the value; undefined for the root. */
  readonly holder: ObjectNode | ArrayNode | undefined;
}

/** Makes the fixes of one kind of problem; none where nothing can be done mechanically. */
export type Fixer = (context: FixContext) => readonly (QuickFix | undefined)[];

/** Finds what a problem is about; undefined where the text has moved on from it. */
export function fixContextOf(document: CommandDocument, problem: Problem): FixContext | undefined {
  const node = nodeAtPointer(document.root, problem.pointer);
  const bound = boundAround(document, problem);
  if (node === undefined || bound === undefined) return undefined;
  return {
    document,
    problem,
    command: locateCommand(bound.command, bound.node, bound.pointer, document.mode),
    node,
    property: propertyHolding(node),
    holder: node.parent,
  };
}

const lastBound = new WeakMap<CommandDocument, readonly BoundCommand[]>();

function boundAround(document: CommandDocument, problem: Problem): BoundCommand | undefined {
  let commands = lastBound.get(document);
  if (commands === undefined) {
    commands = bindDocument(document).commands;
    lastBound.set(document, commands);
  }
  if (document.mode !== 'label') return commands[0];
  const index = /^\/[^/]*/.exec(problem.pointer)?.[0];
  return commands.find(({ pointer }) => pointer === index);
}

/** A fix with one plain outcome, which "fix all" may apply unasked. */
export function safeFix(title: string, ...edits: readonly TextEdit[]): QuickFix {
  return { title, edits, kind: 'safe' };
}

/** A fix that is the author's to choose. */
export function choiceFix(title: string, ...edits: readonly TextEdit[]): QuickFix {
  return { title, edits, kind: 'choice' };
}

/** All that several fixers have to offer, in their order. */
export function allFixes(...fixers: readonly Fixer[]): Fixer {
  return (context) => fixers.flatMap((fixer) => fixer(context));
}
