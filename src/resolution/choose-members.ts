import type { JsonValue, Matcher, MatcherError } from '../command/matcher/matcher-ast';
import type { ThrownError } from '../command/matcher/path-result';
import { evaluateMatcher } from '../command/matcher/matcher-evaluator';
import { parseMatcher } from '../command/matcher/matcher-parser';
import { isBlank } from '../command/model/blank';
import { readTextList } from './text-list';
import type { XnatObject } from './xnat-object';

/** What a derived input asks of a list of its parent's object. */
export interface MemberQuery {
  readonly parent: XnatObject;
  readonly list: string;
  /** Type of the derived input. */
  readonly type: string;
  /** Value given for the derived input, which a member's URI, id, label or directory may equal. */
  readonly given: string | undefined;
  /** With its keys filled in. */
  readonly matcher: string | undefined;
  readonly multiple: boolean;
}

export interface MemberChoice {
  readonly members: readonly XnatObject[];
  /** All members of the list; undefined when the object has no such list. */
  readonly candidates: readonly XnatObject[] | undefined;
  readonly chosenBy: readonly ('value' | 'matcher')[];
  /** Why the filter could not be read, which the service takes for no match. */
  readonly unreadable: MatcherError | undefined;
}

/** The library's words where it fails in a way that the service does not catch. */
export interface MatcherFailure {
  readonly failure: ThrownError;
}

/** The properties a given value is compared with, in the order they are tried. */
const COMPARED: Readonly<Record<string, readonly string[]>> = {
  File: ['uri'],
  'File[]': ['uri'],
  Scan: ['uri', 'id', 'directory'],
  Assessor: ['uri', 'id', 'label'],
  Resource: ['uri', 'id', 'label'],
};
const COMPARED_ELSE: readonly string[] = ['uri', 'id', 'label', 'directory'];

/** Finds the members of the parent's list that a derived input stands for. */
export function chooseMembers(query: MemberQuery): MemberChoice | MatcherFailure {
  const candidates = query.parent[query.list] as readonly XnatObject[] | undefined;
  const hasValue = !isBlank(query.given);
  const hasMatcher = !isBlank(query.matcher);
  const chosenBy = [...(hasValue ? ['value' as const] : []), ...(hasMatcher ? ['matcher' as const] : [])];
  if (candidates === undefined) return { members: [], candidates, chosenBy, unreadable: undefined };
  if (chosenBy.length === 0) return { members: candidates, candidates, chosenBy, unreadable: undefined };

  let unreadable: MatcherError | undefined;
  const properties = hasValue ? (COMPARED[query.type] ?? COMPARED_ELSE) : [undefined];
  for (const property of properties) {
    const reading = parseMatcher(filterText(query, property));
    if (!reading.ok) {
      unreadable ??= reading.error;
      continue;
    }
    const members = matching(reading.matcher, candidates, query.parent);
    if ('failure' in members) return members;
    if (members.length > 0) return { members, candidates, chosenBy, unreadable: undefined };
  }
  return { members: [], candidates, chosenBy, unreadable };
}

/** The service joins both parts without brackets, so a matcher with `||` gets the better of the given value. */
function filterText(query: MemberQuery, property: string | undefined): string {
  const parts = property === undefined ? [] : [valueFilter(property, query.given ?? '', query.multiple)];
  if (!isBlank(query.matcher)) parts.push(query.matcher);
  return parts.join(' && ');
}

function valueFilter(property: string, given: string, multiple: boolean): string {
  const isList = multiple && (readTextList(given) !== undefined || given.trim() === 'null');
  return isList ? `@.${property} in ${given}` : `@.${property} == '${given}'`;
}

function matching(
  matcher: Matcher,
  candidates: readonly XnatObject[],
  parent: JsonValue,
): readonly XnatObject[] | MatcherFailure {
  const members: XnatObject[] = [];
  for (const candidate of candidates) {
    const outcome = evaluateMatcher(matcher, candidate, parent);
    if (outcome.kind === 'error') return { failure: outcome };
    // What stands behind the filter leads to something else than the members, which the service cannot use.
    if (outcome.kind === 'match' && matcher.tail.length === 0) members.push(candidate);
  }
  return members;
}
