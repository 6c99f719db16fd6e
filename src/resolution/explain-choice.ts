import { decimalToText } from '../command/matcher/decimal';
import { evaluateJsonPath } from '../command/matcher/matcher-evaluator';
import type { MatcherExpression, Operand, PathOperand } from '../command/matcher/matcher-ast';
import { parseMatcher } from '../command/matcher/matcher-parser';
import { isDecimal } from '../command/matcher/path-result';
import { isBlank } from '../command/model/blank';
import type { MemberChoice } from './choose-members';
import type { XnatObject } from './xnat-object';

/** Property by which a person tells the members of a list apart, where a matcher asks for none. */
const TELLING: Readonly<Record<string, string>> = { scans: 'scan-type', files: 'name' };
const MOST_SHOWN = 8;
const LONGEST_SHOWN = 60;

/** What a derived input asked for, without getting anything. */
export interface VainChoice {
  readonly name: string;
  readonly parent: string;
  readonly list: string;
  readonly given: string | undefined;
  /** With its keys filled in. */
  readonly matcher: string | undefined;
  readonly choice: MemberChoice;
}

/** Why no member of a list fits: what was asked for, and what there is instead. */
export function whyNoMember({ name, parent, list, given, matcher, choice }: VainChoice): string {
  const { candidates, chosenBy, unreadable } = choice;
  if (candidates === undefined) return `The object of "${parent}" has no list of ${list}.`;
  if (candidates.length === 0) return `"${parent}" has no ${list}.`;
  const one = list.replace(/s$/, '');
  const some =
    candidates.length === 1
      ? `The one ${one} of "${parent}" has`
      : `The ${candidates.length} ${list} of "${parent}" have`;
  const values = (chosenBy.includes('value') ? [property(list === 'files' ? 'uri' : 'id')] : [])
    .concat(isBlank(matcher) ? [] : propertiesAskedFor(matcher))
    .map((each) => shownValues(each, candidates));
  if (values.length === 0) values.push(shownValues(property(TELLING[list] ?? 'label'), candidates));
  const members = `${some} ${[...new Set(values)].join('; ')}.`;
  if (unreadable !== undefined && !isBlank(matcher)) {
    return `The matcher of "${name}", ${matcher}, cannot be read, which the service takes for no match. ${members}`;
  }
  const by = [
    ...(chosenBy.includes('value') ? [`the value "${given ?? ''}"`] : []),
    ...(chosenBy.includes('matcher') ? [`the matcher ${matcher ?? ''}`] : []),
  ];
  return `None of the ${list} of "${parent}" fits ${by.join(' and ')}. ${members}`;
}

/** What an object has of the properties that a matcher asks it for; nothing where it asks for none. */
export function whatMatcherSees(matcher: string, object: XnatObject): string {
  const values = propertiesAskedFor(matcher).map((each) => shownValues(each, [object]));
  return values.length === 0 ? '' : ` It has ${[...new Set(values)].join('; ')}.`;
}

/** A path from an object, and how a person calls it. */
interface AskedFor {
  readonly label: string;
  readonly path: PathOperand;
}

function propertiesAskedFor(matcher: string): readonly AskedFor[] {
  const reading = parseMatcher(matcher);
  if (!reading.ok) return [];
  return pathsOf(reading.matcher.expression)
    .filter(({ root }) => root === 'item')
    .map((path) => {
      const [step, ...more] = path.steps;
      const [name] = step?.kind === 'property' && more.length === 0 ? step.names : [];
      return { label: name ?? matcher.slice(path.start, path.end), path };
    });
}

function pathsOf(expression: MatcherExpression): readonly PathOperand[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.flatMap(pathsOf);
    case 'not':
      return pathsOf(expression.operand);
    case 'existence':
      return [expression.path];
    case 'comparison':
      return [expression.left, expression.right].filter((operand: Operand) => operand.kind === 'path');
  }
}

function property(name: string): AskedFor {
  const span = { start: 0, end: 0 };
  const steps = [{ kind: 'property' as const, names: [name], ...span }];
  return { label: name, path: { kind: 'path', root: 'item', steps, definite: true, ...span } };
}

/** `scan-type "T1", "T2" and none`. */
function shownValues({ label, path }: AskedFor, objects: readonly XnatObject[]): string {
  const values = objects.slice(0, MOST_SHOWN).map((object) => {
    const result = evaluateJsonPath(path, object);
    if (result.kind !== 'value') return 'none';
    return isDecimal(result.value) ? decimalToText(result.value) : shortened(JSON.stringify(result.value));
  });
  const more = objects.length > MOST_SHOWN ? ', …' : '';
  return `${label} ${values.join(', ')}${more}`;
}

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
