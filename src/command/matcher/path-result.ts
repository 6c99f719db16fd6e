import type { Decimal } from './decimal';
import type { JsonObject, JsonValue, LiteralValue } from './matcher-ast';
import { KeySet } from './path-functions';

/**
 * What became of an evaluation that did not end with a value or an answer. `not-found`: a path that leads nowhere.
 * `invalid`: a fault that makes the filter around it simply not hold. `error`: one that makes the launch fail.
 */
export type Failure = { readonly kind: 'not-found' } | { readonly kind: 'invalid' } | ThrownError;

/** What the library throws and the service does not catch. */
export interface ThrownError {
  readonly kind: 'error';
  readonly message: string;
  /** Its class; the library's own where absent. */
  readonly exception?: string;
}

export const NOT_FOUND: Failure = { kind: 'not-found' };
export const INVALID: Failure = { kind: 'invalid' };

/** Numbers of a document are JavaScript's, those that functions compute are decimals. */
export type PathValue = JsonValue | Decimal | KeySet;

export type PathResult = { readonly kind: 'value'; readonly value: PathValue } | Failure;

export function isObject(value: PathValue): value is JsonObject {
  if (typeof value !== 'object' || value === null || value instanceof KeySet) return false;
  return !Array.isArray(value) && !isDecimal(value);
}

export function isList<T extends PathValue | LiteralValue>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

export function isDecimal(value: PathValue | LiteralValue): value is Decimal {
  return typeof value === 'object' && value !== null && 'digits' in value && typeof value.digits === 'bigint';
}
