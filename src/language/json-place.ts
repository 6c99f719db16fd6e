import type { CommandDocument } from '../command/document/command-document';
import { lastStartingBefore } from '../command/document/navigation';
import type { ArrayNode, JsonNode, ObjectNode, PropertyNode, Span } from '../command/document/syntax-tree';

/** At a property name, or where one could stand. */
interface KeyPlace {
  readonly at: 'key';
  /** The property whose key the place touches. */
  readonly property: PropertyNode | undefined;
}

/** At the value of a property, or behind its colon where a value could stand. A list or an object counts from outside. */
interface ValuePlace {
  readonly at: 'value';
  readonly property: PropertyNode;
  readonly value: JsonNode | undefined;
}

/** At an element of a property's list, or where one could stand. */
interface ElementPlace {
  readonly at: 'element';
  /** The property whose list it is: of lists in lists, the outermost. */
  readonly property: PropertyNode;
  readonly list: ArrayNode;
  /** The element the place touches. */
  readonly value: JsonNode | undefined;
}

/** Where a value of the whole text stands or could stand: the root itself, or an element of a list that is the root. */
interface RootPlace {
  readonly at: 'root';
  readonly list: ArrayNode | undefined;
  readonly value: JsonNode | undefined;
}

/** A place in an object. */
type InnerPlace = KeyPlace | ValuePlace | ElementPlace;

/** A place in JSON, and the innermost object around it. */
export type JsonPlace = (InnerPlace & { readonly object: ObjectNode }) | RootPlace;

/** How an inner object is reached: as the value of a property, as an element of its list, or deeper in lists of lists. */
export type Step = 'value' | 'element' | 'nested';

/** Whether a place is in a comment. */
export function isInComment({ comments }: CommandDocument, offset: number): boolean {
  return comments.some(({ start, end }) => start < offset && offset <= end);
}

/**
 * Goes inwards from an object that a place is in to the innermost one.
 *
 * @param outermost the object, and whatever is to be known of those around a place
 * @param entering what is known of an inner object
 */
export function placeIn<Around extends { readonly object: ObjectNode }>(
  document: CommandDocument,
  offset: number,
  outermost: Around,
  entering: (around: Around, object: ObjectNode, property: PropertyNode, step: Step) => Around,
): Around & InnerPlace {
  let around = outermost;
  for (;;) {
    const property = lastStartingBefore(around.object.properties, offset);
    if (property === undefined) return { ...around, at: 'key', property: undefined };
    if (offset <= property.key.end) return { ...around, at: 'key', property };
    const { value } = property;
    if (value === undefined || offset <= value.start) {
      const isBehindColon = offset <= property.end || !hasComma(document, property.end, offset);
      if (property.end > property.key.end && isBehindColon) return { ...around, at: 'value', property, value };
      return { ...around, at: 'key', property: undefined };
    }
    if (value.kind === 'object' && isInside(document.text, value, offset)) {
      around = entering(around, value, property, 'value');
    } else if (value.kind === 'array' && isInside(document.text, value, offset)) {
      const element = elementIn(document.text, value, offset);
      if (element.value?.kind !== 'object' || !isInside(document.text, element.value, offset)) {
        return { ...around, at: 'element', property, ...element };
      }
      around = entering(around, element.value, property, element.list === value ? 'element' : 'nested');
    } else if (offset <= value.end) {
      return { ...around, at: 'value', property, value };
    } else {
      return { ...around, at: 'key', property: undefined };
    }
  }
}

/** The innermost list around the place, and the element of it that the place touches or is in. */
function elementIn(text: string, outer: ArrayNode, offset: number): { list: ArrayNode; value: JsonNode | undefined } {
  let list = outer;
  for (;;) {
    const item = touching(lastStartingBefore(list.items, offset), offset);
    if (item?.kind !== 'array' || !isInside(text, item, offset)) return { list, value: item };
    list = item;
  }
}

/** Whether a place is between the brackets of a container; one that is not closed goes on to its end. */
export function isInside(text: string, node: JsonNode, offset: number): boolean {
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

/** The span, where a place is inside it or at one of its ends. */
export function touching<T extends Span>(span: T | undefined, offset: number): T | undefined {
  return span !== undefined && span.start <= offset && offset <= span.end ? span : undefined;
}
