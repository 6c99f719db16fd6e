import { LAUNCH_CONTEXTS } from '../../command/model/contexts';
import { objectPropertiesOf, type ObjectProperty } from '../../command/model/xnat-objects';
import { readMatcherStart, type MatcherStart } from './matcher-start';
import type { InnerCandidate } from './template-completions';

/** What a matcher is about, and how it may be written. */
export interface MatcherPlace {
  /** Type of the objects it filters. */
  readonly objectType: string;
  /** The quote for texts: the one that the JSON around does not use. */
  readonly quote: '"' | "'";
  /** Labels of the resources that the Command itself makes. */
  readonly ownLabels: readonly string[];
}

const OPERATORS: readonly (readonly [operator: string, meaning: string])[] = [
  ['==', 'Is equal. Text and numbers are compared by what they say: `2` is `"2"`.'],
  ['!=', 'Is not equal.'],
  ['=~', 'Matches a regular expression, `/…/`, as a whole.'],
  ['in', 'Is one of a list.'],
  ['nin', 'Is none of a list.'],
  ['<', 'Is less.'],
  ['<=', 'Is less or equal.'],
  ['>', 'Is greater.'],
  ['>=', 'Is greater or equal.'],
  ['contains', 'The list, or the text, contains a value.'],
  ['anyof', 'The list has a member in common with another.'],
  ['noneof', 'The list has no member in common with another.'],
  ['subsetof', 'All members of the list are in another.'],
  ['size', 'The list, or the text, has this length.'],
  ['empty', 'The list, or the text, is empty: `true` or `false`.'],
];

const CONNECTIVES: typeof OPERATORS = [
  ['&&', 'Both must hold.'],
  ['||', 'One must hold. On a derived input put parentheses around the whole: `(a || b)`.'],
];

const LIST_OPERATORS = ['in', 'nin', 'anyof', 'noneof', 'subsetof', 'all'];

/** Values that every site has, by type and property. */
const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  'Resource.label': ['DICOM', 'NIFTI', 'BIDS', 'SNAPSHOTS', 'secondary'],
  'Resource.id': ['DICOM', 'NIFTI', 'BIDS', 'SNAPSHOTS', 'secondary'],
  'Scan.quality': ['usable', 'questionable', 'unusable'],
  'Scan.modality': ['MR', 'CT', 'PT', 'US', 'CR', 'DX', 'MG', 'NM', 'XA', 'RTSTRUCT', 'SEG', 'SR', 'OT'],
  'File.format': ['DICOM', 'NIFTI', 'JSON', 'BVAL', 'BVEC'],
  'Project.accessibility': ['public', 'protected', 'private'],
};

/**
 * What fits at the cursor of a matcher: properties of the object, operators, values, connectives.
 *
 * @param value the matcher's text
 * @param cursor place in it
 */
export function matcherCandidates(value: string, cursor: number, place: MatcherPlace): readonly InnerCandidate[] {
  const start = readMatcherStart(value.slice(0, cursor));
  const replaced = { start: cursor - start.typed.length, end: cursor };
  switch (start.expects) {
    case 'property':
      return propertyCandidates(start, place, value, cursor);
    case 'operand':
      return operandCandidates(place).map((candidate) => ({ ...candidate, ...replaced }));
    case 'operator':
    case 'connective': {
      const gap = replaced.start > 0 && value.charAt(replaced.start - 1) !== ' ' ? ' ' : '';
      const words = start.expects === 'operator' ? [...OPERATORS, ...CONNECTIVES] : CONNECTIVES;
      return words.map(([word, documentation]) => {
        return { label: word, kind: 'operator', documentation, ...replaced, insert: `${gap}${word} `, next: 'suggest' };
      });
    }
    case 'value':
      return valueCandidates(start, place).map((candidate) => ({ ...candidate, ...replaced }));
    case 'text': {
      const closer = value.slice(cursor).startsWith(start.quote) ? '' : start.quote;
      return knownValues(start, place).map((known) => ({
        label: known,
        kind: 'value',
        ...replaced,
        insert: known + closer,
      }));
    }
    case 'nothing':
      return [];
  }
}

type Piece = Omit<InnerCandidate, 'start' | 'end'>;

function propertyCandidates(
  start: MatcherStart,
  place: MatcherPlace,
  value: string,
  cursor: number,
): readonly InnerCandidate[] {
  const end = cursor + (/^[\w-]*/.exec(value.slice(cursor))?.[0].length ?? 0);
  return objectPropertiesOf(typeAt(start.path, place)).map((property) => {
    const isList = property.kind === 'objects';
    return {
      label: property.name,
      kind: 'field',
      detail: wordsFor(property),
      documentation: property.description,
      start: cursor - start.typed.length,
      end,
      insert: isList ? `${property.name}[*].` : property.name,
      ...(isList && { next: 'suggest' }),
    };
  });
}

/** What an expression can start with. */
function operandCandidates({ objectType, quote }: MatcherPlace): readonly Piece[] {
  const properties = objectPropertiesOf(objectType);
  const own = properties
    .filter(({ kind }) => kind === 'text' || kind === 'number')
    .map((property): Piece => ({
      label: `@.${property.name}`,
      kind: 'field',
      detail: wordsFor(property),
      documentation: property.description,
      insert: `@.${property.name} `,
      next: 'suggest',
    }));
  const resources = properties.some(({ name }) => name === 'resources')
    ? ['DICOM', 'NIFTI'].map((label): Piece => {
        const test = `${quote}${label}${quote} in @.resources[*].label`;
        return { label: test, kind: 'field', detail: `has a ${label} resource`, insert: test };
      })
    : [];
  return [...own, ...resources];
}

function valueCandidates(start: MatcherStart, place: MatcherPlace): readonly Piece[] {
  const { quote } = place;
  if (start.operator === '=~') return [{ label: '/…/', kind: 'value', detail: 'regular expression', insert: '/.*' }];
  if (start.operator === 'empty') {
    return ['true', 'false'].map((word) => ({ label: word, kind: 'value', insert: word }));
  }
  if (start.path.length === 0) {
    return objectPropertiesOf(place.objectType)
      .filter(({ kind }) => kind === 'objects' || kind === 'texts')
      .map(({ name, kind, description }) => {
        const path = kind === 'texts' ? `@.${name}` : `@.${name}[*].label`;
        return { label: path, kind: 'field', documentation: description, insert: path };
      });
  }
  const texts = knownValues(start, place).map((known) => quote + known + quote);
  const isList = start.operator !== undefined && LIST_OPERATORS.includes(start.operator);
  return texts.map((text) => {
    const insert = isList ? `[${text}]` : text;
    return { label: insert, kind: 'value', insert };
  });
}

/** The values known for the property on the left side. */
function knownValues({ path }: MatcherStart, place: MatcherPlace): readonly string[] {
  const name = path.at(-1) ?? (place.objectType === '' ? '' : 'label');
  const type = path.length === 0 ? 'Resource' : typeAt(path.slice(0, -1), place);
  if (name === 'xsiType')
    return LAUNCH_CONTEXTS.filter(({ inputType }) => inputType === type).map((known) => known.name);
  if (name === 'type') return [type];
  const known = KNOWN_VALUES[`${type}.${name}`] ?? [];
  return type === 'Resource' && name === 'label' ? [...new Set([...place.ownLabels, ...known])] : known;
}

/** The type of object that a path leads to; empty where it leads to none. */
function typeAt(path: readonly string[], { objectType }: MatcherPlace): string {
  let type = objectType;
  for (const name of path) type = objectPropertiesOf(type).find((property) => property.name === name)?.of ?? '';
  return type;
}

function wordsFor({ kind, of }: ObjectProperty): string {
  return kind === 'objects' ? `list of ${of ?? 'object'}` : kind === 'texts' ? 'list of texts' : kind;
}
