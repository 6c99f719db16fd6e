import { type BoundDocument, bindDocument } from '../binding/bind-command';
import type { CommandDocument } from '../document/command-document';
import { replaceValue } from '../document/json-changes';
import { insertProperty } from '../document/json-edits';
import { nodeAtPointer, propertyHolding, propertyOf } from '../document/navigation';
import type { ArrayNode, JsonNode, ObjectNode, PropertyNode } from '../document/syntax-tree';
import type { JsonToWrite } from '../document/write-json';
import type { Located, LocatedCommand, LocatedWrapper } from '../model/located-command';
import type { Problem, QuickFix, TextEdit } from '../problem';
import { quoted } from '../rules/wording';
import { type CommandTemplates, readTemplates } from '../template/command-templates';

/** Which fixes are asked for: all that can be offered, or those alone that may be applied unasked. */
export type WantedFixes = 'all' | 'safe';

/** What a fixer may look at. */
export interface FixContext {
  readonly document: CommandDocument;
  readonly problem: Problem;
  /** With `safe`, a fixer whose fixes are all choices may do without the search for them. */
  readonly wanted: WantedFixes;
  /** The Command that the problem is in. */
  readonly command: LocatedCommand;
  readonly templates: CommandTemplates;
  /** The value at the problem's pointer, or the object that lacks one. */
  readonly node: JsonNode;
  /** The property that value belongs to; undefined for the root and for elements of lists. */
  readonly property: PropertyNode | undefined;
  /** The object or list around the value; undefined for the root. */
  readonly holder: ObjectNode | ArrayNode | undefined;
  /** The wrapper that the problem is in. */
  readonly wrapper: LocatedWrapper | undefined;
}

/** Makes the fixes of one kind of problem; none where nothing can be done mechanically. */
export type Fixer = (context: FixContext) => readonly (QuickFix | undefined)[];

interface BoundCommands {
  readonly bound: BoundDocument;
  readonly commands: readonly LocatedCommand[];
  readonly templates: Map<LocatedCommand, CommandTemplates>;
}

const known = new WeakMap<CommandDocument, BoundCommands>();

/** A document bound once for all fixes of its problems. */
export function boundCommandsOf(document: CommandDocument): BoundCommands {
  let commands = known.get(document);
  if (commands === undefined) {
    const bound = bindDocument(document);
    commands = { bound, commands: bound.commands.map(({ located }) => located), templates: new Map() };
    known.set(document, commands);
  }
  return commands;
}

/** Finds what a problem is about; undefined where that is no part of a Command, or the text has moved on from it. */
export function fixContextOf(document: CommandDocument, problem: Problem, wanted: WantedFixes): FixContext | undefined {
  const node = nodeAtPointer(document.root, problem.pointer, problem.span);
  const { commands, templates } = boundCommandsOf(document);
  const command = partHolding(problem.pointer, commands);
  if (node === undefined || command === undefined) return undefined;
  return {
    document,
    problem,
    wanted,
    command,
    get templates() {
      let read = templates.get(command);
      if (read === undefined) templates.set(command, (read = readTemplates(command)));
      return read;
    },
    node,
    property: propertyHolding(node),
    holder: node.parent,
    wrapper: partHolding(problem.pointer, command.wrappers),
  };
}

/** The part of a list that the problem is in. */
export function partAround<T extends Located<unknown>>({ problem }: FixContext, parts: readonly T[]): T | undefined {
  return partHolding(problem.pointer, parts);
}

/** A document has very many problems, and its lists very many parts, so each list is read once for all of them. */
const indexes = new WeakMap<readonly Located<unknown>[], ReadonlyMap<string, number>>();

function partHolding<T extends Located<unknown>>(pointer: string, parts: readonly T[]): T | undefined {
  let byPointer = indexes.get(parts);
  if (byPointer === undefined) {
    byPointer = new Map(parts.map((part, index) => [part.pointer, index]));
    indexes.set(parts, byPointer);
  }
  for (let end = pointer.length; end >= 0; end = end === 0 ? -1 : pointer.lastIndexOf('/', end - 1)) {
    const index = byPointer.get(pointer.slice(0, end));
    if (index !== undefined) return parts[index];
  }
  return undefined;
}

/** The object whose property is wrong or missing: the one around the property, or the one the problem points at. */
export function objectOf({ node, property, holder }: FixContext, key: string): ObjectNode | undefined {
  if (property?.key.value === key && holder?.kind === 'object') return holder;
  return node.kind === 'object' ? node : undefined;
}

/** Gives a property another value, or adds it where it is not written; undefined where it is half typed. */
export function setProperty(
  document: CommandDocument,
  object: ObjectNode,
  key: string,
  value: JsonToWrite,
): TextEdit | undefined {
  const property = propertyOf(object, key);
  if (property === undefined) return insertProperty(document, object, key, value);
  return property.value === undefined ? undefined : replaceValue(document, property.value, value);
}

/** A fix with one plain outcome, which "fix all" may apply unasked. */
export function safeFix(title: string, ...edits: readonly (TextEdit | undefined)[]): QuickFix | undefined {
  return fix('safe', title, edits);
}

/** A fix that is the author's to choose. */
export function choiceFix(title: string, ...edits: readonly (TextEdit | undefined)[]): QuickFix | undefined {
  return fix('choice', title, edits);
}

function fix(kind: QuickFix['kind'], title: string, edits: readonly (TextEdit | undefined)[]): QuickFix | undefined {
  const all = edits.filter((edit) => edit !== undefined);
  return all.length === edits.length && all.length > 0 ? { title, edits: all, kind } : undefined;
}

/** All that several fixers have to offer, in their order. */
export function allFixes(...fixers: readonly Fixer[]): Fixer {
  return (context) => fixers.flatMap((fixer) => fixer(context));
}

/** Of a name that several have, what a fixer offers where it is written: one that is missing is mended as missing. */
export function whereNamed(fixer: Fixer): Fixer {
  return (context) => (propertyOf(objectOf(context, 'name'), 'name') === undefined ? [] : fixer(context));
}

/** Gives a property one of several values, each a choice of its own. */
export function chooseValues(
  context: FixContext,
  key: string,
  values: readonly string[],
): readonly (QuickFix | undefined)[] {
  const object = objectOf(context, key);
  if (object === undefined) return [];
  return values.map((value) =>
    choiceFix(`Set "${key}" to ${quoted(value)}`, setProperty(context.document, object, key, value)),
  );
}
