import { storedImage } from '../../command/image-reference';
import { LAUNCH_CONTEXTS } from '../../command/model/contexts';
import { isXnatObjectType } from '../../command/model/xnat-objects';
import { valueOf } from '../../command/document/navigation';
import type { ObjectNode } from '../../command/document/syntax-tree';
import { objectsIn, type CommandSymbol } from '../command-symbol';
import { valuesOf, WRAPPER_INPUT_TYPES, type ValueGuide } from '../guide/value-guide';
import {
  inputsToFeed,
  mountsForOutput,
  mountsToFeed,
  objectPropertiesFor,
  outputsFor,
  parentsFor,
  targetsFor,
  typesFor,
} from '../legal-names';
import type { Location } from '../location';
import { boundProperty } from '../object-type';
import { textOf, textsOf, typeOf, type Scope } from '../scope';
import type { Candidate, CompletionKnowledge, SpecialCommand } from './completion';
import { environmentNames, propertyNameFor, variableNameFor } from './environment-names';
import { escapeMarkdown } from '../markdown';

/** Whole values that fit where a property's value, or an element of its list, stands. */
export function valueCandidates(
  location: Location & { at: 'value' | 'element' },
  scope: Scope,
  knowledge: CompletionKnowledge,
): readonly Candidate[] {
  const { object, type } = location;
  const name = location.property.key.value;
  if (location.at === 'element') return elementCandidates(location, name);
  if (boundProperty(type, name)?.kind === 'boolean') return [constant('true'), constant('false')];
  switch (`${type}/${name}`) {
    case 'command/image':
      return imageNames(knowledge);
    case 'command/version':
    case 'command/schema-version':
      return [plain('1.0')];
    case 'command/runtime':
      return [plain('nvidia', undefined, 'GPUs of NVIDIA on plain Docker.')];
    case 'command/network':
      return ['bridge', 'host', 'none'].map((network) => plain(network));
    case 'command/ipc-mode':
      return ['private', 'shareable', 'host', 'none'].map((mode) => plain(mode));
    case 'mount/path':
      return unused(['/input', '/output', '/work'], scope.symbols.mounts, 'path');
    case 'command-input/default-value':
      return defaultCandidates(location);
    case 'command-input/command-line-flag':
      return [`--${textOf(object, 'name') ?? ''}`].filter((flag) => flag.length > 2).map((flag) => plain(flag));
    case 'command-input/command-line-separator':
      return [plain('=', 'flag=value'), plain(' ', 'flag value'), plain('', 'flagvalue')];
    case 'command-input/replacement-key':
    case 'external-input/replacement-key':
    case 'derived-input/replacement-key':
      return keyCandidates(textOf(object, 'name') ?? '');
    case 'command-output/mount':
      return mountsForOutput(scope).map(named);
    case 'external-input/type':
      return externalTypes();
    case 'derived-input/type': {
      const types = typesFor(object, scope);
      return guided(WRAPPER_INPUT_TYPES.filter(({ value }) => types.includes(value)));
    }
    case 'derived-input/derived-from-wrapper-input':
      return parentsFor(object, scope).map(named);
    case 'derived-input/derived-from-xnat-object-property':
      return objectPropertiesFor(object, scope).map((property) =>
        plain(property.name, property.kind, property.description),
      );
    case 'external-input/provides-value-for-command-input':
    case 'derived-input/provides-value-for-command-input':
      return inputsToFeed(object, scope).map(named);
    case 'external-input/provides-files-for-command-mount':
      return mountsToFeed(object, 'external', scope).map(named);
    case 'derived-input/provides-files-for-command-mount':
      return mountsToFeed(object, 'derived', scope).map(named);
    case 'external-input/via-setup-command':
    case 'derived-input/via-setup-command':
      return specialCommands('docker-setup', knowledge);
    case 'output-handler/via-wrapup-command':
      return specialCommands('docker-wrapup', knowledge);
    case 'output-handler/accepts-command-output':
      return outputsFor(object, scope).map(named);
    case 'output-handler/as-a-child-of':
      return targetsFor(object, scope).map(named);
    case 'output-handler/xsi-type':
      return dataTypes(textOf(object, 'type') ?? '');
    case 'output-handler/format':
      return ['DICOM', 'NIFTI', 'BIDS', 'JSON', 'CSV', 'PDF', 'XML', 'HTML', 'PNG'].map((format) => plain(format));
    case 'secret-destination/identifier':
      return destinationNames(location, scope);
    case 'secret-source/identifier':
      return sourceNames(location, knowledge);
    case 'ulimits/nofile':
      return [plain('1024:4096', 'soft:hard')];
    default:
      return guided(valuesOf(type, name));
  }
}

/** Images of the engine, but for those that are offered by their tags. */
function imageNames({ imageNames = [], repositoryTags }: CompletionKnowledge): readonly Candidate[] {
  const tagged = new Set(repositoryTags?.tags.map((tag) => `${repositoryTags.repository}:${tag}`));
  return imageNames.filter((image) => !tagged.has(image)).map((image) => plain(image, 'image'));
}

function elementCandidates({ object, type, value }: Location & { at: 'element' }, name: string): readonly Candidate[] {
  if (type !== 'wrapper' || name !== 'contexts') return [];
  const own = value?.kind === 'string' ? value.value : undefined;
  const present = new Set(textsOf(object, 'contexts').filter((context) => context !== own));
  const first = textOf(objectsIn(object, 'external-inputs')[0], 'type') ?? '';
  return LAUNCH_CONTEXTS.filter(
    (context) => !present.has(context.name) && (!isXnatObjectType(first) || context.inputType === first),
  ).map((context) => plain(context.name, context.inputType ?? 'site', context.description));
}

function defaultCandidates({ object }: Location & { at: 'value' }): readonly Candidate[] {
  const type = textOf(object, 'type');
  if (type === 'boolean') return [plain('true'), plain('false')];
  if (type !== 'select-one' && type !== 'select-many') return [];
  const choices = textsOf(object, 'select-values').map((choice) => plain(choice, 'select-values'));
  return type === 'select-one' ? choices : [...choices, plain('[]', 'nothing chosen')];
}

function keyCandidates(name: string): readonly Candidate[] {
  if (name === '') return [];
  return [...new Set([`#${name.toUpperCase()}#`, `[${name.toUpperCase()}]`])].map((key) => plain(key));
}

/** What an external input can be: all but the types that only other inputs lead to come first. */
function externalTypes(): readonly Candidate[] {
  const isGiven = ({ value }: ValueGuide) => isXnatObjectType(value) && value !== 'File';
  const isText = ({ value }: ValueGuide) => ['string', 'boolean', 'number'].includes(value);
  return guided([...WRAPPER_INPUT_TYPES.filter(isGiven), ...WRAPPER_INPUT_TYPES.filter(isText)]);
}

/** Setup or wrapup Commands as wrappers name them. What cannot be written that way, a registry with a port, is left out. */
function specialCommands(type: SpecialCommand['type'], { specialCommands = [] }: CompletionKnowledge) {
  return specialCommands.flatMap((command) => {
    const image = storedImage(command.image);
    const isWritable = command.type === type && image.split(':').length === 2 && !image.includes('@');
    return isWritable ? [plain(`${image}:${command.name}`, type)] : [];
  });
}

function dataTypes(handlerType: string): readonly Candidate[] {
  return LAUNCH_CONTEXTS.filter(({ inputType }) => inputType === handlerType).map(({ name, description }) =>
    plain(name, undefined, description),
  );
}

/** Variables that a secret can go to: those the command line asks for, and one named after the system property. */
function destinationNames({ object }: Location & { at: 'value' }, scope: Scope): readonly Candidate[] {
  const own = textOf(object, 'identifier');
  const source = otherSide(object, 'source');
  const fromSource = source === undefined ? [] : [variableNameFor(source)];
  return [...new Set([...environmentNames(scope, own), ...fromSource])].filter(Boolean).map((name) => plain(name));
}

/** System properties for a secret: those that are stored here, and one named after the variable. */
function sourceNames(location: Location & { at: 'value' }, knowledge: CompletionKnowledge): readonly Candidate[] {
  const destination = otherSide(location.object, 'destination');
  const stored = (knowledge.secretNames ?? []).map((name) => plain(name, 'stored here'));
  if (destination === undefined || destination === '') return stored;
  return [...stored, plain(propertyNameFor(destination))];
}

/** The identifier on the other side of the secret that this side belongs to. */
function otherSide(side: ObjectNode, other: 'source' | 'destination'): string | undefined {
  const node = side.parent === undefined ? undefined : valueOf(side.parent, other);
  return node?.kind === 'object' ? textOf(node, 'identifier') : undefined;
}

function unused(values: readonly string[], symbols: readonly CommandSymbol[], property: string): readonly Candidate[] {
  const used = new Set(symbols.map(({ object }) => textOf(object, property)));
  return values.filter((value) => !used.has(value)).map((value) => plain(value));
}

function guided(values: readonly ValueGuide[]): readonly Candidate[] {
  return values.map(({ value, summary }) => plain(value, undefined, summary));
}

function plain(value: string, detail?: string, documentation?: string): Candidate {
  return { label: value === '' ? '(nothing)' : value, kind: 'value', detail, documentation, value, filter: value };
}

function constant(word: 'true' | 'false'): Candidate {
  return { label: word, kind: 'constant', value: word === 'true' };
}

function named(symbol: CommandSymbol): Candidate {
  const { name, kind } = symbol;
  const detail =
    kind === 'mount'
      ? textOf(symbol.object, 'path')
      : kind === 'output'
        ? textOf(symbol.object, 'path')
        : typeOf(symbol);
  return {
    label: name,
    kind: 'reference',
    detail,
    documentation: escapeMarkdown(textOf(symbol.object, 'description') ?? ''),
    value: name,
  };
}
