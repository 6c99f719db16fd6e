import type { ObjectType } from '../object-type';
import { COMMAND_GUIDE } from './command-guide';
import {
  COMMAND_INPUT_GUIDE,
  COMMAND_OUTPUT_GUIDE,
  MOUNT_GUIDE,
  SECRET_DESTINATION_GUIDE,
  SECRET_GUIDE,
  SECRET_SOURCE_GUIDE,
} from './parts-guide';
import type { ObjectGuide, PropertyGuide } from './property-guide';
import { DERIVED_INPUT_GUIDE, EXTERNAL_INPUT_GUIDE, OUTPUT_HANDLER_GUIDE, WRAPPER_GUIDE } from './wrapper-guide';

const GUIDES: Readonly<Partial<Record<ObjectType, ObjectGuide>>> = {
  command: COMMAND_GUIDE,
  mount: MOUNT_GUIDE,
  'command-input': COMMAND_INPUT_GUIDE,
  'command-output': COMMAND_OUTPUT_GUIDE,
  wrapper: WRAPPER_GUIDE,
  'external-input': EXTERNAL_INPUT_GUIDE,
  'derived-input': DERIVED_INPUT_GUIDE,
  'output-handler': OUTPUT_HANDLER_GUIDE,
  secret: SECRET_GUIDE,
  'secret-source': SECRET_SOURCE_GUIDE,
  'secret-destination': SECRET_DESTINATION_GUIDE,
};

/** What an author should know of a property; undefined where an object of this type has none of that name. */
export function guideOf(type: ObjectType, property: string): PropertyGuide | undefined {
  const guide = GUIDES[type];
  return guide !== undefined && Object.hasOwn(guide, property) ? guide[property] : undefined;
}

/** The properties of an object of this type, in the order a Command is best written; none where names are free. */
export function propertiesOf(type: ObjectType): readonly string[] {
  return Object.keys(GUIDES[type] ?? {});
}
