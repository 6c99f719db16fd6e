import { isRead, propertyNamed } from '../../binding/bind-values';
import { COMMAND, type ObjectName, type ObjectShape, type Property } from '../../binding/property-tables';
import { MISFIT, readBoolean, readDecimal, readInteger, type Scalar } from '../../binding/scalars';
import type { CommandMode } from '../../document/command-document';
import { pointerOf, propertyHolding, propertyOf } from '../../document/navigation';
import type { JsonNode, ObjectNode, PropertyNode } from '../../document/syntax-tree';
import type { LocatedCommand, Place } from '../../model/located-command';
import type { Report } from '../create-problem';
import { HALVES_OF_SECRETS, NOUNS, ownerOf, rightNameOf, RULES_OF_ONE_READER } from '../property-names';
import { capitalised, quoted, withArticle } from '../wording';

/** Columns of the database that have no limit of length; all other texts have one of 255 characters. */
const UNLIMITED: Readonly<Partial<Record<ObjectName, readonly string[]>>> = {
  command: ['description', 'command-line'],
  'command-input': ['description', 'default-value'],
  'command-output': ['description'],
  wrapper: ['description'],
  'external-input': ['description', 'default-value'],
  'derived-input': ['description', 'default-value'],
};
const LONGEST = 255;
/** The database counts characters, of which those beyond the basic plane take two code units here. */
const SURROGATE_PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** How every property is written: names that the server drops, values that it reads as something else or cannot store. */
export function checkProperties(command: LocatedCommand, report: Report): void {
  new PropertyCheck(command.mode, report).object(command.node, COMMAND);
}

class PropertyCheck {
  constructor(
    private readonly mode: CommandMode,
    private readonly report: Report,
  ) {}

  object(node: ObjectNode, shape: ObjectShape): void {
    this.repeatedKeys(node);
    for (const property of node.properties) {
      const name = property.key.value;
      const known = propertyNamed(shape, name);
      if (known === undefined) this.unknown(property, shape, node);
      else if (isRead(known, this.mode)) this.value(property.value, known, shape, name);
      else if (name === 'id') this.ignoredId(property, shape);
      else if (!RULES_OF_ONE_READER.has(name)) this.unknown(property, shape, node);
    }
  }

  private repeatedKeys({ properties }: ObjectNode): void {
    const first = new Map<string, PropertyNode>();
    for (const property of properties) {
      const name = property.key.value;
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, property);
      else this.repeatedKey(property, earlier);
    }
  }

  private repeatedKey({ key }: PropertyNode, earlier: PropertyNode): void {
    this.report(
      'duplicate-key',
      placeAt(key),
      `${quoted(key.value)} is written twice. The server takes the last one without a word, so what comes before it has ` +
        'no effect. Delete one of the two.',
      { severity: 'warning', related: [{ span: earlier.key, message: 'It is written here already.' }] },
    );
  }

  private unknown(property: PropertyNode, shape: ObjectShape, node: ObjectNode): void {
    const { key } = property;
    const name = key.value;
    // What is plainly a remark, or speaks to an editor, is not meant for the server.
    if (/^(?:[$_]|\/\/|x-)/.test(name) || isType(shape.name, name)) return;
    this.report(
      'unknown-property',
      placeAt(key),
      () =>
        `${capitalised(withArticle(NOUNS[shape.name]))} has no property ${quoted(name)}: the server drops it without a word. ` +
        remedyFor(property, shape, node),
      { unnecessary: true },
    );
  }

  private ignoredId({ key }: PropertyNode, shape: ObjectShape): void {
    this.report(
      'id-ignored',
      placeAt(key),
      `The server numbers ${shape.name === 'command' ? 'Commands' : 'wrappers'} itself when a Command is created, and ` +
        'ignores this "id". Delete it.',
      { unnecessary: true },
    );
  }

  private value(node: JsonNode | undefined, property: Property, shape: ObjectShape, name: string): void {
    if (node === undefined || node.kind === 'null') return;
    switch (property.kind) {
      case 'text':
        if (node.kind !== 'string') this.coerced(node);
        else if (isTooLong(node.value) && isLimited(shape, name)) this.tooLong(node, `"${name}"`);
        return;
      case 'integer':
        this.scalar(node, readInteger(node), 'a whole number');
        return;
      case 'decimal':
        this.scalar(node, readDecimal(node), 'a number');
        return;
      case 'boolean':
        this.scalar(node, readBoolean(node), 'true or false');
        return;
      case 'texts':
        if (node.kind !== 'array') return;
        for (const item of node.items) {
          if (item.kind !== 'string') this.coerced(item);
          else if (isTooLong(item.value)) this.tooLong(item, `An element of "${name}"`);
        }
        return;
      case 'map':
        if (node.kind === 'object') this.map(node, name, property.whenNull === 'dropped' && this.mode !== 'update');
        return;
      case 'objects':
        if (node.kind !== 'array') return;
        for (const item of node.items) if (item.kind === 'object') this.object(item, property.of);
        return;
      case 'typed':
        if (node.kind === 'object') this.object(node, property.of);
        return;
      case 'any':
        return;
    }
  }

  private map(node: ObjectNode, name: string, nullsAreDropped: boolean): void {
    // Where nulls are dropped, a repeated key makes the whole text unreadable, which the server's own check says.
    if (!nullsAreDropped) this.repeatedKeys(node);
    for (const { key, value } of node.properties) {
      if (isTooLong(key.value)) this.tooLong(key, `A key of "${name}"`);
      if (value === undefined) continue;
      if (value.kind !== 'null') {
        if (value.kind !== 'string') this.coerced(value);
        else if (isTooLong(value.value)) this.tooLong(value, `A value of "${name}"`);
      } else if (nullsAreDropped) {
        this.report(
          'null-map-value-dropped',
          placeAt(value),
          `An entry whose value is null is dropped: ${quoted(key.value)} is not stored. Delete it, or give it a text.`,
          { unnecessary: true },
        );
      }
    }
  }

  /** What stands in the place of a text. */
  private coerced(node: JsonNode): void {
    if ((node.kind !== 'number' && node.kind !== 'boolean') || isOverridden(node)) return;
    const text = node.kind === 'number' ? node.raw : String(node.value);
    this.report(
      'scalar-coerced',
      placeAt(node),
      `The server reads this as the text ${quoted(text)}. Put it in quotes.`,
    );
  }

  /** `what`: the text, to start a sentence with. */
  private tooLong(node: JsonNode, what: string): void {
    this.report(
      'value-too-long',
      placeAt(node),
      `${what} is longer than the ${LONGEST} characters that the database has room for: storing the Command fails with ` +
        'an internal error (HTTP 500). Shorten it.',
    );
  }

  private scalar(node: JsonNode, read: Scalar<bigint | number | boolean>, expected: string): void {
    if (read === MISFIT || node.kind === 'boolean') return;
    if (node.kind === 'number' && (typeof read === 'number' || node.raw === String(read))) return;
    if (isOverridden(node)) return;
    const meant = read === undefined ? 'nothing at all' : String(read);
    const remedy = read === undefined ? 'null, or leave the property out' : meant;
    this.report(
      'scalar-coerced',
      placeAt(node),
      `The server expects ${expected} here and reads this as ${meant}. Write ${remedy}.`,
    );
  }
}

/** Whether a later property of the same name takes the value's place. */
function isOverridden(node: JsonNode): boolean {
  const property = propertyHolding(node);
  return property !== undefined && propertyOf(node.parent, property.key.value) !== property;
}

/** Pointers are made for what is reported only: nearly every value is all right. */
function placeAt(node: JsonNode): Place {
  return { pointer: pointerOf(node), span: node };
}

function remedyFor(property: PropertyNode, shape: ObjectShape, node: ObjectNode): string {
  const right = rightNameOf(property, shape);
  if (right !== undefined) {
    return propertyOf(node, right) !== undefined
      ? `It has ${quoted(right)} already; delete this one.`
      : `Did you mean ${quoted(right)}?`;
  }
  const owner = ownerOf(property.key.value);
  return owner === undefined ? 'Delete it.' : `It is a property of ${owner}s: move it there, or delete it.`;
}

/** Whether the database limits the length of a property's text. */
function isLimited(shape: ObjectShape, name: string): boolean {
  return !(UNLIMITED[shape.name]?.includes(name) ?? false) && !shape.name.startsWith('secret');
}

function isTooLong(text: string): boolean {
  return text.length > LONGEST && text.length - (text.match(SURROGATE_PAIR)?.length ?? 0) > LONGEST;
}

/** The `type` of a secret's half selects what the half is read as, so it is no property of what is read. */
function isType(shape: ObjectName, name: string): boolean {
  return name === 'type' && HALVES_OF_SECRETS.has(shape);
}
