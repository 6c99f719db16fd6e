import type { JsonNode, ObjectNode, StringNode } from '../document/syntax-tree';
import type { ObjectName } from './property-tables';

/** What the server's mapper expects where something else stands. */
export type ExpectedShape = 'text' | 'integer' | 'decimal' | 'boolean' | 'list' | 'map' | 'object';

/**
 * Something the mapper cannot bind. It makes the whole body unreadable (or, in a label, the whole list), save where
 * `refusedAt` says that the server throws only later.
 */
export type BindingFault =
  | { readonly code: 'json-root'; readonly node: JsonNode; readonly expected: 'object' | 'list' }
  | {
      readonly code: 'wrong-type';
      /** The value that does not fit. */
      readonly node: JsonNode;
      readonly expected: ExpectedShape;
    }
  | { readonly code: 'null-element'; readonly node: JsonNode; readonly refusedAt?: 'exception' }
  | { readonly code: 'null-map-value'; readonly node: JsonNode; readonly refusedAt?: 'exception' }
  | {
      readonly code: 'duplicate-key';
      /** The repeated key. */
      readonly node: StringNode;
      readonly first: StringNode;
    }
  | {
      readonly code: 'input-name-missing';
      readonly node: ObjectNode;
      readonly of: ObjectName;
    }
  | { readonly code: 'secret-type-missing'; readonly node: JsonNode; readonly known: string }
  | {
      readonly code: 'secret-type-unknown';
      /** The value of `type`. */
      readonly node: JsonNode;
      readonly known: string;
    };
