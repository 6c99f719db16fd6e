import { tooDeepIn } from '../command/document/depth';
import { escapePointerStep } from '../command/document/navigation';
import type { ObjectNode } from '../command/document/syntax-tree';
import type { JsonObject, JsonValue } from '../command/matcher/matcher-ast';
import { isXnatObjectType, objectPropertiesOf, type XnatObjectType } from '../command/model/xnat-objects';
import { createNearest } from '../command/rules/nearest';
import { capitalised, didYouMean, quoted, withArticle } from '../command/rules/wording';
import { jsonOf, readXnatObject } from '../resolution/xnat-object';

/** Something wrong with an object of the archive that a launch file writes out. */
export interface ObjectFault {
  /** `unused` is passed over by the service; with the others there is no launch. */
  readonly kind: 'unused' | 'wrong-type' | 'wrong-kind';
  /** JSON pointer from the object to the value of the property. */
  readonly pointer: string;
  readonly message: string;
  /** What the name of the property most likely stands for: a name that the object does not have yet. */
  readonly near: string | undefined;
}

/** A path of this machine in an object, which is relative to the launch file. */
export interface ObjectPath {
  readonly pointer: string;
  readonly path: string;
  readonly leadsTo: 'folder' | 'file';
}

interface PartOfObject {
  readonly object: JsonObject;
  readonly type: XnatObjectType;
  readonly pointer: string;
}

/** What is wrong with an object, and with those in its lists, that is to be of a type. */
export function objectFaults(object: JsonObject, type: XnatObjectType): readonly ObjectFault[] {
  return partsOf({ object, type, pointer: '' }).flatMap(faultsOfPart);
}

/** The object that is written in a launch file; undefined where it is nested too deep to be read. */
export function writtenObject(node: ObjectNode): JsonObject | undefined {
  return tooDeepIn(node) === undefined ? (jsonOf(node) as JsonObject) : undefined;
}

/** The folders and files that an object, and those in its lists, name. */
export function objectPaths(object: JsonObject): readonly ObjectPath[] {
  return pathsIn(object, '');
}

/** The object itself, then what is in its lists. */
function partsOf(part: PartOfObject): readonly PartOfObject[] {
  const { object, type, pointer } = part;
  const inside = objectPropertiesOf(type).flatMap(({ name, of }) => {
    const members = object[name];
    if (of === undefined || !Array.isArray(members)) return [];
    return (members as readonly JsonValue[]).flatMap((member, index) =>
      isObject(member) ? partsOf({ object: member, type: of, pointer: `${below(pointer, name)}/${index}` }) : [],
    );
  });
  return [part, ...inside];
}

function faultsOfPart({ object, type, pointer }: PartOfObject): readonly ObjectFault[] {
  const names = objectPropertiesOf(type).map(({ name }) => name);
  const nearest = createNearest(names.filter((name) => !Object.hasOwn(object, name)));
  return Object.entries(object).flatMap(([name, value]): readonly ObjectFault[] => {
    const at = below(pointer, name);
    if (!names.includes(name)) {
      const near = nearest(name);
      const message = `${capitalised(withArticle(type))} has no property ${quoted(name)}: nothing would come of it.${didYouMean(near)}`;
      return [{ kind: 'unused', pointer: at, message, near }];
    }
    if (value === undefined || value === null) return [];
    if (name === 'type') {
      if (value === type) return [];
      const found = typeof value === 'string' ? whatIs(value) : 'this is no type';
      return [
        {
          kind: 'wrong-type',
          pointer: at,
          message: `${capitalised(withArticle(type))} is needed here, and ${found}.`,
          near: undefined,
        },
      ];
    }
    return wrongKinds(type, name, value, at);
  });
}

/** Values of a property that the service could not read, with the pointer to each. */
function wrongKinds(type: XnatObjectType, name: string, value: JsonValue, at: string): readonly ObjectFault[] {
  const kind = objectPropertiesOf(type).find((property) => property.name === name)?.kind;
  const fault = (pointer: string, message: string): ObjectFault => ({
    kind: 'wrong-kind',
    pointer,
    message,
    near: undefined,
  });
  if (kind === 'objects') {
    if (!Array.isArray(value)) return [fault(at, `${quoted(name)} is a list of objects.`)];
    return (value as readonly JsonValue[]).flatMap((member, index) =>
      member === null || isObject(member) ? [] : [fault(`${at}/${index}`, `${quoted(name)} is a list of objects.`)],
    );
  }
  if (readXnatObject({ type, [name]: value }, type) !== undefined) return [];
  const needed = kind === 'texts' ? 'a list of texts' : kind === 'number' ? 'a whole number' : 'a text';
  return [fault(at, `${quoted(name)} is ${needed}.`)];
}

function pathsIn(value: JsonValue, pointer: string): readonly ObjectPath[] {
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).flatMap((each, index) => pathsIn(each, `${pointer}/${index}`));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const at = below(pointer, name);
    if (typeof each !== 'string') return each === undefined ? [] : pathsIn(each, at);
    if (name !== 'directory' && name !== 'path') return [];
    return [{ pointer: at, path: each, leadsTo: name === 'directory' ? 'folder' : 'file' } as const];
  });
}

function whatIs(type: string): string {
  return isXnatObjectType(type) ? `this is ${withArticle(type)}` : `${quoted(type)} is no type of objects`;
}

function isObject(value: JsonValue | undefined): value is JsonObject & JsonValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(pointer: string, name: string): string {
  return `${pointer}/${escapePointerStep(name)}`;
}
