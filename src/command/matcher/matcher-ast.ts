import type { Span } from '../document/syntax-tree';
import type { JavaRegex } from '../regex/java-regex';
import type { Decimal } from './decimal';

/**
 * A matcher is the inside of a Jayway JSONPath filter, `[?( )]`. Every span counts UTF-16 code units from the start of the
 * matcher's own text.
 */
export interface Matcher {
  readonly text: string;
  readonly expression: MatcherExpression;
  /**
   * Path steps after the filter. Empty unless the matcher's text closes the surrounding `[?( )]` itself and goes on, which
   * the service lets pass.
   */
  readonly tail: readonly PathStep[];
}

export type MatcherExpression = OrExpression | AndExpression | NotExpression | Comparison | Existence;

export interface OrExpression extends Span {
  readonly kind: 'or';
  readonly operands: readonly MatcherExpression[];
}

export interface AndExpression extends Span {
  readonly kind: 'and';
  readonly operands: readonly MatcherExpression[];
}

export interface NotExpression extends Span {
  readonly kind: 'not';
  readonly operand: MatcherExpression;
}

/** `@.a == 'b'`. */
export interface Comparison extends Span {
  readonly kind: 'comparison';
  readonly left: Operand;
  readonly operator: ComparisonOperator;
  readonly operatorSpan: Span;
  readonly right: Operand;
}

/** `@.a`, or `!@.a` when `wanted` is false. */
export interface Existence extends Span {
  readonly kind: 'existence';
  readonly path: PathOperand;
  readonly wanted: boolean;
}

export const COMPARISON_OPERATORS = [
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '=~',
  'in',
  'nin',
  'contains',
  'all',
  'size',
  'empty',
  'subsetof',
  'anyof',
  'noneof',
  'type',
  'matches',
  'exists',
] as const;

/** `type` and `matches` are read, but never hold: their right side cannot be written in a text. */
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

export type Operand =
  PathOperand | StringOperand | NumberOperand | BooleanOperand | NullOperand | JsonOperand | RegexOperand;

/** `@.scan-type`, `$.label`, `@.resources[*].label`. */
export interface PathOperand extends Span {
  readonly kind: 'path';
  /** `item`, `@`: the object tested; `document`, `$`: the whole JSON searched. */
  readonly root: 'item' | 'document';
  readonly steps: readonly PathStep[];
  /** A definite path gives one value or none; any other gives a list. */
  readonly definite: boolean;
}

export interface StringOperand extends Span {
  readonly kind: 'string';
  readonly value: string;
}

export interface NumberOperand extends Span {
  readonly kind: 'number';
  /** A whole number is one of JavaScript's where that holds it to the digit, as nearly all are: it compares faster. */
  readonly value: number | Decimal;
}

export interface BooleanOperand extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullOperand extends Span {
  readonly kind: 'null';
}

/** A list or object, read as leniently as the service's JSON reader does: words need no quotes. */
export interface JsonOperand extends Span {
  readonly kind: 'json';
  readonly text: string;
  /** Undefined where not even the lenient reader can read it: the comparison then throws. */
  readonly value: LiteralValue | undefined;
}

export interface RegexOperand extends Span {
  readonly kind: 'regex';
  readonly source: string;
  readonly flags: string;
  readonly regex: JavaRegex;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** What a literal list or object holds: JSON, in which a number with a fraction keeps the text that Java gives it. */
export type LiteralValue =
  | string
  | number
  | boolean
  | null
  | Decimal
  | readonly LiteralValue[]
  | { readonly [name: string]: LiteralValue | undefined };

export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

export type PathStep = PropertyStep | WildcardStep | DescentStep | IndexStep | SliceStep | FilterStep | FunctionStep;

/** `.name`, `['name']` or `['a','b']`. */
export interface PropertyStep extends Span {
  readonly kind: 'property';
  readonly names: readonly string[];
}

/** `.*` or `[*]`. */
export interface WildcardStep extends Span {
  readonly kind: 'wildcard';
}

/** `..`: the steps that follow are tried at every depth. */
export interface DescentStep extends Span {
  readonly kind: 'descent';
}

/** `[0]`, `[-1]`, `[0,2]`. */
export interface IndexStep extends Span {
  readonly kind: 'index';
  readonly indexes: readonly number[];
}

/** `[1:]`, `[:2]`, `[1:2]`. */
export interface SliceStep extends Span {
  readonly kind: 'slice';
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** `[?(…)]`. */
export interface FilterStep extends Span {
  readonly kind: 'filter';
  readonly expression: MatcherExpression;
}

/** `.length()`. */
export interface FunctionStep extends Span {
  readonly kind: 'function';
  readonly name: string;
}

/** What kind of slip keeps a matcher from being read; for wording and for quick fixes. */
export type MatcherFault =
  | 'single-equals'
  | 'unknown-operator'
  | 'missing-operand'
  | 'bare-word'
  | 'unclosed-string'
  | 'unclosed-regex'
  | 'unclosed-bracket'
  | 'bad-regex'
  | 'bad-path'
  | 'surplus-text'
  | 'too-deep'
  | 'other';

/** Why the service cannot read a matcher. */
export interface MatcherError {
  /** The JSONPath library's own words, as the service would log or show them. */
  readonly message: string;
  readonly fault: MatcherFault;
  /** Where the slip is. */
  readonly span: Span;
}

export type MatcherReading =
  { readonly ok: true; readonly matcher: Matcher } | { readonly ok: false; readonly error: MatcherError };
