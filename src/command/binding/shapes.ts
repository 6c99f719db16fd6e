import { COMMAND, type ObjectShape, type Property } from './property-tables';
import { pathOf, propertyHolding } from '../document/navigation';
import type { JsonNode } from '../document/syntax-tree';

/** What the server binds at a place: an object of a kind, or the scalar it expects there. */
export type BoundShape = ObjectShape | 'text' | 'integer' | 'decimal' | 'boolean';

/** The property that a value is bound by; undefined for elements, entries of maps, and what the server does not bind. */
export function propertyAt(node: JsonNode): Property | undefined {
  const name = propertyHolding(node)?.key.value;
  const shape = node.parent === undefined ? undefined : shapeAt(node.parent);
  if (name === undefined || typeof shape !== 'object') return undefined;
  return Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
}

/** What the server binds at a node of a Command; undefined where it binds nothing. */
export function shapeAt(node: JsonNode): BoundShape | undefined {
  const path = pathOf(node);
  // In a label the Commands are the elements of a list.
  let steps = typeof path[0] === 'number' ? path.slice(1) : path;
  let shape: ObjectShape = COMMAND;
  for (;;) {
    const [name, ...rest] = steps;
    if (name === undefined) return shape;
    if (typeof name === 'number' || !Object.hasOwn(shape.properties, name)) return undefined;
    const property = shape.properties[name];
    switch (property?.kind) {
      case 'text':
      case 'integer':
      case 'decimal':
      case 'boolean':
        return rest.length === 0 ? property.kind : undefined;
      case 'texts':
      case 'map':
        return rest.length === 1 ? 'text' : undefined;
      case 'objects':
        if (typeof rest[0] !== 'number') return undefined;
        shape = property.of;
        steps = rest.slice(1);
        break;
      case 'typed':
        shape = property.of;
        steps = rest;
        break;
      default:
        return undefined;
    }
  }
}
