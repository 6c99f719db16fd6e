import type { BoundCommand } from '../binding/bind-command';
import { compactJson } from '../document/compact-json';
import { valueOf } from '../document/navigation';

/** One thing in which two Commands differ. Texts are as the service holds them; undefined where it holds none. */
export interface CommandDifference {
  /**
   * Where, from the Command inwards, as an author calls it: `["command-line"]`, `["mount out", "path"]`,
   * `["wrapper on-scan", "derived input file", "type"]`. Things that have a name are found by it.
   */
  readonly path: readonly string[];
  /** `order`: the same things in another order, which the service does not overlook. */
  readonly kind: 'changed' | 'only-in-first' | 'only-in-second' | 'order';
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/**
 * Compares two Commands as the Container Service would hold them: the order of keys, layout and dialect do not count,
 * properties it drops do not, and a property left out is one with its default. `image` and `hash` do not count either: in
 * a label the service replaces both.
 *
 * @returns what differs, in the order of the first Command, then of the second; empty where the service sees no difference
 */
export function compareCommands(first: BoundCommand, second: BoundCommand): readonly CommandDifference[] {
  return [
    ...compareObjects(effective(first.command), effective(second.command), []),
    ...changed(['command-metadata'], metadataOf(first), metadataOf(second)),
  ];
}

/** A value of the Command's model, whatever it is. */
type ModelValue =
  | undefined
  | string
  | number
  | bigint
  | boolean
  | ReadonlyMap<string, string>
  | readonly string[]
  | readonly ModelObject[]
  | ModelObject;
type ModelObject = object;

/** What the parts of each list are called; they are found by their names. */
const PARTS: Readonly<Record<string, string>> = {
  mounts: 'mount',
  inputs: 'input',
  outputs: 'output',
  wrappers: 'wrapper',
  externalInputs: 'external input',
  derivedInputs: 'derived input',
  outputHandlers: 'output handler',
  secrets: 'secret',
};

/** What is not compared. */
const LEFT_OUT: ReadonlySet<string> = new Set(['image', 'hash']);

/** Lists of texts whose order the service does not keep. */
const SETS: ReadonlySet<string> = new Set(['contexts']);

/** What the service takes a property for that it holds no value of. */
const TAKEN_FOR: Readonly<Record<string, ModelValue>> = {
  overrideEntrypoint: false,
  autoRemove: false,
  sensitive: false,
  userSettable: true,
  multipleDelimiter: 'space',
  commandLineSeparator: ' ',
};

function effective(object: ModelObject): ReadonlyMap<string, ModelValue> {
  const entries = Object.entries(object) as [string, ModelValue][];
  const name = nameOf(object);
  return new Map(
    entries.map(([key, value]) => {
      if (key === 'replacementKey' && (value === undefined || value === '')) return [key, `#${name}#`];
      return [key, value ?? TAKEN_FOR[key]];
    }),
  );
}

function compareObjects(
  first: ReadonlyMap<string, ModelValue>,
  second: ReadonlyMap<string, ModelValue>,
  path: readonly string[],
): readonly CommandDifference[] {
  return [...first].flatMap(([key, value]) =>
    LEFT_OUT.has(key) ? [] : compareValues(key, value, second.get(key), path),
  );
}

function compareValues(
  key: string,
  first: ModelValue,
  second: ModelValue,
  path: readonly string[],
): readonly CommandDifference[] {
  const part = PARTS[key];
  if (part !== undefined)
    return compareParts(part, first as readonly ModelObject[], second as readonly ModelObject[], path);
  const inner = [...path, jsonName(key)];
  if (first instanceof Map && second instanceof Map) return compareMaps(first, second, inner);
  if (isTexts(first) && isTexts(second)) {
    const [a, b] = SETS.has(key) ? [asSet(first), asSet(second)] : [first, second];
    return changed(inner, listText(a), listText(b));
  }
  if (isObject(first) && isObject(second)) return compareObjects(effective(first), effective(second), inner);
  return changed(inner, textOf(first), textOf(second));
}

/** Of things with the same name the first are compared, then the second, and so on. */
function compareParts(
  part: string,
  first: readonly ModelObject[],
  second: readonly ModelObject[],
  path: readonly string[],
): readonly CommandDifference[] {
  const seconds = byName(second);
  const firsts = byName(first);
  const differences = [...firsts].flatMap(([name, object]) => {
    const inner = [...path, `${part} ${name}`];
    const other = seconds.get(name);
    return other === undefined ? [only('first', inner)] : compareObjects(effective(object), effective(other), inner);
  });
  const added = [...seconds.keys()].filter((name) => !firsts.has(name));
  const [shared, sharedInSecond] = [
    [...firsts.keys()].filter((name) => seconds.has(name)),
    [...seconds.keys()].filter((name) => firsts.has(name)),
  ];
  return [
    ...differences,
    ...added.map((name) => only('second', [...path, `${part} ${name}`])),
    ...(listText(shared) === listText(sharedInSecond)
      ? []
      : [order([...path, `${part}s`], listText(shared), listText(sharedInSecond))]),
  ];
}

function byName(objects: readonly ModelObject[]): ReadonlyMap<string, ModelObject> {
  const named = new Map<string, ModelObject>();
  for (const object of objects) {
    const name = nameOf(object);
    let unique = name;
    for (let count = 2; named.has(unique); count++) unique = `${name} (${count})`;
    named.set(unique, object);
  }
  return named;
}

/** A secret is known by the variable it becomes. */
function nameOf(object: ModelObject): string {
  if ('name' in object) return typeof object.name === 'string' ? object.name : '(no name)';
  const destination = 'destination' in object ? object.destination : undefined;
  const isNamed = typeof destination === 'object' && destination !== null && 'identifier' in destination;
  return isNamed && typeof destination.identifier === 'string' ? destination.identifier : '(no name)';
}

function compareMaps(
  first: ReadonlyMap<string, string>,
  second: ReadonlyMap<string, string>,
  path: readonly string[],
): readonly CommandDifference[] {
  const keys = [...new Set([...first.keys(), ...second.keys()])];
  return keys.flatMap((key) => {
    const inner = [...path, key];
    if (!second.has(key)) return [{ ...only('first', inner), first: first.get(key) }];
    if (!first.has(key)) return [{ ...only('second', inner), second: second.get(key) }];
    return changed(inner, first.get(key), second.get(key));
  });
}

const changed = (path: readonly string[], first: string | undefined, second: string | undefined) =>
  first === second ? [] : [{ path, kind: 'changed', first, second } as const];

const only = (side: 'first' | 'second', path: readonly string[]): CommandDifference => ({
  path,
  kind: `only-in-${side}`,
  first: undefined,
  second: undefined,
});

const order = (path: readonly string[], first: string, second: string): CommandDifference => ({
  path,
  kind: 'order',
  first,
  second,
});

/** Free JSON, of which only layout and the order of keys are overlooked. */
function metadataOf({ node }: BoundCommand): string | undefined {
  const metadata = valueOf(node, 'command-metadata');
  return metadata === undefined || metadata.kind === 'null' ? undefined : compactJson(metadata, 'sorted');
}

const isTexts = (value: ModelValue): value is readonly string[] => Array.isArray(value);

const isObject = (value: ModelValue): value is ModelObject => typeof value === 'object';

const asSet = (texts: readonly string[]) => [...new Set(texts)].sort();

const listText = (texts: readonly string[]) => JSON.stringify(texts);

const textOf = (value: ModelValue) => (value === undefined || typeof value === 'object' ? undefined : String(value));

/** The name of a property in JSON: `commandLine` is `command-line`. */
const jsonName = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
