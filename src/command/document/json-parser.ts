import { JsonScanner, type Dialect } from './json-scanner';
import type { SyntaxFault } from './syntax-fault';
import type { ArrayNode, JsonNode, ObjectNode, PropertyNode, Span, StringNode } from './syntax-tree';

const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const BYTE_ORDER_MARK = 0xfeff;

/** The tree of a text, with what stands in it besides the tree. */
export interface ParsedJson {
  /** Undefined where no value starts at all. */
  readonly root: JsonNode | undefined;
  /** In the order of the text. Empty exactly when the server's parser reads the root value to its end. */
  readonly faults: readonly SyntaxFault[];
  /** `#` comments (and the wrong `//` and block ones), without the line end. */
  readonly comments: readonly Span[];
  /** What follows the root value, which the server never looks at; undefined where it is only white space or comments. */
  readonly trailing: Span | undefined;
}

/** `skipped`: a byte order mark may start the text, as in a request body. `refused`: it may not, as in an image label. */
export type ByteOrderMark = 'skipped' | 'refused';

/**
 * Parses JSON as the server's mapper does: Jackson with, in the server's dialect, single quotes and `#` comments allowed,
 * and nothing else beyond the standard. Never throws and never recurses, so depth is bounded by memory alone. Text behind
 * the root value is not looked at, because the server stops there.
 *
 * @param text any text, also half typed or no JSON at all
 * @param mark whether a byte order mark may start it
 */
export function parseJson(text: string, mark: ByteOrderMark, dialect: Dialect = 'server'): ParsedJson {
  const scanner = new JsonScanner(text, dialect);
  if (scanner.peek() === BYTE_ORDER_MARK) {
    if (mark === 'refused') scanner.fault('byte-order-mark', 0, 1);
    scanner.pos = 1;
  }
  scanner.skipSpace();
  const root = new Parser(scanner).root();
  if (root === undefined && scanner.faults.length === 0) scanner.fault('empty', 0, text.length);
  const { faults, comments } = scanner;
  const rest = new JsonScanner(text, dialect);
  rest.pos = scanner.pos;
  rest.skipSpace();
  if (rest.isAtEnd() && rest.faults.length === 0) {
    return { root, faults, comments: comments.concat(rest.comments), trailing: undefined };
  }
  const start = rest.faults[0]?.span.start ?? rest.pos;
  return { root, faults, comments, trailing: { start, end: Math.max(text.trimEnd().length, start + 1) } };
}

type Building<T> = { -readonly [K in keyof T]: T[K] };
interface BuildingObject extends Omit<Building<ObjectNode>, 'properties'> {
  properties: PropertyNode[];
}
interface BuildingArray extends Omit<Building<ArrayNode>, 'items'> {
  items: JsonNode[];
}
type Container = BuildingObject | BuildingArray;

/**
 * What reading one member or element comes to: the container that it opens; `complete`; `unfinished`, where a value is
 * still to be typed, so that a missing comma is no fault of its own; or `nothing`, where none can be made out.
 */
type Outcome = Container | 'complete' | 'unfinished' | 'nothing';

class Parser {
  /** How many containers of each kind are open around the scanner's place. */
  private readonly open = { object: 0, array: 0 };

  constructor(private readonly scanner: JsonScanner) {}

  root(): JsonNode | undefined {
    const { scanner } = this;
    while (!scanner.isAtEnd()) {
      const value = this.value(undefined);
      if (value !== undefined) {
        if (isContainer(value)) this.contents(value);
        return value;
      }
      scanner.skipSpace();
    }
    return undefined;
  }

  /** Reads members and elements until the outermost container is closed or the text ends. */
  private contents(outermost: Container): void {
    const { scanner } = this;
    let container: Container | undefined = outermost;
    this.open[container.kind]++;
    let after: 'open' | 'comma' | 'value' = 'open';
    let comma = 0;
    while (container !== undefined) {
      scanner.skipSpace();
      if (scanner.isAtEnd()) {
        this.closeAll(container);
        return;
      }
      const code = scanner.peek();
      if (this.isCloser(code)) {
        if (after === 'comma') scanner.fault('trailing-comma', comma, comma + 1);
        container = this.close(container, code);
        after = 'value';
      } else if (code === COMMA) {
        if (after === 'value') {
          comma = scanner.pos;
          after = 'comma';
        } else {
          scanner.fault('extra-comma', scanner.pos, scanner.pos + 1);
        }
        scanner.take();
      } else if (!scanner.startsValue()) {
        scanner.unexpected();
      } else {
        if (after === 'value') scanner.fault('missing-comma', scanner.tokenEnd, scanner.tokenEnd);
        const outcome: Outcome = container.kind === 'object' ? this.member(container) : this.element(container);
        if (outcome === 'nothing') continue;
        after = outcome === 'complete' ? 'value' : 'open';
        if (typeof outcome === 'string') continue;
        container = outcome;
        this.open[container.kind]++;
      }
    }
  }

  /** A closer of the other kind ends the innermost container too, where a container of its kind is open around it. */
  private isCloser(code: number): boolean {
    return (code === CLOSE_BRACE && this.open.object > 0) || (code === CLOSE_BRACKET && this.open.array > 0);
  }

  /** Ends the innermost container at a closer, which is left for the next one where it is not its own. */
  private close(container: Container, code: number): Container | undefined {
    const { scanner } = this;
    if ((code === CLOSE_BRACE) === (container.kind === 'object')) scanner.take();
    else scanner.fault(unclosed(container), scanner.pos, scanner.pos + 1);
    endAt(container, scanner.tokenEnd);
    this.open[container.kind]--;
    return container.parent as Container | undefined;
  }

  private closeAll(innermost: Container): void {
    this.scanner.fault(unclosed(innermost), innermost.start, innermost.start + 1);
    for (let node: Container | undefined = innermost; node !== undefined; node = node.parent as Container | undefined) {
      endAt(node, this.scanner.text.length);
    }
  }

  private member(object: BuildingObject): Outcome {
    const { scanner } = this;
    const key = this.key(object);
    if (key === undefined) {
      scanner.unexpected();
      return 'nothing';
    }
    const property: Building<PropertyNode> = { start: key.start, end: key.end, key, value: undefined };
    object.properties.push(property);
    scanner.skipSpace();
    if (scanner.peek() === COLON) {
      scanner.take();
      property.end = scanner.tokenEnd;
      scanner.skipSpace();
    } else {
      scanner.fault('missing-colon', key.end, key.end);
      if (!scanner.startsValue()) return 'complete';
      if (scanner.hasLineEnd(key.end, scanner.pos)) return 'unfinished';
    }
    if (!scanner.startsValue()) {
      if (isStructural(scanner.peek())) {
        scanner.fault('missing-value', property.start, property.end);
      } else if (!scanner.isAtEnd()) {
        scanner.unexpected();
      }
      return 'complete';
    }
    // `"a": ⏎ "b": 1`: the string on the next line is a key, so `a` has no value yet.
    if (scanner.hasLineEnd(scanner.tokenEnd, scanner.pos) && scanner.isKeyAhead()) {
      scanner.fault('missing-value', property.start, property.end);
      return 'unfinished';
    }
    const value = this.value(object);
    property.value = value;
    property.end = scanner.tokenEnd;
    return value !== undefined && isContainer(value) ? value : 'complete';
  }

  private element(array: BuildingArray): Outcome {
    const value = this.value(array);
    if (value === undefined) return 'complete';
    array.items.push(value);
    return isContainer(value) ? value : 'complete';
  }

  private key(object: BuildingObject): StringNode | undefined {
    const code = this.scanner.peek();
    return this.scanner.isQuote(code) ? this.scanner.string(object, code) : this.scanner.bareKey(object);
  }

  /** A scalar, or a container just opened. Undefined, with a fault, where the token is no value. */
  private value(parent: ObjectNode | ArrayNode | undefined): JsonNode | undefined {
    const { scanner } = this;
    const start = scanner.pos;
    const code = scanner.peek();
    if (scanner.isQuote(code)) return scanner.string(parent, code);
    if (scanner.isNumberStart()) return scanner.number(parent);
    if (code === OPEN_BRACE) {
      scanner.take();
      return { kind: 'object', start, end: scanner.pos, parent, properties: [] };
    }
    if (code === OPEN_BRACKET) {
      scanner.take();
      return { kind: 'array', start, end: scanner.pos, parent, items: [] };
    }
    return scanner.word(parent);
  }
}

function isContainer(node: JsonNode): node is JsonNode & Container {
  return node.kind === 'object' || node.kind === 'array';
}

function unclosed(container: Container): 'unclosed-object' | 'unclosed-array' {
  return container.kind === 'object' ? 'unclosed-object' : 'unclosed-array';
}

/** Ends a container and the property it is the value of. */
function endAt(container: Container, end: number): void {
  container.end = end;
  if (container.parent?.kind !== 'object') return;
  const holder: Building<PropertyNode> | undefined = container.parent.properties.at(-1);
  if (holder !== undefined) holder.end = end;
}

function isStructural(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET || code === COMMA;
}
