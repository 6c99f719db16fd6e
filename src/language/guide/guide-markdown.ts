import { boundProperty, type ObjectType } from '../object-type';
import type { PropertyGuide } from './property-guide';
import { valuesOf } from './value-guide';

const KINDS = {
  text: 'text',
  integer: 'whole number',
  decimal: 'number',
  boolean: 'true or false',
  any: 'any JSON',
  texts: 'list of texts',
  map: 'object of texts',
  objects: 'list of objects',
  typed: 'object',
} as const;

/** What kind of JSON a property takes, in two or three words. */
export function kindOf(type: ObjectType, property: string): string {
  const bound = boundProperty(type, property);
  if (valuesOf(type, property).length > 0) return 'one of a few words';
  return bound === undefined ? 'text' : KINDS[bound.kind];
}

/** All an author should know of a property, as Markdown: its meaning, then default, release, and what happens in fact. */
export function describeProperty({ summary, whenAbsent, since, inFact, importance }: PropertyGuide): string {
  const facts = [
    importance === 'needed' ? 'Required.' : undefined,
    whenAbsent === undefined ? undefined : `When absent: ${whenAbsent}.`,
    since === undefined ? undefined : `Since Container Service ${since}.`,
  ].filter((fact) => fact !== undefined);
  return [summary, facts.join(' '), inFact === undefined ? '' : `*In fact:* ${inFact}`].filter(Boolean).join('\n\n');
}
