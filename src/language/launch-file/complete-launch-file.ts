import type { ServiceVariable } from '../../command/model/service-variables';
import type { CommandDocument } from '../../command/document/command-document';
import { valueOf } from '../../command/document/navigation';
import type { JsonToWrite } from '../../command/document/write-json';
import { objectPropertiesOf } from '../../command/model/xnat-objects';
import type { Candidate, Completion } from '../completion/completion';
import { fill, slotAt } from '../completion/slot';
import { bareHole, emptyList, hole } from '../completion/snippet-text';
import { escapeMarkdown } from '../markdown';
import { textOf, textsOf, typeOf } from '../scope';
import { inputCandidates, inputValueCandidates, inputValueElements } from './complete-inputs';
import { pathCompletions, type PathEntry } from './complete-paths';
import { launchPlaceAt, type LaunchPlace } from './launch-place';
import { launchPropertiesAt, type LaunchProperty } from './launch-schema';
import { launchInputNamed, launchScope, type LaunchScope, type LaunchSurroundings } from './launch-surroundings';
import { objectTypeAt } from './object-type-at';

/** What is known outside the launch file and its Command. All of it may be missing. */
export interface LaunchCompletionKnowledge {
  /** Images the Docker engine has, as `repository:tag`. */
  readonly imageNames?: readonly string[];
  /** What is in the folder that the path at the cursor has come to; see `pathAskedAt`. */
  readonly entries?: readonly PathEntry[];
}

/**
 * What fits at a place of a launch file, the most likely first. Never throws, whatever stands there.
 *
 * @param offset place of the cursor, from 0 to the text's length
 */
export function launchCompletionsAt(
  document: CommandDocument,
  offset: number,
  surroundings: LaunchSurroundings,
  knowledge: LaunchCompletionKnowledge = {},
): readonly Completion[] {
  const place = launchPlaceAt(document, offset);
  if (place === undefined) return [];
  const slot = slotAt(document, place, offset);
  const scope = launchScope(document.root, surroundings.command);
  const candidates = candidatesAt(document, place, scope, knowledge);
  const whole = slot === undefined ? [] : candidates.map((candidate) => fill(slot, candidate));
  return [...pathCompletions(document, place, offset, knowledge.entries ?? []), ...whole];
}

function candidatesAt(
  document: CommandDocument,
  place: LaunchPlace,
  scope: LaunchScope | undefined,
  knowledge: LaunchCompletionKnowledge,
): readonly Candidate[] {
  switch (place.at) {
    case 'root':
      return place.value === undefined ? [wholeFile()] : [];
    case 'key':
      return keyCandidates(document, place, scope);
    case 'value':
      return valueCandidates(document, place, scope, knowledge);
    case 'element':
      return elementCandidates(place, scope);
  }
}

function wholeFile(): Candidate {
  return {
    label: 'Launch file',
    kind: 'snippet',
    documentation: 'One launch of a Command, kept to be run again.',
    value: { command: hole(1, 'command.json'), inputs: () => '{$2}' },
  };
}

type KeyPlace = Extract<LaunchPlace, { at: 'key' }>;

function keyCandidates(
  document: CommandDocument,
  { object, property, path }: KeyPlace,
  scope: LaunchScope | undefined,
): readonly Candidate[] {
  const present = object.properties.filter((one) => one !== property).map(({ key }) => key.value);
  const written = new Set(present);
  const isMissing = ({ label }: Candidate) => !written.has(label);
  return [...namesFor(path, scope), ...schemaCandidates(document, path, present, scope)].filter(isMissing);
}

function schemaCandidates(
  document: CommandDocument,
  path: readonly string[],
  present: readonly string[],
  scope: LaunchScope | undefined,
): readonly Candidate[] {
  const isWanted = path[0] === 'inputs' && path.length === 2 ? formsOfInput(scope, path[1], present) : () => true;
  const properties = launchPropertiesAt(path, present);
  const sorted = [...properties.filter(({ required }) => required), ...properties.filter(({ required }) => !required)];
  const fromObject = objectTypeAt(document.root, path, (name) => inputType(scope, name));
  return [
    ...sorted
      .filter(({ name }) => name !== '$schema' && isWanted(name))
      .map((property): Candidate => ({
        label: property.name,
        kind: 'property',
        detail: property.required ? 'required' : undefined,
        documentation: property.description,
        value: firstValue(property),
        next: 'suggest',
      })),
    ...(fromObject === undefined ? [] : objectPropertiesOf(fromObject)).map((property): Candidate => ({
      label: property.name,
      kind: 'property',
      detail: property.kind,
      documentation: property.description,
      value: property.kind === 'texts' ? [hole(1)] : property.kind === 'objects' ? emptyList(1) : hole(1),
    })),
  ];
}

function inputType(scope: LaunchScope | undefined, name: string): string | undefined {
  const input = scope && launchInputNamed(scope, name);
  return input && typeOf(input);
}

/** An input is one of `folder`, `file` and `object`, as its type has it; `properties` are those of a folder. */
function formsOfInput(scope: LaunchScope | undefined, input = '', present: readonly string[]) {
  if (present.length > 0) return (name: string) => name === 'properties' && present.includes('folder');
  const type = inputType(scope, input);
  const fitting = type === undefined ? ['folder', 'file', 'object'] : type === 'file' ? ['file'] : ['folder', 'object'];
  return (name: string) => fitting.includes(name);
}

function firstValue({ name, form }: LaunchProperty): JsonToWrite {
  if (name === 'exit-code') return bareHole(1, '0');
  switch (form) {
    case 'number':
      return bareHole(1, '1');
    case 'list':
      return [hole(1)];
    case 'object':
      return (style) => (style.shape === 'inline' ? '{ $1 }' : `{${inner(style)}$1${style.lineEnd}${style.margin}}`);
    case 'either':
    case 'text':
      return hole(1);
  }
}

const inner = ({ lineEnd, margin, indent }: { lineEnd: string; margin: string; indent: string }) =>
  lineEnd + margin + indent;

/** Names that the Command gives to what stands in these objects. */
function namesFor(path: readonly string[], scope: LaunchScope | undefined): readonly Candidate[] {
  switch (path.join('/')) {
    case 'inputs':
      return scope === undefined ? [] : inputCandidates(scope);
    case 'environment':
      return variableCandidates(scope);
    case 'expect/outputs':
      return (scope?.symbols.outputs ?? []).map(({ name, object }) => ({
        label: name,
        kind: 'reference',
        detail: textOf(object, 'path'),
        documentation: escapeMarkdown(textOf(object, 'description') ?? ''),
        value: bareHole(1, '1'),
      }));
    default:
      return [];
  }
}

/** Of those that the service sets; `XNAT_PASS` is not offered, for it is a secret and no text for a file. */
const OFFERED_SERVICE_VARIABLES: Readonly<Record<Exclude<ServiceVariable, 'XNAT_PASS'>, string>> = {
  XNAT_HOST: 'Address of the XNAT server. A test launch has none, unless you give one here.',
  XNAT_USER: 'Alias that the service signs the container in with.',
  XNAT_WORKFLOW_ID: 'The workflow that shows the state of the launch.',
  XNAT_EVENT_ID: 'The event that the launch belongs to.',
};

function variableCandidates(scope: LaunchScope | undefined): readonly Candidate[] {
  const own = (scope?.symbols.environmentVariables ?? []).map(({ name }): Candidate => ({
    label: name,
    kind: 'reference',
    detail: 'set by the Command',
    value: hole(1),
  }));
  const service = Object.entries(OFFERED_SERVICE_VARIABLES).map(([label, documentation]): Candidate => ({
    label,
    kind: 'property',
    documentation,
    value: hole(1),
  }));
  return [...own, ...service];
}

type ValuePlace = Extract<LaunchPlace, { at: 'value' }>;

function valueCandidates(
  document: CommandDocument,
  { path, property }: ValuePlace,
  scope: LaunchScope | undefined,
  knowledge: LaunchCompletionKnowledge,
): readonly Candidate[] {
  const name = property.key.value;
  switch (path.join('/')) {
    case '':
      if (name === 'wrapper') return wrapperCandidates(scope);
      break;
    case 'command':
      if (name === 'image') return (knowledge.imageNames ?? []).map((image) => text(image));
      break;
    case 'inputs':
      return scope === undefined ? [] : inputValueCandidates(document, scope, name);
  }
  if (path[0] === 'inputs' && path.length === 2 && name === 'object') {
    return objectNames(document).map((object) => text(object, 'one of "objects"'));
  }
  const known = launchPropertiesAt(path, []).find((one) => one.name === name);
  return (known?.values ?? []).map((value) => text(value));
}

function elementCandidates(
  { path, property, value, object }: Extract<LaunchPlace, { at: 'element' }>,
  scope: LaunchScope | undefined,
): readonly Candidate[] {
  const name = property.key.value;
  const own = value?.kind === 'string' ? value.value : undefined;
  const present = new Set(textsOf(object, name).filter((one) => one !== own));
  const candidates =
    path.length === 0 && name === 'secrets'
      ? secretCandidates(scope)
      : path.length === 1 && path[0] === 'inputs' && scope !== undefined
        ? inputValueElements(scope, name)
        : [];
  return candidates.filter(({ value: one }) => typeof one !== 'string' || !present.has(one));
}

function secretCandidates(scope: LaunchScope | undefined): readonly Candidate[] {
  return (scope?.symbols.systemProperties ?? []).map(({ name, object }) => {
    const destination = object && valueOf(object, 'destination');
    const variable = destination?.kind === 'object' ? textOf(destination, 'identifier') : undefined;
    return { ...text(name), kind: 'reference', detail: variable === undefined ? undefined : `goes to ${variable}` };
  });
}

function wrapperCandidates(scope: LaunchScope | undefined): readonly Candidate[] {
  return (scope?.symbols.wrappers ?? []).flatMap(({ wrapper }) => {
    if (wrapper === undefined) return [];
    const documentation = escapeMarkdown(textOf(wrapper.object, 'description') ?? '');
    const detail = textOf(wrapper.object, 'label');
    return [{ ...text(wrapper.name, detail), kind: 'reference' as const, documentation }];
  });
}

/** Names of the launch file's own objects. */
function objectNames({ root }: CommandDocument): readonly string[] {
  const objects = valueOf(root, 'objects');
  return objects?.kind === 'object' ? objects.properties.map(({ key }) => key.value) : [];
}

function text(value: string, detail?: string): Candidate {
  return { label: value, kind: 'value', detail, value };
}
