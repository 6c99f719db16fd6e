import {
  COMMAND,
  COMMAND_INPUT,
  COMMAND_OUTPUT,
  DERIVED_INPUT,
  EXTERNAL_INPUT,
  MOUNT,
  OUTPUT_HANDLER,
  SECRET,
  SECRET_DESTINATION,
  SECRET_SOURCE,
  WRAPPER,
  type ObjectName,
  type ObjectShape,
  type Property,
} from '../command/binding/property-tables';

/** Objects of a Command whose property names are the author's own. */
type MapName = 'environment-variables' | 'ports' | 'container-labels' | 'generic-resources' | 'ulimits';

/** What an object of the text stands for in a Command; `free` is one whose content the server does not look into. */
export type ObjectType = ObjectName | MapName | 'free';

const SHAPES: Readonly<Record<ObjectName, ObjectShape>> = {
  command: COMMAND,
  mount: MOUNT,
  'command-input': COMMAND_INPUT,
  'command-output': COMMAND_OUTPUT,
  wrapper: WRAPPER,
  'external-input': EXTERNAL_INPUT,
  'derived-input': DERIVED_INPUT,
  'output-handler': OUTPUT_HANDLER,
  secret: SECRET,
  'secret-source': SECRET_SOURCE,
  'secret-destination': SECRET_DESTINATION,
};

/** How the server binds a property of an object of this type; undefined where it drops it. */
export function boundProperty(type: ObjectType, name: string): Property | undefined {
  const shape: ObjectShape | undefined = Object.hasOwn(SHAPES, type) ? SHAPES[type as ObjectName] : undefined;
  return shape !== undefined && Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
}

const MAPS: ReadonlySet<string> = new Set<MapName>([
  'environment-variables',
  'ports',
  'container-labels',
  'generic-resources',
  'ulimits',
]);

/** What an object that is the value of this property stands for. */
export function objectTypeOfValue(parent: ObjectType, property: string): ObjectType {
  const bound = boundProperty(parent, property);
  if (bound?.kind === 'typed') return bound.of.name;
  return bound?.kind === 'map' && isMapName(property) ? property : 'free';
}

/** What an object in the list of this property stands for. */
export function objectTypeOfElement(parent: ObjectType, property: string): ObjectType {
  const bound = boundProperty(parent, property);
  return bound?.kind === 'objects' ? bound.of.name : 'free';
}

function isMapName(property: string): property is MapName {
  return MAPS.has(property);
}
