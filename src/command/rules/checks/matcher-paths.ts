import type { Span } from '../../document/syntax-tree';
import type { Existence, MatcherExpression, PathOperand } from '../../matcher/matcher-ast';
import { type ObjectProperty, objectPropertiesOf } from '../../model/xnat-objects';

/** The tests for existence that decide a matcher: the whole of it, or a side of its "&&" and "||". */
export function existenceTests(expression: MatcherExpression): readonly Existence[] {
  switch (expression.kind) {
    case 'existence':
      return [expression];
    case 'or':
    case 'and':
      return expression.operands.flatMap(existenceTests);
    default:
      return [];
  }
}

/** Every path that a matcher compares or tests. */
export function pathsOf(expression: MatcherExpression): readonly PathOperand[] {
  switch (expression.kind) {
    case 'existence':
      return [expression.path];
    case 'or':
    case 'and':
      return expression.operands.flatMap(pathsOf);
    case 'not':
      return pathsOf(expression.operand);
    case 'comparison':
      return [expression.left, expression.right].filter((operand) => operand.kind === 'path');
  }
}

/** One name on a path, and the property of the object there that it names; undefined where there is none. */
interface PropertyOnPath {
  readonly type: string;
  readonly name: string;
  readonly span: Span;
  readonly property: ObjectProperty | undefined;
}

/**
 * Follows a path from an object of a type through the lists of what it holds, those inside filters too. It ends where
 * it is no longer known what a step leads to, and behind the first name that is none.
 */
export function propertiesOnPath(path: PathOperand, type: string): readonly PropertyOnPath[] {
  const found: PropertyOnPath[] = [];
  let at: string | undefined = type;
  for (const step of path.steps) {
    if (at === undefined) break;
    switch (step.kind) {
      case 'property': {
        const [name] = step.names;
        if (name === undefined || step.names.length > 1) return found;
        const property: ObjectProperty | undefined = objectPropertiesOf(at).find((known) => known.name === name);
        found.push({ type: at, name, span: step, property });
        at = property?.of;
        break;
      }
      case 'filter':
        for (const inner of pathsOf(step.expression)) {
          if (inner.root === 'item') found.push(...propertiesOnPath(inner, at));
        }
        break;
      case 'wildcard':
      case 'index':
      case 'slice':
        break;
      case 'descent':
      case 'function':
        return found;
    }
  }
  return found;
}
