import type { Comparison, JsonValue, Matcher, MatcherExpression, Operand } from './matcher-ast';
import { contains, hasSize, includes, isEmpty, isIn, matchesRegex, relate } from './matcher-operators';
import { equal, isFailure, isSameKind, MISSING, order, valueOfJson, type Value } from './matcher-values';
import { evaluatePath } from './path-evaluator';
import { INVALID, isList } from './path-result';
import type { Failure, PathResult, ThrownError } from './path-result';
import { KeySet } from './path-functions';

/** `error`: the library throws what the service does not catch, so the launch ends with the message. */
export type MatcherOutcome = { readonly kind: 'match' } | { readonly kind: 'no-match' } | ThrownError;

/**
 * Whether an object passes a matcher.
 *
 * @param item what `@` stands for.
 * @param document what `$` stands for: the item itself for an external input, its parent for a derived one.
 */
export function evaluateMatcher(matcher: Matcher, item: JsonValue, document: JsonValue): MatcherOutcome {
  const outcome = holds(matcher.expression, item, document);
  if (typeof outcome !== 'boolean') return outcome.kind === 'error' ? outcome : { kind: 'no-match' };
  if (!outcome) return { kind: 'no-match' };
  if (matcher.tail.length === 0) return { kind: 'match' };
  const rest = followPath(
    { kind: 'path', root: 'item', steps: matcher.tail, definite: false, start: 0, end: 0 },
    item,
    document,
  );
  if (rest.kind === 'error') return rest;
  return { kind: rest.kind === 'value' && isList(rest.value) && rest.value.length > 0 ? 'match' : 'no-match' };
}

/** What a path by itself leads to in a document. */
export function evaluateJsonPath(path: Operand & { readonly kind: 'path' }, document: JsonValue): PathResult {
  return followPath(path, document, document);
}

function followPath(path: Operand & { readonly kind: 'path' }, from: JsonValue, document: JsonValue): PathResult {
  return evaluatePath(path, from, document, 'lenient', testFilter);
}

function testFilter(
  filter: { readonly expression: MatcherExpression },
  item: unknown,
  document: JsonValue,
): boolean | Failure {
  return holds(filter.expression, item as JsonValue, document);
}

function holds(expression: MatcherExpression, item: JsonValue, document: JsonValue): boolean | Failure {
  switch (expression.kind) {
    case 'or':
      for (const operand of expression.operands) {
        const outcome = holds(operand, item, document);
        if (outcome !== false) return outcome;
      }
      return false;
    case 'and':
      for (const operand of expression.operands) {
        const outcome = holds(operand, item, document);
        if (outcome !== true) return outcome;
      }
      return true;
    case 'not': {
      const outcome = holds(expression.operand, item, document);
      return typeof outcome === 'boolean' ? !outcome : outcome;
    }
    case 'existence': {
      // Here the library starts at the item even where the path says `$`.
      const result = evaluatePath(expression.path, item, document, 'strict', testFilter);
      if (result.kind === 'invalid' || result.kind === 'error') return result;
      return (result.kind === 'value') === expression.wanted;
    }
    case 'comparison':
      return compare(expression, item, document);
  }
}

function valueOf(operand: Operand, item: JsonValue, document: JsonValue): Value | Failure {
  switch (operand.kind) {
    case 'path': {
      const result = followPath(operand, operand.root === 'document' ? document : item, document);
      if (result.kind === 'not-found') return MISSING;
      if (result.kind !== 'value') return result;
      if (result.value instanceof KeySet) return unconvertible(result.value);
      return valueOfJson(result.value);
    }
    case 'json':
      return { kind: 'unparsed', text: operand.text, value: operand.value };
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'regex':
      return operand;
  }
}

function unconvertible({ names }: KeySet): Failure {
  const set = `class java.util.LinkedHashMap$LinkedKeySet:[${names.join(', ')}]`;
  return { kind: 'error', message: `Could not convert ${set} to a ValueNode` };
}

function compare(comparison: Comparison, item: JsonValue, document: JsonValue): boolean | Failure {
  const left = valueOf(comparison.left, item, document);
  if (isFailure(left)) return left;
  const right = valueOf(comparison.right, item, document);
  if (isFailure(right)) return right;
  switch (comparison.operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return negate(equal(left, right));
    case '===':
      return isSameKind(left, right) ? equal(left, right) : false;
    case '!==':
      return isSameKind(left, right) ? negate(equal(left, right)) : true;
    case '<':
      return (order(left, right) ?? NaN) < 0;
    case '<=':
      return (order(left, right) ?? NaN) <= 0;
    case '>':
      return (order(left, right) ?? NaN) > 0;
    case '>=':
      return (order(left, right) ?? NaN) >= 0;
    case '=~':
      return matchesRegex(left, right);
    case 'in':
      return isIn(left, right);
    case 'nin':
      return negate(isIn(left, right));
    case 'contains':
      return contains(left, right);
    case 'size':
      return hasSize(left, right);
    case 'empty':
      return isEmpty(left, right);
    case 'subsetof':
      return relate(left, right, (lefts, rights) => lefts.every((each) => includes(rights, each)));
    case 'anyof':
      return relate(left, right, (lefts, rights) => lefts.some((each) => includes(rights, each)));
    case 'noneof':
      return relate(left, right, (lefts, rights) => !lefts.some((each) => includes(rights, each)));
    case 'exists':
      if (left.kind !== 'boolean' && right.kind !== 'boolean') {
        return { kind: 'error', message: 'Failed to evaluate exists expression' };
      }
      return left.kind === 'boolean' && right.kind === 'boolean' ? left.value === right.value : INVALID;
    case 'all':
    case 'type':
    case 'matches':
      // The library asks for a kind of right side that no text can give.
      return INVALID;
  }
}

function negate(outcome: boolean | Failure): boolean | Failure {
  return typeof outcome === 'boolean' ? !outcome : outcome;
}
