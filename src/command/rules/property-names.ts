import { propertyNamed } from '../binding/bind-values';
import * as tables from '../binding/property-tables';
import type { ObjectName, ObjectShape } from '../binding/property-tables';
import type { PropertyNode } from '../document/syntax-tree';
import { createNearest } from './nearest';

/** Names of other releases, other tools and the documentation's slips, and what they are called today. */
export const FORMER_NAMES: Readonly<Partial<Record<ObjectName, Readonly<Record<string, string>>>>> = {
  command: {
    workdir: 'working-directory',
    'working-dir': 'working-directory',
    'command-type': 'type',
    'command-name': 'name',
    datatype: 'type',
    'xnat-inputs': 'xnat',
    env: 'environment-variables',
  },
  'command-input': { default: 'default-value', 'multiple-delimmiter': 'multiple-delimiter' },
  'external-input': { 'provides-value-for-input': 'provides-value-for-command-input' },
  'derived-input': {
    'provides-value-for-input': 'provides-value-for-command-input',
    'derived-from-xnat-input': 'derived-from-wrapper-input',
    parent: 'derived-from-wrapper-input',
    'root-property': 'derived-from-xnat-object-property',
  },
  'output-handler': {
    'as-a-child-of-xnat-input': 'as-a-child-of',
    'as-a-child-of-xnat-output': 'as-a-child-of',
    'as-a-child-of-wrapper-output': 'as-a-child-of',
  },
};

/** What each kind of object is called. */
export const NOUNS: Readonly<Record<ObjectName, string>> = {
  command: 'Command',
  mount: 'mount',
  'command-input': 'command input',
  'command-output': 'output',
  wrapper: 'wrapper',
  'external-input': 'external input',
  'derived-input': 'derived input',
  'output-handler': 'output handler',
  secret: 'secret',
  'secret-source': "secret's source",
  'secret-destination': "secret's destination",
};

const SHAPES: readonly ObjectShape[] = [
  tables.COMMAND,
  tables.MOUNT,
  tables.COMMAND_INPUT,
  tables.COMMAND_OUTPUT,
  tables.WRAPPER,
  tables.EXTERNAL_INPUT,
  tables.DERIVED_INPUT,
  tables.OUTPUT_HANDLER,
  tables.SECRET,
];

/** Properties of which only one of the server's readers knows, and what says so to the author. */
export const RULES_OF_ONE_READER: ReadonlySet<string> = new Set(['id', 'ipcMode', 'as-a-child-of-wrapper-input']);

/** What `type` selects in them: it is no property of what is read. */
export const HALVES_OF_SECRETS: ReadonlySet<ObjectName> = new Set(['secret-source', 'secret-destination']);

const nearestNames = new Map<ObjectShape, (word: string) => string | undefined>();

/** The property of an object that one of a wrong name most likely stands for. */
export function rightNameOf({ key, value }: PropertyNode, shape: ObjectShape): string | undefined {
  const name = key.value;
  const former = FORMER_NAMES[shape.name];
  if (former !== undefined && Object.hasOwn(former, name)) return former[name];
  // A list is meant for the plural, though an output has a "mount", and a text for the one.
  if (value?.kind === 'array' && propertyNamed(shape, `${name}s`)?.kind === 'objects') return `${name}s`;
  if (value?.kind === 'string' && propertyNamed(shape, name.replace(/s$/, ''))?.kind === 'text')
    return name.slice(0, -1);
  if (ownerOf(name) !== undefined) return undefined;
  let nearest = nearestNames.get(shape);
  if (nearest === undefined) {
    const names = Object.keys(shape.properties).filter((each) => !RULES_OF_ONE_READER.has(each));
    nearest = createNearest(HALVES_OF_SECRETS.has(shape.name) ? [...names, 'type'] : names);
    nearestNames.set(shape, nearest);
  }
  return nearest(name);
}

/** The one kind of object that has a property of this very name, as it is called. */
export function ownerOf(name: string): string | undefined {
  const owners = SHAPES.filter((shape) => Object.hasOwn(shape.properties, name)).map((shape) => shape.name);
  const [owner, other] = owners;
  if (owner === 'external-input' && other === 'derived-input' && owners.length === 2) return 'wrapper input';
  return owner === undefined || other !== undefined ? undefined : NOUNS[owner];
}
