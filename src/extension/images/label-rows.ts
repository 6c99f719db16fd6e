import { type LabelReading, readLabel } from '../../command/label/read-label';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { Command, DerivedInput, OutputHandler, Wrapper, WrapperInput } from '../../command/model/command';
import type { CommandOfImage, ImageOfHost, Part, RowContent, RowSpec } from './row';

/** What stands below a row: for an image its Commands and its other labels, for a Command its wrappers and parts. */
export function childrenOf(id: string, content: RowContent): readonly RowSpec[] {
  switch (content.kind) {
    case 'image':
      return imageChildren(id, content, content.reading);
    case 'command':
      return commandChildren(id, content);
    case 'wrapper':
      return wrapperParts(content.wrapper).map((part, index) => partRow(id, part, index));
    case 'labels':
      return content.labels.map(([key, value]) => ({
        id: `${id}/${key}`,
        content: { kind: 'label', key, value },
        version: value,
      }));
    default:
      return [];
  }
}

/** Whether anything stands below a row; cheap, as it is asked for every row in sight. */
export function hasChildren(content: RowContent): boolean {
  switch (content.kind) {
    case 'image':
      return Object.keys(content.image.labels).length > 0;
    case 'command': {
      const { wrappers, inputs, outputs, secrets } = content.labelled.command;
      return wrappers.length + inputs.length + outputs.length + secrets.length > 0;
    }
    case 'wrapper': {
      const { externalInputs, derivedInputs, outputHandlers } = content.wrapper;
      return externalInputs.length + derivedInputs.length + outputHandlers.length > 0;
    }
    case 'host':
    case 'repository':
    case 'dangling':
    case 'labels':
      return true;
    default:
      return false;
  }
}

function imageChildren(id: string, { host, image, name }: ImageOfHost, known: LabelReading | undefined) {
  const label = image.labels[COMMANDS_LABEL];
  const reading = known ?? (label === undefined ? undefined : readLabel(label, name));
  const others = Object.entries(image.labels)
    .filter(([key]) => key !== COMMANDS_LABEL)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(reading === undefined ? [] : labelChildren(id, { host, image, name }, reading)),
    ...(others.length === 0
      ? []
      : [{ id: `${id}/labels`, content: { kind: 'labels', labels: others }, version: '' } as const]),
  ];
}

/** An image's labels never change, so nor do these rows. */
function labelChildren(id: string, image: ImageOfHost, reading: LabelReading): readonly RowSpec[] {
  if (!reading.ok) {
    return [
      { id: `${id}/broken-label`, content: { kind: 'broken-label', ...image, fault: reading.fault }, version: '' },
    ];
  }
  return reading.commands.map((labelled) => ({
    id: `${id}/command/${labelled.index}`,
    content: { kind: 'command', ...image, labelled },
    version: image.name ?? '',
  }));
}

function commandChildren(id: string, command: CommandOfImage): readonly RowSpec[] {
  const { host, image, name, labelled } = command;
  const wrappers = labelled.command.wrappers.map((wrapper, index): RowSpec => ({
    id: `${id}/wrapper/${index}`,
    content: { kind: 'wrapper', host, image, name, labelled, wrapper },
    version: name ?? '',
  }));
  return [...wrappers, ...commandParts(labelled.command).map((part, index) => partRow(id, part, index))];
}

const partRow = (parent: string, part: Part, index: number): RowSpec => ({
  id: `${parent}/part/${index}`,
  content: { kind: 'part', part },
  version: '',
});

function commandParts({ inputs, outputs, secrets }: Command): readonly Part[] {
  return [
    ...inputs.map(({ name, type, required, defaultValue, description, label, sensitive }): Part => ({
      is: 'input',
      name,
      description: words(
        type,
        required && 'required',
        sensitive === true && 'sensitive',
        sensitive !== true && defaultValue !== undefined && `default ${defaultValue}`,
      ),
      details: lines(label, description),
    })),
    ...outputs.map(({ name, mount, path, glob, required, description }): Part => ({
      is: 'output',
      name: name ?? NO_NAME,
      description: words(mount !== undefined && [mount, path, glob].filter(isText).join('/'), required && 'required'),
      details: lines(description),
    })),
    ...secrets.map(({ source, destination }): Part => ({
      is: 'secret',
      name: source?.identifier ?? NO_NAME,
      description: `as ${destination?.identifier ?? '?'}`,
      details: ['A property of the XNAT server, handed to the container as a variable'],
    })),
  ];
}

const NO_NAME = '(no name)';

function wrapperParts({ externalInputs, derivedInputs, outputHandlers }: Wrapper): readonly Part[] {
  return [
    ...externalInputs.map((input) => inputPart('external input', input, input.type)),
    ...derivedInputs.map((input) => inputPart('derived input', input, derivation(input))),
    ...outputHandlers.map(handlerPart),
  ];
}

function inputPart(is: Part['is'], input: WrapperInput, what: string): Part {
  const { name, required, label, description, matcher } = input;
  const provides = [
    input.providesFilesForCommandMount !== undefined && `files for mount ${input.providesFilesForCommandMount}`,
    input.providesValueForCommandInput !== undefined && `value for input ${input.providesValueForCommandInput}`,
    input.viaSetupCommand !== undefined && `prepared by ${input.viaSetupCommand}`,
  ].filter(isText);
  return {
    is,
    name,
    description: words(what, required && 'required', provides.length > 0 && provides.join(', ')),
    details: lines(label, description, matcher === undefined ? undefined : `Only where ${matcher}`),
  };
}

function derivation({ type, derivedFromWrapperInput, derivedFromXnatObjectProperty, multiple }: DerivedInput): string {
  const property = derivedFromXnatObjectProperty === undefined ? '' : `, ${derivedFromXnatObjectProperty}`;
  return `${multiple ? 'several ' : ''}${type}${property} of ${derivedFromWrapperInput ?? '?'}`;
}

function handlerPart(handler: OutputHandler): Part {
  const { name, acceptsCommandOutput, asAChildOf, type, label, format, content, viaWrapupCommand } = handler;
  return {
    is: 'output handler',
    name: name ?? acceptsCommandOutput ?? NO_NAME,
    description: words(
      `${acceptsCommandOutput ?? '?'} → ${[type, label].filter(isText).join(' ')} of ${asAChildOf ?? '?'}`,
      viaWrapupCommand !== undefined && `by way of ${viaWrapupCommand}`,
    ),
    details: lines(
      format === undefined ? undefined : `Format ${format}`,
      content === undefined ? undefined : `Content ${content}`,
    ),
  };
}

const isText = (text: string | undefined | false): text is string => typeof text === 'string' && text !== '';

const words = (...parts: readonly (string | false | undefined)[]) => parts.filter(isText).join(' · ');

const lines = (...parts: readonly (string | undefined)[]) => parts.filter(isText);
