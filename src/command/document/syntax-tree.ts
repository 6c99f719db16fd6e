/** Half-open span of UTF-16 code units in a document's text: `start` is inside, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface NodeBase extends Span {
  /** The object or array that holds this node; undefined for the root. */
  readonly parent: ObjectNode | ArrayNode | undefined;
}

/** One `"key": value` of an object. A key that appears twice gives two properties, in the order of the text. */
export interface PropertyNode extends Span {
  readonly key: StringNode;
  /** Undefined while the value is still to be typed. */
  readonly value: JsonNode | undefined;
}

export interface ObjectNode extends NodeBase {
  readonly kind: 'object';
  readonly properties: readonly PropertyNode[];
}

export interface ArrayNode extends NodeBase {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface StringNode extends NodeBase {
  readonly kind: 'string';
  /** The text meant, escapes resolved. The span includes the quotes. */
  readonly value: string;
  /** Whether some of it is written as an escape; otherwise it stands in the text as it is. */
  readonly hasEscapes: boolean;
}

export interface NumberNode extends NodeBase {
  readonly kind: 'number';
  /** As written: the server cuts and widens numbers by its own rules, so the digits matter. */
  readonly raw: string;
}

export interface BooleanNode extends NodeBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullNode extends NodeBase {
  readonly kind: 'null';
}

export type JsonNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode;
