import { valueOf } from '../../command/document/navigation';
import type { ObjectNode } from '../../command/document/syntax-tree';
import type { JsonToWrite } from '../../command/document/write-json';
import { isMountable, isXnatObjectType } from '../../command/model/xnat-objects';
import { describeProperty, kindOf } from '../guide/guide-markdown';
import { guideOf, propertiesOf } from '../guide/object-guides';
import { valuesOf } from '../guide/value-guide';
import type { Location } from '../location';
import { boundProperty, type ObjectType } from '../object-type';
import { isTrue, textOf } from '../scope';
import type { Candidate } from './completion';
import { bareChoice, bareHole, emptyList, emptyMap, hole } from './snippet-text';

/** The properties that an object lacks, those it needs first. `image` is not needed in a label. */
export function propertyCandidates(location: Location & { at: 'key' }, mode: string): readonly Candidate[] {
  const { object, type } = location;
  const present = new Set(
    object.properties.filter((property) => property !== location.property).map(({ key }) => key.value),
  );
  const missing = propertiesOf(type).filter((name) => !present.has(name) && isUseful(location, name));
  const isNeeded = (name: string) =>
    guideOf(type, name)?.importance === 'needed' && !(type === 'command' && name === 'image' && mode === 'label');
  return [...missing.filter(isNeeded), ...missing.filter((name) => !isNeeded(name))].map((name) => {
    const guide = guideOf(type, name);
    const kind = kindOf(type, name);
    return {
      label: name,
      kind: 'property',
      detail: isNeeded(name) ? `${kind}, required` : kind,
      documentation: guide === undefined ? undefined : describeProperty(guide),
      value: valueFor(type, name),
      next: SUGGESTS.has(name) || valuesOf(type, name).length > 0 || opensList(type, name) ? 'suggest' : 'nothing',
    };
  });
}

/** Properties, besides those of enumerations, whose value is proposed as soon as they are there. */
const SUGGESTS: ReadonlySet<string> = new Set([
  'image',
  'mount',
  'contexts',
  'environment-variables',
  'derived-from-wrapper-input',
  'derived-from-xnat-object-property',
  'provides-value-for-command-input',
  'provides-files-for-command-mount',
  'via-setup-command',
  'via-wrapup-command',
  'accepts-command-output',
  'as-a-child-of',
  'xsi-type',
  'identifier',
  'matcher',
]);

const FORBIDDEN_IN_SETUP_AND_WRAPUP: ReadonlySet<string> = new Set([
  'mounts',
  'inputs',
  'outputs',
  'xnat',
  'environment-variables',
  'ports',
  'secrets',
]);

const LOST_IN_SETUP_AND_WRAPUP: ReadonlySet<string> = new Set([
  'override-entrypoint',
  'auto-remove',
  'shm-size',
  'network',
  'container-labels',
]);

/** Whether the property has an effect in this object, as far as the object tells. */
function isUseful({ object, type }: Location & { at: 'key' }, name: string): boolean {
  if (guideOf(type, name)?.importance === 'none') return false;
  const own = textOf(object, 'type') ?? '';
  switch (type) {
    case 'command':
      if (own !== 'docker-setup' && own !== 'docker-wrapup') return true;
      return !FORBIDDEN_IN_SETUP_AND_WRAPUP.has(name) && !LOST_IN_SETUP_AND_WRAPUP.has(name);
    case 'command-input':
      return own === '' || isUsefulInCommandInput(own, name);
    case 'external-input':
    case 'derived-input':
      return isUsefulInWrapperInput(object, type, own, name);
    case 'output-handler':
      return name !== 'xsi-type' || own === 'Assessor' || own === 'Scan';
    default:
      return true;
  }
}

function isUsefulInCommandInput(own: string, name: string): boolean {
  switch (name) {
    case 'select-values':
      return own.startsWith('select-');
    case 'true-value':
    case 'false-value':
      return own === 'boolean';
    default:
      return true;
  }
}

function isUsefulInWrapperInput(
  object: ObjectNode,
  type: 'external-input' | 'derived-input',
  own: string,
  name: string,
) {
  const declared = type === 'external-input' ? 'external' : 'derived';
  const isMultiple = isTrue(object, 'multiple');
  switch (name) {
    case 'load-children':
      return own === 'Project' && declared === 'external';
    case 'matcher':
      return own === '' || isXnatObjectType(own) || own === 'File[]';
    case 'provides-files-for-command-mount':
      return !isMultiple && (own === '' || isMountable(own, declared));
    case 'via-setup-command':
      return valueOf(object, 'provides-files-for-command-mount') !== undefined;
    case 'multiple':
      return valueOf(object, 'provides-files-for-command-mount') === undefined;
    case 'parser':
      return own === '' || own === 'string';
    default:
      return true;
  }
}

/** Booleans that hardly anyone writes down as `true`. */
const USUALLY_FALSE: ReadonlySet<string> = new Set(['user-settable', 'load-children']);

/** What is more than an empty text to begin with. */
const FIRST_VALUES: Readonly<Record<string, JsonToWrite>> = {
  version: hole(1, '1.0'),
  'schema-version': '1.0',
  'reserve-memory': bareHole(1, '2048'),
  'limit-memory': bareHole(1, '4096'),
  'limit-cpu': bareHole(1, '1'),
  'shm-size': bareHole(1, '1073741824'),
};

/** What a new property starts with: JSON from the first moment, with the cursor where the value is typed. */
function valueFor(type: ObjectType, name: string): JsonToWrite {
  const first = Object.hasOwn(FIRST_VALUES, name) ? FIRST_VALUES[name] : undefined;
  if (first !== undefined) return first;
  const bound = boundProperty(type, name);
  switch (bound?.kind) {
    case 'boolean':
      return bareChoice(1, USUALLY_FALSE.has(name) ? ['false', 'true'] : ['true', 'false']);
    case 'texts':
      return [hole(1)];
    case 'map':
      return emptyMap(1);
    case 'objects':
      return emptyList(1);
    case 'typed':
      return { type: bound.type, identifier: hole(1) };
    case 'any':
      return () => '{$1}';
    default: {
      const [only, ...others] = valuesOf(type, name);
      return only !== undefined && others.length === 0 ? only.value : hole(1);
    }
  }
}

function opensList(type: ObjectType, name: string): boolean {
  const kind = boundProperty(type, name)?.kind;
  return kind === 'objects' || kind === 'typed';
}
