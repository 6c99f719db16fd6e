import { replaceString } from '../document/json-changes';
import type { StringNode } from '../document/syntax-tree';
import { parseMatcher } from '../matcher/matcher-parser';
import type { Existence } from '../matcher/matcher-ast';
import { existenceTests } from '../rules/checks/matcher-paths';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { deleteProperty } from './common-fixes';
import { choiceFix, type Fixer, safeFix } from './fix-context';

const mendSyntax: Fixer = ({ document, node }) => {
  if (node.kind !== 'string') return [];
  const mended = [unwrapped(node.value), withOperators(node.value), withOperators(unwrapped(node.value))].find(
    (text) => text !== node.value && parseMatcher(text).ok,
  );
  return mended === undefined ? [] : [choiceFix(`Write ${quoted(mended)}`, replaceString(document, node, mended))];
};

/** Without the brackets that the service puts around a matcher itself. */
function unwrapped(text: string): string {
  return /^\s*\$?\[\?\(?(.*?)\)?\]\s*$/s.exec(text)?.[1] ?? text;
}

/** With the operators that were meant, outside of quotes. */
function withOperators(text: string): string {
  return text.replaceAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?<![=!<>])=(?![=~])|\b(?:and|or)\b/gi, (found) => {
    if (found === '=') return '==';
    return { and: '&&', or: '||' }[found.toLowerCase()] ?? found;
  });
}

const parenthesise: Fixer = ({ document, node }) =>
  node.kind === 'string' ? [safeFix('Put it into parentheses', replaceString(document, node, `(${node.value})`))] : [];

/** `@.resources[?(@.label=='X')]` asks for what `'X' in @.resources[*].label` does. */
const askForElement: Fixer = ({ document, node, problem }) => {
  if (node.kind !== 'string') return [];
  const reading = parseMatcher(node.value);
  if (!reading.ok) return [];
  const text = existenceTests(reading.matcher.expression).reduceRight((changed, test) => {
    const asked = elementAskedFor(node, test);
    return asked === undefined ? changed : changed.slice(0, test.start) + asked + changed.slice(test.end);
  }, node.value);
  if (text === node.value || problem.pointer === '') return [];
  return [choiceFix(`Write ${quoted(text)}`, replaceString(document, node, text))];
};

function elementAskedFor({ value }: StringNode, { path, wanted }: Existence): string | undefined {
  const [list, filter, more] = path.steps;
  if (!wanted || path.root !== 'item' || list?.kind !== 'property' || filter?.kind !== 'filter' || more)
    return undefined;
  const test = filter.expression;
  if (test.kind !== 'comparison' || (test.operator !== '==' && test.operator !== '===')) return undefined;
  const { left, right } = test;
  const [property, deeper] = left.kind === 'path' ? left.steps : [];
  if (left.kind !== 'path' || left.root !== 'item' || property?.kind !== 'property' || deeper) return undefined;
  if (right.kind !== 'string' || property.names.length !== 1 || list.names.length !== 1) return undefined;
  return `${value.slice(right.start, right.end)} in @.${list.names[0] ?? ''}[*].${property.names[0] ?? ''}`;
}

export const MATCHER_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'matcher-ignored': deleteProperty('safe'),
  'matcher-syntax': mendSyntax,
  'matcher-or-precedence': parenthesise,
  'matcher-always-true': askForElement,
  'matcher-on-derived-string': deleteProperty('safe'),
};
