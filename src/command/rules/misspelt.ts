import { propertyNamed } from '../binding/bind-values';
import type { ObjectName } from '../binding/property-tables';
import { shapeAt } from '../binding/shapes';
import type { CommandDocument } from '../document/command-document';
import { nodeAtPointer, propertyOf, scalarText } from '../document/navigation';
import type { ObjectNode, PropertyNode } from '../document/syntax-tree';
import { isBlank } from '../model/blank';
import { SECRET_DESTINATION_TYPE, SECRET_SOURCE_TYPE } from '../model/vocabulary';
import type { Problem } from '../problem';
import { rightNameOf } from './property-names';
import { isRuleCode, type RuleCode } from './registry';
import { quoted } from './wording';

/** The properties that the server does not do without, by the rules that say so. */
const NEEDED: Readonly<Partial<Record<RuleCode, string>>> = {
  'command-name-blank': 'name',
  'image-blank': 'image',
  'mount-name-blank': 'name',
  'mount-path-blank': 'path',
  'input-name-missing': 'name',
  'output-name-blank': 'name',
  'output-mount-blank': 'mount',
  'secret-destination-missing': 'destination',
  'secret-type-missing': 'type',
  'wrapper-name-blank': 'name',
  'derived-from-blank': 'derived-from-wrapper-input',
  'handler-name-blank': 'name',
  'handler-output-blank': 'accepts-command-output',
  'handler-target-blank': 'as-a-child-of',
  'handler-label-blank': 'label',
};

/** A property that the server misses, and the one written in its place by a name that it does not know. */
export interface Misspelling {
  readonly object: ObjectNode;
  readonly written: PropertyNode;
  readonly right: string;
}

/** What a problem comes from, where it is that a needed property is written by a wrong name. */
export function misspellingBehind(document: CommandDocument, { code, pointer }: Problem): Misspelling | undefined {
  const right = isRuleCode(code) ? NEEDED[code] : undefined;
  const object = right === undefined ? undefined : nodeAtPointer(document.root, pointer);
  if (right === undefined || object?.kind !== 'object' || propertyOf(object, right) !== undefined) return undefined;
  const written = object.properties.find(
    (property) => nameMeant(object, property) === right && wouldServe(object, property, right),
  );
  return written && { object, written, right };
}

/** Whether the server would have what it misses, if the property had the right name. */
function wouldServe(object: ObjectNode, { value }: PropertyNode, right: string): boolean {
  if (isBlank(scalarText(value)) && value?.kind !== 'object' && value?.kind !== 'array') return false;
  const shape = right === 'type' ? shapeAt(object) : undefined;
  const type = typeof shape === 'object' ? TYPES_OF_HALVES[shape.name] : undefined;
  return type === undefined || scalarText(value) === type;
}

const TYPES_OF_HALVES: Readonly<Partial<Record<ObjectName, string>>> = {
  'secret-source': SECRET_SOURCE_TYPE,
  'secret-destination': SECRET_DESTINATION_TYPE,
};

/** The property that a name the server does not know most likely stands for; undefined where that is written too. */
export function nameMeant(object: ObjectNode, property: PropertyNode): string | undefined {
  const shape = shapeAt(object);
  if (typeof shape !== 'object' || propertyNamed(shape, property.key.value) !== undefined) return undefined;
  const right = rightNameOf(property, shape);
  return right === undefined || propertyOf(object, right) !== undefined ? undefined : right;
}

/** Makes one problem of two: that a property is missing, and that the name it is written by is unknown. */
export function withMisspellings(document: CommandDocument, problems: readonly Problem[]): readonly Problem[] {
  const told = new Set<number>();
  const all = problems.map((problem) => {
    const misspelling = misspellingBehind(document, problem);
    if (misspelling === undefined) return problem;
    const { written, right } = misspelling;
    told.add(written.key.start);
    return {
      ...problem,
      message: `${problem.message} The server drops ${quoted(written.key.value)}; did you mean ${quoted(right)}?`,
      related: [...problem.related, { span: written.key, message: `This may be meant for ${quoted(right)}.` }],
    };
  });
  if (told.size === 0) return problems;
  return all.filter(({ code, span }) => code !== 'unknown-property' || !told.has(span.start));
}
