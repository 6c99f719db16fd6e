import type { CommandDocument } from '../../command/document/command-document';
import { valueOf } from '../../command/document/navigation';
import { writeJson, type JsonToWrite } from '../../command/document/write-json';
import { isXnatObjectType } from '../../command/model/xnat-objects';
import type { CommandSymbol } from '../command-symbol';
import type { Candidate } from '../completion/completion';
import { bareChoice, bareHole, hole } from '../completion/snippet-text';
import { escapeMarkdown } from '../markdown';
import { isTrue, shownDefault, textOf, textsOf, typeOf } from '../scope';
import { launchInputNamed, launchInputs, valueGiver, type LaunchScope } from './launch-surroundings';

/** The inputs that can be given, those a launch needs first, each with a value of its type to begin with. */
export function inputCandidates(scope: LaunchScope): readonly Candidate[] {
  const inputs = launchInputs(scope);
  const sorted = [...inputs.filter(isNeeded), ...inputs.filter((input) => !isNeeded(input))];
  return sorted.map((input) => ({
    label: input.name,
    kind: 'reference',
    detail: isNeeded(input) ? `${typeOf(input)}, required` : typeOf(input),
    documentation: escapeMarkdown(textOf(input.object, 'description') ?? ''),
    value: firstValue(scope, input),
    next: 'suggest',
  }));
}

/** Whether a launch fails, or asks, where the input is not given. */
export function isNeeded({ kind, object }: CommandSymbol): boolean {
  if (kind === 'derived-input' || valueOf(object, 'default-value') !== undefined) return false;
  return kind === 'external-input' ? textOf(object, 'required')?.toLowerCase() !== 'false' : isTrue(object, 'required');
}

/** Values that fit an input of the Command or of the wrapper. */
export function inputValueCandidates(
  document: CommandDocument,
  scope: LaunchScope,
  name: string,
): readonly Candidate[] {
  const input = launchInputNamed(scope, name);
  if (input === undefined) return [];
  const type = typeOf(input);
  if (isXnatObjectType(type)) return [folderCandidate(type), ...objectCandidates(document, type)];
  const giver = valueGiver(scope, input);
  switch (typeOf(giver)) {
    case 'boolean':
      return ['true', 'false'].map((word) => ({ label: word, kind: 'constant', value: word === 'true' }));
    case 'file':
      return [
        { label: 'file', kind: 'snippet', documentation: 'A file of this machine.', value: inline({ file: hole(1) }) },
      ];
    case 'select-one':
      return choices(giver);
    case 'select-many':
      return [
        { label: '[…]', kind: 'snippet', documentation: 'A list of choices.', value: [hole(1)], next: 'suggest' },
      ];
    default:
      return defaults(input, giver);
  }
}

/** Values that fit in the list of an input. */
export function inputValueElements(scope: LaunchScope, name: string): readonly Candidate[] {
  const input = launchInputNamed(scope, name);
  return input === undefined ? [] : choices(valueGiver(scope, input));
}

function choices(giver: CommandSymbol): readonly Candidate[] {
  return textsOf(giver.object, 'select-values').map((value) => plain(value, 'select-values'));
}

function defaults(input: CommandSymbol, giver: CommandSymbol): readonly Candidate[] {
  const known = [input, giver].flatMap((each) => shownDefault(each) ?? []);
  return [...new Set(known)].filter((text) => text !== '').map((text) => plain(text, 'default'));
}

function folderCandidate(type: string): Candidate {
  return {
    label: 'folder',
    kind: 'snippet',
    detail: type,
    documentation: `A folder of this machine that stands in for the ${type}.`,
    value: inline({ folder: hole(1) }),
    next: 'suggest',
  };
}

/** The launch file's own objects of the input's type. */
function objectCandidates({ root }: CommandDocument, type: string): readonly Candidate[] {
  const objects = valueOf(root, 'objects');
  if (objects?.kind !== 'object') return [];
  return objects.properties.flatMap(({ key, value }) => {
    if (value?.kind !== 'object' || textOf(value, 'type') !== type) return [];
    return [
      { label: `object ${key.value}`, kind: 'reference', detail: type, value: inline({ object: key.value }) } as const,
    ];
  });
}

function firstValue(scope: LaunchScope, input: CommandSymbol): JsonToWrite {
  const type = typeOf(input);
  if (isXnatObjectType(type)) return inline({ folder: hole(1) });
  const giver = valueGiver(scope, input);
  switch (typeOf(giver)) {
    case 'boolean':
      return bareChoice(1, ['true', 'false']);
    case 'number':
      return bareHole(1, numberIn(shownDefault(giver)) ?? '1');
    case 'file':
      return inline({ file: hole(1) });
    case 'select-many':
      return [hole(1)];
    default:
      return hole(1);
  }
}

/** An object on one line, wherever it stands. */
function inline(value: Readonly<Record<string, JsonToWrite>>): JsonToWrite {
  const [[key, member] = ['', '']] = Object.entries(value);
  return (style) => {
    const written = writeJson(member, { ...style, shape: 'inline' });
    return `{ ${style.quote}${key}${style.quote}${style.colon}${written} }`;
  };
}

function plain(value: string, detail: string): Candidate {
  return { label: value === '' ? '(nothing)' : value, kind: 'value', detail, value, filter: value };
}

function numberIn(text: string | undefined): string | undefined {
  return text !== undefined && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? text : undefined;
}
