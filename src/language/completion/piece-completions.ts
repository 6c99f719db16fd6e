import type { CommandDocument } from '../../command/document/command-document';
import { appendToList } from '../../command/document/json-edits';
import type { ObjectNode } from '../../command/document/syntax-tree';
import type { JsonToWrite } from '../../command/document/write-json';
import { derivationOf, isMountable, isXnatObjectType } from '../../command/model/xnat-objects';
import type { TextEdit } from '../../command/problem';
import type { CommandSymbol } from '../command-symbol';
import { valuesOf } from '../guide/value-guide';
import { mountsForOutput, outputsFor, targetsFor } from '../legal-names';
import type { Location } from '../location';
import { asHole, freeNames, inputPart, mountPart, outputPart, resourceHandlerPart, secretPart } from '../pieces/parts';
import { inputNameFor, STARTING_POINTS, startingWords, wrapperPart, type StartingPoint } from '../pieces/wrapper-part';
import { textOf, typeOf, type Scope } from '../scope';
import type { Candidate } from './completion';
import { environmentNames, propertyNameFor } from './environment-names';
import { bareChoice, hole } from './snippet-text';

/** Whole pieces that fit in a list: an input of each type, a mount with what feeds it, a wrapper on each object … */
export function pieceCandidates(
  document: CommandDocument,
  location: Location & { at: 'element' },
  scope: Scope,
): readonly Candidate[] {
  const { object, type } = location;
  switch (`${type}/${location.property.key.value}`) {
    case 'command/mounts':
      return mountPieces(document, scope);
    case 'command/inputs':
      return inputPieces(scope);
    case 'command/outputs':
      return outputPieces(document, scope);
    case 'command/xnat':
      return wrapperPieces(scope);
    case 'command/secrets':
      return [secretPiece(scope)];
    case 'wrapper/external-inputs':
      return externalPieces(scope);
    case 'wrapper/derived-inputs':
      return derivedPieces(scope);
    case 'wrapper/output-handlers':
      return handlerPieces(object, scope);
    default:
      return [];
  }
}

function piece(label: string, documentation: string, value: JsonToWrite, edits: readonly TextEdit[] = []): Candidate {
  return { label, kind: 'snippet', documentation, value, additionalEdits: edits, filter: label };
}

function mountPieces(document: CommandDocument, scope: Scope): readonly Candidate[] {
  const { mounts } = scope.symbols;
  const free = freeNames(namesOf(mounts));
  const input = free('input');
  const output = free('output');
  const plain = [
    piece(
      'Mount for input',
      'A folder of XNAT, read-only in the container.',
      mountPart(hole(1, input), hole(2, `/${input}`), 'read'),
    ),
    piece(
      'Mount for output',
      'A fresh folder that the container writes to.',
      mountPart(hole(1, output), hole(2, `/${output}`), 'write'),
    ),
  ];
  const name = free('files');
  const edits = resourceFeeding(document, scope, name);
  if (edits.length === 0) return plain;
  const fed = mountPart(name, `/${name}`, 'read');
  return [
    ...plain,
    piece(
      'Mount with its resource',
      'A mount, and in the first wrapper the resource whose files it shows.',
      fed,
      edits,
    ),
  ];
}

/** Adds to the first wrapper a resource, of the first object that has some, which feeds a mount. */
function resourceFeeding(document: CommandDocument, { symbols }: Scope, mount: string): readonly TextEdit[] {
  const [wrapper] = symbols.wrappers;
  const parent = wrapper?.inputs.find((input) => derivationOf('Resource', typeOf(input)) !== undefined);
  if (wrapper === undefined || parent === undefined || document.tree !== 'whole') return [];
  const edit = appendToList(document, wrapper.object, 'derived-inputs', {
    name: freeNames(namesOf(wrapper.inputs))(`${mount}-resource`),
    description: `Resource with the files for ${mount}`,
    type: 'Resource',
    'derived-from-wrapper-input': parent.name,
    matcher: "@.label == 'DICOM'",
    required: true,
    'provides-files-for-command-mount': mount,
  });
  return edit === undefined ? [] : [edit];
}

function inputPieces({ symbols }: Scope): readonly Candidate[] {
  const free = freeNames(namesOf(symbols.inputs));
  const bases: Readonly<Record<string, string>> = {
    string: 'text',
    boolean: 'verbose',
    number: 'threshold',
    file: 'config',
  };
  return valuesOf('command-input', 'type').map(({ value, summary }) =>
    piece(`Input: ${value}`, summary, inputPart(value, free(bases[value] ?? 'choice'), asHole)),
  );
}

function outputPieces(document: CommandDocument, scope: Scope): readonly Candidate[] {
  const { outputs, wrappers } = scope.symbols;
  const mount = mountsForOutput(scope)[0]?.name ?? '';
  const name = freeNames(namesOf(outputs))('result');
  const plain = piece(
    'Output',
    'Files that the tool leaves in a mount.',
    outputPart(hole(1, name), hole(2, mount), asHole),
  );
  const edits =
    document.tree === 'whole'
      ? wrappers.flatMap(({ object, inputs, handlers }) => {
          const [target] = targetsFor(object, { symbols: scope.symbols, inputs, handlers });
          if (target === undefined) return [];
          const handler = freeNames(namesOf(handlers))(`${name}-resource`);
          const edit = appendToList(
            document,
            object,
            'output-handlers',
            resourceHandlerPart(handler, name, target.name, name.toUpperCase()),
          );
          return edit === undefined ? [] : [edit];
        })
      : [];
  if (edits.length === 0 || edits.length < wrappers.length) return [plain];
  const handled = outputPart(name, hole(1, mount), asHole);
  return [
    plain,
    piece(
      'Output with its handler',
      'An output, and in every wrapper a handler that stores it as a resource.',
      handled,
      edits,
    ),
  ];
}

function wrapperPieces(scope: Scope): readonly Candidate[] {
  const { outputs, wrappers, mounts, command } = scope.symbols;
  const fed = new Set(outputs.map(({ object }) => textOf(object, 'mount')));
  const needs = {
    commandName: command?.name ?? 'command',
    outputs: namesOf(outputs),
    mount: mounts.find(({ name }) => !fed.has(name))?.name,
    taken: wrappers.flatMap(({ wrapper }) => wrapper?.name ?? []),
  };
  return STARTING_POINTS.filter((from) => from !== 'site' || outputs.length === 0).map((from) =>
    piece(
      `Wrapper on ${startingWords(from)}`,
      from === 'site' ? 'Offers the Command on the whole site.' : `Offers the Command on every ${inputNameFor(from)}.`,
      wrapperPart(from, needs, asHole),
    ),
  );
}

function externalPieces(scope: Scope): readonly Candidate[] {
  const free = freeNames(namesOf(scope.inputs));
  const objects = STARTING_POINTS.filter((from) => from !== 'site').map((from) =>
    piece(`External input: ${from}`, `The ${inputNameFor(from)} to start from.`, {
      name: hole(1, free(inputNameFor(from))),
      description: hole(2),
      type: from,
      required: bareChoice(3, ['true', 'false']),
    }),
  );
  const text = piece('External input: string', 'A text given at launch.', {
    name: hole(1, free('text')),
    description: hole(2),
    type: 'string',
    required: bareChoice(3, ['true', 'false']),
  });
  return [...objects, text];
}

/** What can be derived from the inputs that are there: objects below and above each, and its properties as text. */
function derivedPieces(scope: Scope): readonly Candidate[] {
  const free = freeNames(namesOf(scope.inputs));
  return scope.inputs.flatMap((parent) =>
    valuesOf('derived-input', 'type')
      .filter(
        ({ value }) => derivationOf(value, typeOf(parent)) !== undefined && value !== 'File[]' && value !== 'Directory',
      )
      .map(({ value }) => {
        const isObject = isXnatObjectType(value);
        const base = isObject ? inputNameFor(value as Exclude<StartingPoint, 'site'>) : `${parent.name}-label`;
        return piece(
          isObject ? `Derived input: ${value} of ${parent.name}` : `Derived input: property of ${parent.name}`,
          isObject && isMountable(value, 'derived') ? 'Its files can feed a mount.' : '',
          {
            name: hole(1, free(base)),
            description: hole(2),
            type: value,
            'derived-from-wrapper-input': parent.name,
            ...(isObject ? {} : { 'derived-from-xnat-object-property': hole(3, 'label') }),
            required: bareChoice(4, ['true', 'false']),
          },
        );
      }),
  );
}

function handlerPieces(wrapper: ObjectNode, scope: Scope): readonly Candidate[] {
  const target = targetsFor(wrapper, scope)[0]?.name ?? '';
  const free = freeNames(namesOf(scope.handlers));
  const outputs = outputsFor(wrapper, scope).map(({ name }) => name);
  return (outputs.length === 0 ? [''] : outputs).map((output) =>
    piece(
      output === '' ? 'Handler' : `Handler for ${output}`,
      'Stores the output as a resource.',
      resourceHandlerPart(
        hole(1, free(output === '' ? 'result-resource' : `${output}-resource`)),
        output === '' ? hole(2) : output,
        hole(3, target),
        hole(4, output === '' ? 'RESULT' : output.toUpperCase()),
      ),
    ),
  );
}

function secretPiece(scope: Scope): Candidate {
  const variable = environmentNames(scope)[0] ?? 'API_TOKEN';
  return piece(
    'Secret',
    "A Java system property of the XNAT server as a variable of the container's environment.",
    secretPart(hole(1, propertyNameFor(variable)), hole(2, variable)),
  );
}

function namesOf(symbols: readonly CommandSymbol[]): readonly string[] {
  return symbols.map(({ name }) => name);
}
