import { commandsOf, type CommandDocument, type CommandNode } from '../command/document/command-document';
import type { ArrayNode, JsonNode, ObjectNode, PropertyNode, Span } from '../command/document/syntax-tree';
import { objectTypeOfElement, objectTypeOfValue, type ObjectType } from './object-type';

/** The objects around a place, the innermost last. */
interface Surroundings {
  readonly command: CommandNode;
  /** The wrapper the place is in; undefined outside `xnat`. */
  readonly wrapper: ObjectNode | undefined;
  /** The innermost object, and what it stands for. */
  readonly object: ObjectNode;
  readonly type: ObjectType;
}

/** At a property name, or where one could stand. */
interface KeyLocation extends Surroundings {
  readonly at: 'key';
  /** The property whose key the place touches. */
  readonly property: PropertyNode | undefined;
}

/** At the value of a property, or behind its colon where a value could stand. A list or an object counts from outside. */
interface ValueLocation extends Surroundings {
  readonly at: 'value';
  readonly property: PropertyNode;
  readonly value: JsonNode | undefined;
}

/** At an element of a property's list, or where one could stand. */
interface ElementLocation extends Surroundings {
  readonly at: 'element';
  /** The property whose list it is: of lists in lists, the outermost. */
  readonly property: PropertyNode;
  readonly list: ArrayNode;
  /** The element the place touches. */
  readonly value: JsonNode | undefined;
}

/** Where a whole Command stands or could stand: at the root, or between the Commands of a label's list. */
interface RootLocation {
  readonly at: 'root';
  /** The list of a label. */
  readonly list: ArrayNode | undefined;
  readonly value: JsonNode | undefined;
}

/** What a place in the text of a Command is part of. */
export type Location = KeyLocation | ValueLocation | ElementLocation | RootLocation;

/**
 * What a place in the text is part of. Both ends of a word or string count as part of it; of an object or a list only
 * what is between its brackets does. Undefined in a comment and behind the root value.
 *
 * @param offset from 0 to the text's length, both included
 */
export function locationAt(document: CommandDocument, offset: number): Location | undefined {
  if (document.comments.some(({ start, end }) => start < offset && offset <= end)) return undefined;
  const { root, text } = document;
  if (root === undefined) return { at: 'root', list: undefined, value: undefined };
  if (root.kind === 'array' && isInside(text, root, offset)) {
    const item = lastFrom(root.items, offset);
    if (item?.kind !== 'object' || !isInside(text, item, offset)) {
      return { at: 'root', list: root, value: touching(item, offset) };
    }
  } else if (offset <= root.start || !isInside(text, root, offset)) {
    return offset > root.end ? undefined : { at: 'root', list: undefined, value: root };
  }
  const command = commandsOf(document).find(({ node }) => isInside(text, node, offset));
  if (command?.node.kind !== 'object') return undefined;
  return locationIn(document, offset, { command, wrapper: undefined, object: command.node, type: 'command' });
}

/** Goes inwards from the Command to the innermost object. */
function locationIn(document: CommandDocument, offset: number, outermost: Surroundings): Location {
  let around = outermost;
  for (;;) {
    const property = lastFrom(around.object.properties, offset);
    if (property === undefined) return { ...around, at: 'key', property: undefined };
    if (offset <= property.key.end) return { ...around, at: 'key', property };
    const { value } = property;
    if (value === undefined || offset <= value.start) {
      const isBehindColon = offset <= property.end || !hasComma(document, property.end, offset);
      if (property.end > property.key.end && isBehindColon) return { ...around, at: 'value', property, value };
      return { ...around, at: 'key', property: undefined };
    }
    if (value.kind === 'object' && isInside(document.text, value, offset)) {
      around = entering(around, value, objectTypeOfValue(around.type, property.key.value));
    } else if (value.kind === 'array' && isInside(document.text, value, offset)) {
      const element = elementIn(document.text, value, offset);
      if (element.value?.kind !== 'object' || !isInside(document.text, element.value, offset)) {
        return { ...around, at: 'element', property, ...element };
      }
      const type = element.list === value ? objectTypeOfElement(around.type, property.key.value) : 'free';
      around = entering(around, element.value, type);
    } else if (offset <= value.end) {
      return { ...around, at: 'value', property, value };
    } else {
      return { ...around, at: 'key', property: undefined };
    }
  }
}

function entering(around: Surroundings, object: ObjectNode, type: ObjectType): Surroundings {
  return { ...around, object, type, wrapper: type === 'wrapper' ? object : around.wrapper };
}

/** The innermost list around the place, and the element of it that the place touches or is in. */
function elementIn(text: string, outer: ArrayNode, offset: number): { list: ArrayNode; value: JsonNode | undefined } {
  let list = outer;
  for (;;) {
    const item = touching(lastFrom(list.items, offset), offset);
    if (item?.kind !== 'array' || !isInside(text, item, offset)) return { list, value: item };
    list = item;
  }
}

/** Whether a place is between the brackets of a container; one that is not closed goes on to its end. */
function isInside(text: string, node: JsonNode, offset: number): boolean {
  if (node.kind !== 'object' && node.kind !== 'array') return false;
  return node.start < offset && (offset < node.end || (offset === node.end && !isClosed(text, node)));
}

function isClosed(text: string, node: ObjectNode | ArrayNode): boolean {
  const last = node.kind === 'object' ? node.properties.at(-1) : node.items.at(-1);
  const lastEnd = last?.end ?? node.start + 1;
  return lastEnd < node.end && text.charAt(node.end - 1) === (node.kind === 'object' ? '}' : ']');
}

function hasComma({ text, comments }: CommandDocument, start: number, end: number): boolean {
  let at = start;
  for (const comment of comments) {
    if (comment.end <= at || comment.start >= end) continue;
    if (text.slice(at, comment.start).includes(',')) return true;
    at = comment.end;
  }
  return text.slice(at, end).includes(',');
}

function touching<T extends Span>(span: T | undefined, offset: number): T | undefined {
  return span !== undefined && span.start <= offset && offset <= span.end ? span : undefined;
}

/** The last of the spans, which are in order, that starts at or before the place. */
function lastFrom<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  let low = -1;
  let high = spans.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return spans[low];
}
