import schema from '../../../schemas/launch.schema.json';

/** What the public schema says of one value; only the words that the launch file's schema uses. */
interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema | true>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly then?: Schema;
}

/** One property of the launch file, as its schema describes it. */
export interface LaunchProperty {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Words it can have; empty where any text does. */
  readonly values: readonly string[];
  /** What its value is written as; `either` where a text does as well as an object. */
  readonly form: 'text' | 'number' | 'list' | 'object' | 'either';
}

const ROOT = schema as Schema;
const DEFINITIONS = schema.definitions as Readonly<Record<string, Schema>>;

/** What the schema says of the value of a property, whose parents' names lead there; elements of lists have no name. */
export function descriptionAt(path: readonly string[]): string | undefined {
  const described = alternativesAt(path).find(({ description }) => description !== undefined);
  return path.length === 0 ? ROOT.description : (described?.description ?? undefined);
}

/**
 * The properties that an object can have by the schema.
 *
 * @param path names of the properties that lead to the object
 * @param present those it has: of several forms, only those that have them all are looked at
 */
export function launchPropertiesAt(path: readonly string[], present: readonly string[]): readonly LaunchProperty[] {
  const found = new Map<string, LaunchProperty>();
  for (const form of alternativesAt(path)) {
    const properties = { ...form.then?.properties, ...form.properties };
    const isClosed = form.additionalProperties === false;
    if (isClosed && !present.every((name) => Object.hasOwn(properties, name))) continue;
    for (const [name, property] of Object.entries(properties)) {
      if (property === true || found.has(name)) continue;
      found.set(name, propertyOf(name, property, form.required?.includes(name) ?? false));
    }
  }
  return [...found.values()];
}

function propertyOf(name: string, property: Schema, required: boolean): LaunchProperty {
  const resolved = resolve(property);
  const values = resolved.flatMap((one) => one.enum ?? []);
  const description = property.description ?? resolved.find((one) => one.description !== undefined)?.description ?? '';
  return { name, description, required, values, form: formOf(resolved) };
}

function formOf(resolved: readonly Schema[]): LaunchProperty['form'] {
  const types = new Set(resolved.flatMap(({ type }) => type ?? []));
  if (types.has('object')) return types.has('string') ? 'either' : 'object';
  if (types.has('string') || types.size === 0) return 'text';
  return types.has('array') ? 'list' : 'number';
}

/** The forms that a value can have. */
function alternativesAt(path: readonly string[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>((forms, name) => forms.flatMap((form) => resolve(child(form, name))), [ROOT]);
}

function child(form: Schema, name: string): Schema | undefined {
  const own = { ...form.then?.properties, ...form.properties };
  const named = Object.hasOwn(own, name) ? own[name] : undefined;
  if (named !== undefined) return named === true ? undefined : named;
  return typeof form.additionalProperties === 'object' ? form.additionalProperties : undefined;
}

/** A schema's forms, with references followed; what is said of all of them is said of each. */
function resolve(one: Schema | undefined): readonly Schema[] {
  if (one === undefined) return [];
  const { $ref, anyOf, ...own } = one;
  if ($ref !== undefined) {
    const target = resolve(DEFINITIONS[$ref.split('/').at(-1) ?? '']);
    return target.map((form) => ({ ...form, ...own }));
  }
  if (anyOf !== undefined) return anyOf.flatMap(resolve).map((form) => ({ ...own, ...form }));
  return [own];
}
