import type { ObjectNode } from '../command/document/syntax-tree';
import {
  derivationOf,
  isMountable,
  isXnatObjectType,
  objectPropertiesOf,
  WRAPPER_INPUT_TYPES,
  type ObjectProperty,
} from '../command/model/xnat-objects';
import type { CommandSymbol } from './command-symbol';
import { isTrue, textOf, typeOf, type Scope } from './scope';

/*
 * Which names the server takes in a place, and which of them work at launch. What it would refuse, ignore or fail on is
 * left out; what only may fail comes last.
 */

/** Mounts that an output can be read from: those the container can write to. */
export function mountsForOutput({ symbols }: Scope): readonly CommandSymbol[] {
  const fed = new Set(
    symbols.wrappers.flatMap(({ inputs }) =>
      inputs.map(({ object }) => textOf(object, 'provides-files-for-command-mount')),
    ),
  );
  return symbols.mounts.filter(({ name, object }) => !fed.has(name) || isTrue(object, 'writable'));
}

/** Inputs that a derived input can be derived from: declared earlier, of a fitting type, of one value. */
export function parentsFor(derived: ObjectNode, scope: Scope): readonly CommandSymbol[] {
  const type = textOf(derived, 'type');
  return earlierInputs(derived, scope).filter((input) => {
    if (isTrue(input.object, 'multiple')) return false;
    return type === undefined || type === '' || derivationOf(type, typeOf(input)) !== undefined;
  });
}

/** Types a derived input can have: by its parent, or, where that is not named yet, by any that it could have. */
export function typesFor(derived: ObjectNode, scope: Scope): readonly string[] {
  const earlier = earlierInputs(derived, scope);
  const parentName = textOf(derived, 'derived-from-wrapper-input');
  const parent = earlier.find(({ name }) => name === parentName);
  const parents = parent === undefined ? earlier : [parent];
  return WRAPPER_INPUT_TYPES.filter((type) => parents.some((input) => derivationOf(type, typeOf(input)) !== undefined));
}

/** Properties a derived input can have for its value: of the parent for text, of its own object for an object. */
export function objectPropertiesFor(derived: ObjectNode, scope: Scope): readonly ObjectProperty[] {
  const type = textOf(derived, 'type') ?? 'string';
  const parentName = textOf(derived, 'derived-from-wrapper-input');
  const parent = scope.inputs.find(({ name, object }) => name === parentName && object !== derived);
  const owner = isXnatObjectType(type) ? type : type === 'string' && parent !== undefined ? typeOf(parent) : '';
  return objectPropertiesOf(owner).filter(({ kind }) => kind === 'text' || kind === 'number');
}

/** Command inputs that a wrapper input can feed: not of a select type, and fed by no other input of the wrapper. */
export function inputsToFeed(input: ObjectNode, scope: Scope): readonly CommandSymbol[] {
  const fed = fedBy(input, scope, 'provides-value-for-command-input');
  return scope.symbols.inputs.filter((target) => !fed.has(target.name) && !typeOf(target).startsWith('select-'));
}

/** Mounts that a wrapper input can feed: none unless it stands for one object with files, and none fed already. */
export function mountsToFeed(
  input: ObjectNode,
  declared: 'external' | 'derived',
  scope: Scope,
): readonly CommandSymbol[] {
  const type = textOf(input, 'type');
  if (isTrue(input, 'multiple') || (type !== undefined && type !== '' && !isMountable(type, declared))) return [];
  const fed = fedBy(input, scope, 'provides-files-for-command-mount');
  return scope.symbols.mounts.filter(({ name }) => !fed.has(name));
}

/** Outputs that a handler can take, those that no other handler of the wrapper takes first. */
export function outputsFor(handler: ObjectNode, scope: Scope): readonly CommandSymbol[] {
  const taken = new Set(
    scope.handlers
      .filter(({ object }) => object !== handler)
      .map(({ object }) => textOf(object, 'accepts-command-output')),
  );
  const isTaken = ({ name }: CommandSymbol) => taken.has(name);
  const { outputs } = scope.symbols;
  return [...outputs.filter((output) => !isTaken(output)), ...outputs.filter(isTaken)];
}

/**
 * Inputs and earlier handlers under which a handler can store its result. For an assessor or a scan sessions come first;
 * what may be without a value at launch comes last.
 */
export function targetsFor(handler: ObjectNode, scope: Scope): readonly CommandSymbol[] {
  const createsObject = ['Assessor', 'Scan'].includes(textOf(handler, 'type') ?? '');
  const inputs = scope.inputs.filter(({ object }) => {
    const property = textOf(object, 'derived-from-xnat-object-property');
    const type = textOf(object, 'type') ?? '';
    const isObject = isXnatObjectType(type) && type !== 'File' && (!createsObject || type !== 'Resource');
    return isObject && !isTrue(object, 'multiple') && (property === undefined || property === 'uri');
  });
  const earlier = scope.handlers.filter(
    (other) => other.declaration.start < handler.start && ['Assessor', 'Scan'].includes(typeOf(other)),
  );
  const rank = (input: CommandSymbol) =>
    (textOf(input.object, 'required') === 'false' ? 2 : 0) + (createsObject && typeOf(input) !== 'Session' ? 1 : 0);
  return [...inputs.toSorted((a, b) => rank(a) - rank(b)), ...(createsObject ? [] : earlier)];
}

/** The inputs of the wrapper that are resolved before a derived one can be. */
function earlierInputs(derived: ObjectNode, { inputs }: Scope): readonly CommandSymbol[] {
  return inputs.filter(
    ({ kind, object, declaration }) =>
      object !== derived && (kind === 'external-input' || declaration.start < derived.start),
  );
}

/** What the other inputs of the wrapper name in a property. */
function fedBy(input: ObjectNode, { inputs }: Scope, property: string): ReadonlySet<string | undefined> {
  return new Set(inputs.filter(({ object }) => object !== input).map(({ object }) => textOf(object, property)));
}
