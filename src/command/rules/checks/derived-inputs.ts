import { isBlank } from '../../model/blank';
import type { DerivedInput, WrapperInput } from '../../model/command';
import {
  headPlace,
  keyPlace,
  type Located,
  type LocatedCommand,
  type LocatedWrapper,
} from '../../model/located-command';
import { placeOf } from '../../model/located-command';
import {
  type Derivation,
  derivationOf,
  isWrapperInputType,
  isXnatObjectType,
  objectPropertiesOf,
  WRAPPER_INPUT_TYPES,
} from '../../model/xnat-objects';
import type { Report } from '../create-problem';
import { createNearest } from '../nearest';
import { anyOf, capitalised, didYouMean, quoted, withArticle } from '../wording';

const PROPERTY = 'derived-from-xnat-object-property';
const PARENT = 'derived-from-wrapper-input';
const NEVER = new Set(['boolean', 'number', 'Config']);
const CHILD_LISTS_OF_PROJECT = new Set(['Subject', 'Resource', 'ProjectAsset']);

/** An input together with what kind it is declared as. */
type Parent =
  | { readonly kind: 'external'; readonly input: Located<WrapperInput> }
  | { readonly kind: 'derived'; readonly input: Located<DerivedInput> };

/** Derived inputs: whether they can get a value at all, and whether it is the one meant. */
export function checkDerivedInputs(command: LocatedCommand, report: Report): void {
  if (command.value.type !== 'docker') return;
  for (const wrapper of command.wrappers) {
    const parents = parentsOf(wrapper);
    for (const input of wrapper.derivedInputs) {
      const parent = parents.get(input.value.derivedFromWrapperInput ?? '');
      // An input that is its own parent, or has none, is refused by the server.
      if (parent === undefined || parent.input === input) checkOrphan(input, report);
      else checkDerivedInput(input, parent, report);
    }
  }
}

/** Whatever it is to be derived from, a text is one property of it. */
function checkOrphan(input: Located<DerivedInput>, report: Report): void {
  if (storedType(input.value.type) !== 'string' || !isBlank(input.value.derivedFromXnatObjectProperty)) return;
  reportPropertyMissing(input, 'the object it is derived from', report);
}

function reportPropertyMissing(input: Located<DerivedInput>, source: string, report: Report): void {
  report(
    'derived-property-missing',
    headPlace(input),
    `${quoted(input.value.name)} is a text taken from ${source}, but nothing says which of its properties: it never gets ` +
      `a value. Add "${PROPERTY}", such as "label".`,
  );
}

/** Of inputs with the same name the first counts, external ones before derived ones. */
function parentsOf(wrapper: LocatedWrapper): ReadonlyMap<string, Parent> {
  const parents = new Map<string, Parent>();
  for (const input of wrapper.derivedInputs.toReversed()) parents.set(input.value.name, { kind: 'derived', input });
  for (const input of wrapper.externalInputs.toReversed()) parents.set(input.value.name, { kind: 'external', input });
  return parents;
}

function checkDerivedInput(input: Located<DerivedInput>, parent: Parent, report: Report): void {
  const { name } = input.value;
  const type = storedType(input.value.type);
  const parentType = storedType(parent.input.value.type);
  const parentName = quoted(parent.input.value.name);
  if (isWrapperInputType(type) && isWrapperInputType(parentType)) {
    const derivation = derivationOf(type, parentType);
    if (NEVER.has(type)) {
      report(
        'derived-type-never-resolves',
        placeOf(input, 'type'),
        `The service has no way to derive ${withArticle(type)}: ${quoted(name)} never gets a value` +
          `${input.value.required ? ', and as it is required, every launch fails' : ''}. Use "string".`,
      );
    } else if (derivation === undefined) {
      reportIncompatible(input, parent, report);
    } else {
      checkProperty(input, type, parentType, derivation, report);
      checkAmbiguity(input, derivation, report);
      checkLoadedChildren(input, type, parent, report);
    }
  }
  if (!isBlank(input.value.parser) && isBlank(input.value.derivedFromXnatObjectProperty) && type !== 'string') {
    report(
      'parser-ignored',
      keyPlace(input, 'parser'),
      `There is no text to parse: ${quoted(name)} stands for ${withArticle(type)} and names no property of it. Add ` +
        `"${PROPERTY}", or delete the parser.`,
      { unnecessary: true },
    );
  }
  if (parent.kind === 'derived' && parent.input.value.multiple) {
    report(
      'multiple-has-children',
      placeOf(input, PARENT),
      `${parentName} may stand for several objects, and then only its command input can hang below it: a launch with ` +
        `more than one fails because of ${quoted(name)}. Derive this input from another one.`,
      {
        related: [{ span: placeOf(parent.input, 'multiple').span, message: `${parentName} may have several values.` }],
      },
    );
  }
  if (parent.kind === 'external' && input.value.required && !parent.input.value.required) {
    if (!isBlank(parent.input.value.defaultValue)) return;
    report(
      'required-child-of-optional-parent',
      placeOf(input, 'required'),
      `${quoted(name)} is required${hasProperty(input, 'required') ? '' : ' (the default)'}, but ${parentName}, which it ` +
        'is derived from, may be left out: then the launch fails. Set "required" to false here, or to true there.',
      { related: [{ span: placeOf(parent.input, 'required').span, message: `${parentName} is optional.` }] },
    );
  }
}

/** The server stores `file` as `string`. */
function storedType(type: string): string {
  return type === 'file' ? 'string' : type;
}

function hasProperty(input: Located<unknown>, key: string): boolean {
  return input.node.properties.some((property) => property.key.value === key);
}

function reportIncompatible(input: Located<DerivedInput>, parent: Parent, report: Report): void {
  const type = storedType(input.value.type);
  const parentType = storedType(parent.input.value.type);
  const possible = WRAPPER_INPUT_TYPES.filter((candidate) => derivationOf(type, candidate) !== undefined);
  report(
    'derived-type-incompatible',
    hasProperty(input, 'type') ? placeOf(input, 'type') : placeOf(input, PARENT),
    `The service cannot derive ${withArticle(type)} from ${withArticle(parentType)}: ${quoted(input.value.name)} never gets a value` +
      `${input.value.required ? ', and as it is required, every launch fails' : ''}. ` +
      `${capitalised(withArticle(type))} comes from ${withArticle(anyOf(possible))}.`,
    {
      related: [
        {
          span: placeOf(parent.input, 'type').span,
          message: `${quoted(parent.input.value.name)} is of type ${parentType}.`,
        },
      ],
    },
  );
}

function checkProperty(
  input: Located<DerivedInput>,
  type: string,
  parentType: string,
  derivation: Derivation,
  report: Report,
): void {
  const property = input.value.derivedFromXnatObjectProperty;
  const { name } = input.value;
  // Texts read a property of the parent, objects one of their own; folders have none.
  const holder = derivation.how === 'property' ? parentType : type;
  if (isBlank(property)) {
    if (derivation.how === 'property') reportPropertyMissing(input, withArticle(parentType), report);
    return;
  }
  if (!isXnatObjectType(holder)) return;
  const [first = '', ...deeper] = property.split(/[.[]/);
  const properties = objectPropertiesOf(holder);
  const found = properties.find((candidate) => candidate.name === first);
  const isList = found?.kind === 'objects' || found?.kind === 'texts';
  if (found !== undefined && (deeper.length > 0 || !isList)) return;
  const plain = properties.filter(({ kind }) => kind === 'text' || kind === 'number').map((one) => one.name);
  report('derived-property-unknown', placeOf(input, PROPERTY), () =>
    isList
      ? `${quoted(property)} of ${withArticle(holder)} is a list, which gives no text: ${quoted(name)} never gets a value.`
      : `${capitalised(withArticle(holder))} has no property ${quoted(property)}: ${quoted(name)} never gets a value.` +
        didYouMean(createNearest(plain)(property)),
  );
}

function checkAmbiguity(input: Located<DerivedInput>, derivation: Derivation, report: Report): void {
  const { matcher, defaultValue, multiple, type, name } = input.value;
  if (derivation.how !== 'list' || type === 'File[]' || multiple || !isBlank(matcher) || !isBlank(defaultValue)) return;
  report(
    'derived-may-be-ambiguous',
    headPlace(input),
    `Several objects may fit ${quoted(name)}. In the launch form the user then chooses one; a launch without the form ` +
      'fails. A matcher or a default value tells which one is meant.',
  );
}

function checkLoadedChildren(input: Located<DerivedInput>, type: string, parent: Parent, report: Report): void {
  const { value } = parent.input;
  if (parent.kind !== 'external' || value.type !== 'Project' || value.loadChildren) return;
  if (!CHILD_LISTS_OF_PROJECT.has(type)) return;
  report(
    'load-children-blocks-derivation',
    placeOf(parent.input, 'load-children'),
    `Without its children loaded, the project ${quoted(value.name)} has no list to take ${quoted(input.value.name)} ` +
      'from, so that input never gets a value. Delete "load-children", or set it to true.',
    { related: [{ span: headPlace(input).span, message: 'This input is taken from the project.' }] },
  );
}
