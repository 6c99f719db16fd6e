import type { CommandDocument } from '../../../command/document/command-document';
import { replaceString } from '../../../command/document/json-changes';
import { nodeAtPointer, propertyHolding, valueOf } from '../../../command/document/navigation';
import type { JsonNode, ObjectNode } from '../../../command/document/syntax-tree';
import { isXnatObjectType, type XnatObjectType } from '../../../command/model/xnat-objects';
import { quoted } from '../../../command/rules/wording';
import { objectFaults, writtenObject, type ObjectFault } from '../../../launch-file/check-object';
import { textOf, typeOf } from '../../scope';
import { entriesOf, launchInputNamed, type LaunchScope } from '../launch-surroundings';
import { launchProblem, type LaunchProblem, type LaunchProblemCode } from './launch-problem';

/** What is wrong inside the objects of the archive that a launch file writes out, and the properties it gives of folders. */
export function checkObjects(
  document: CommandDocument,
  file: ObjectNode,
  scope: LaunchScope | undefined,
): readonly LaunchProblem[] {
  return [...namedObjects(file), ...inputObjects(file, scope)].flatMap(({ node, type }) => {
    if (node?.kind !== 'object' || type === undefined || !isXnatObjectType(type)) return [];
    return checkObject(document, node, type);
  });
}

interface ObjectInFile {
  readonly node: JsonNode | undefined;
  /** Undefined where nobody knows what it is to be. */
  readonly type: string | undefined;
}

function namedObjects(file: ObjectNode): readonly ObjectInFile[] {
  return entriesOf(valueOf(file, 'objects')).map((object) => ({
    node: valueOf(object, 'folder') === undefined ? object : valueOf(object, 'properties'),
    type: textOf(object, 'type'),
  }));
}

function inputObjects(file: ObjectNode, scope: LaunchScope | undefined): readonly ObjectInFile[] {
  const inputs = valueOf(file, 'inputs');
  if (scope?.wrapper === undefined || inputs?.kind !== 'object') return [];
  return inputs.properties.flatMap(({ key, value }) => {
    const input = launchInputNamed(scope, key.value);
    if (input === undefined) return [];
    return ['object', 'properties'].map((name) => ({ node: valueOf(value, name), type: typeOf(input) }));
  });
}

const CODES: Readonly<Record<ObjectFault['kind'], LaunchProblemCode>> = {
  'wrong-type': 'launch-object-type',
  'wrong-kind': 'launch-object-value',
  unused: 'launch-object-unused',
};

function checkObject(document: CommandDocument, object: ObjectNode, type: XnatObjectType): readonly LaunchProblem[] {
  const written = writtenObject(object);
  return (written === undefined ? [] : objectFaults(written, type)).flatMap(({ kind, pointer, message, near }) => {
    const value = nodeAtPointer(object, pointer);
    if (value === undefined) return [];
    const key = propertyHolding(value)?.key;
    if (kind !== 'unused' || key === undefined) return [launchProblem(CODES[kind], 'error', value, message)];
    const fixes =
      near === undefined
        ? []
        : [{ title: `Change to ${quoted(near)}`, edits: [replaceString(document, key, near)], kind: 'safe' as const }];
    return [launchProblem(CODES[kind], 'warning', key, message, fixes)];
  });
}
