import { removeProperty } from '../document/json-changes';
import { propertyOf } from '../document/navigation';
import type { ObjectNode, PropertyNode } from '../document/syntax-tree';
import type { CommandDocument } from '../document/command-document';
import { isBlank } from '../model/blank';
import type { QuickFix } from '../problem';
import { createNearest } from '../rules/nearest';
import { quoted } from '../rules/wording';
import { choiceFix, chooseValues, type FixContext, type Fixer, objectOf, safeFix, setProperty } from './fix-context';

/** More choices than this are no help. */
const MOST_CHOICES = 6;

/** Deletes the property that the problem is about. */
export function deleteProperty(kind: QuickFix['kind']): Fixer {
  return ({ document, property, holder }) => {
    if (property === undefined || holder?.kind !== 'object') return [];
    return [deleteFix(document, holder, property, kind)];
  };
}

function deleteFix(
  document: CommandDocument,
  object: ObjectNode,
  property: PropertyNode,
  kind: QuickFix['kind'],
): QuickFix | undefined {
  // Of a name that is written twice, the other one would come to life.
  if (object.properties.some(({ key }) => key.value === property.key.value && key !== property.key)) return undefined;
  const make = kind === 'safe' ? safeFix : choiceFix;
  return make(`Delete ${quoted(property.key.value)}`, ...removeProperty(document, object, property));
}

/** Gives a property one certain value. */
export function setTo(key: string, value: string | number | boolean, kind: QuickFix['kind'], title?: string): Fixer {
  return (context) => {
    const object = objectOf(context, key);
    if (object === undefined) return [];
    const make = kind === 'safe' ? safeFix : choiceFix;
    const shown = JSON.stringify(value);
    return [make(title ?? `Set "${key}" to ${shown}`, setProperty(context.document, object, key, value))];
  };
}

/** Offers the words that a property can have: the one nearest to what is written first, then the others. */
export function chooseWord(key: string, words: readonly string[]): Fixer {
  const nearest = createNearest(words);
  return (context) => chooseValues(context, key, nearestFirst(writtenIn(context, key), words, nearest));
}

/** Offers names to refer to by a property, the one nearest to what is written first. Each is the author's to choose. */
export function chooseName(
  context: FixContext,
  key: string,
  names: () => Iterable<string>,
): readonly (QuickFix | undefined)[] {
  if (context.wanted === 'safe') return [];
  const all = usableNames(names());
  const choices = nearestFirst(writtenIn(context, key), all, createNearest(all));
  return chooseValues(context, key, choices.slice(0, MOST_CHOICES));
}

/** Names that stand for one thing: not blank, not given twice, and short enough to be stored. */
function usableNames(names: Iterable<string>): readonly string[] {
  return [...givenOnce(names)].filter((name) => !isBlank(name) && name.length < 256 && !name.includes('#'));
}

/** Of names, those that only one thing has. */
export function givenOnce<T>(names: Iterable<T>): ReadonlySet<T> {
  const counts = new Map<T, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Set([...counts].flatMap(([name, count]) => (count === 1 ? [name] : [])));
}

function writtenIn(context: FixContext, key: string): string | undefined {
  const value = propertyOf(objectOf(context, key), key)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

function nearestFirst(
  written: string | undefined,
  words: readonly string[],
  nearest: (word: string) => string | undefined,
): readonly string[] {
  const near = written === undefined ? undefined : nearest(written);
  const others = words.filter((word) => word !== near && word !== written);
  return near === undefined ? others : [near, ...others];
}
