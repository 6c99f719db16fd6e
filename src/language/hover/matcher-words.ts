import { numberText } from '../../command/matcher/matcher-values';
import type { Matcher, MatcherExpression, Operand, PathOperand } from '../../command/matcher/matcher-ast';
import { inlineCode } from '../markdown';

const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  '==': 'is',
  '===': 'is exactly',
  '!=': 'is not',
  '!==': 'is not exactly',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is greater than',
  '>=': 'is at least',
  '=~': 'as a whole matches',
  in: 'is one of',
  nin: 'is none of',
  contains: 'contains',
  all: 'contains all of',
  size: 'has as many members as',
  subsetof: 'has only members of',
  anyof: 'has a member of',
  noneof: 'has no member of',
  matches: 'matches',
  type: 'is of type',
};

/** What a matcher demands of an object, in words, as Markdown. */
export function matcherInWords({ expression }: Matcher): string {
  return words(expression, 'top');
}

/** @param around the connective that the expression stands in, which tells whether parentheses are needed. */
function words(expression: MatcherExpression, around: 'top' | 'or' | 'and' | 'not'): string {
  switch (expression.kind) {
    case 'or':
    case 'and': {
      const joined = expression.operands.map((operand) => words(operand, expression.kind)).join(` ${expression.kind} `);
      return around === 'top' || around === expression.kind ? joined : `(${joined})`;
    }
    case 'not':
      return `not (${words(expression.operand, 'not')})`;
    case 'existence':
      return existenceInWords(expression.path, expression.wanted);
    case 'comparison':
      return comparisonInWords(expression);
  }
}

function existenceInWords(path: PathOperand, wanted: boolean): string {
  if (path.definite) return `${wanted ? 'has' : 'has no'} ${pathInWords(path)}`;
  const meant = `has ${wanted ? 'any' : 'no'} ${pathInWords(path)}`;
  // A path with a wildcard or a filter gives a list, and even an empty list exists.
  return wanted ? `${meant} (which the service finds true of every object with that list, even an empty one)` : meant;
}

function comparisonInWords({ left, operator, right }: MatcherExpression & { kind: 'comparison' }): string {
  const isIn = operator === 'in' || operator === 'nin';
  if (isIn && right.kind === 'path') {
    return `${operandInWords(left)} is ${operator === 'in' ? '' : 'not '}among ${operandInWords(right)}`;
  }
  if (operator === 'empty' || operator === 'exists') {
    const isWanted = right.kind !== 'boolean' || right.value;
    const word = operator === 'empty' ? 'empty' : 'present';
    return `${operandInWords(left)} is ${isWanted ? '' : 'not '}${word}`;
  }
  return `${operandInWords(left)} ${OPERATOR_WORDS[operator] ?? operator} ${operandInWords(right)}`;
}

function operandInWords(operand: Operand): string {
  switch (operand.kind) {
    case 'path':
      return pathInWords(operand);
    case 'string':
      return inlineCode(operand.value);
    case 'number':
      return inlineCode(numberText(operand.value));
    case 'boolean':
      return String(operand.value);
    case 'null':
      return 'nothing';
    case 'json':
      return listInWords(operand.text);
    case 'regex':
      return inlineCode(`/${operand.source}/${operand.flags}`);
  }
}

/** `['a','b']` as `a`, `b`; what is no simple list stays as it is written. */
function listInWords(text: string): string {
  const inner = /^\[(.*)\]$/s.exec(text.trim())?.[1];
  const items = inner?.split(',').map((item) => /^\s*(['"]?)([^'"\\]*)\1\s*$/.exec(item)?.[2]);
  if (items === undefined || items.includes(undefined)) return inlineCode(text);
  return items.map((item) => inlineCode(item ?? '')).join(', ');
}

/** `@.resources[*].label` as "the `label` of its `resources`". */
function pathInWords({ steps }: PathOperand): string {
  const names = steps.flatMap((step) => {
    if (step.kind === 'property') return [step.names.map(inlineCode).join(' and ')];
    if (step.kind === 'function') return [`${step.name}()`];
    return [];
  });
  const [last, ...before] = names.reverse();
  if (last === undefined) return 'the object itself';
  return before.length === 0 ? last : `the ${last} of its ${before.join(' of its ')}`;
}
