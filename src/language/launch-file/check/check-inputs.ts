import type { CommandDocument } from '../../../command/document/command-document';
import { replaceString } from '../../../command/document/json-changes';
import { insertProperty } from '../../../command/document/json-edits';
import { scalarText, valueOf } from '../../../command/document/navigation';
import type { JsonNode, ObjectNode } from '../../../command/document/syntax-tree';
import { isLoadedType, isXnatObjectType } from '../../../command/model/xnat-objects';
import { createNearest } from '../../../command/rules/nearest';
import { anyOf, quoted, withArticle } from '../../../command/rules/wording';
import type { CommandSymbol } from '../../command-symbol';
import { isTrue, textOf, textsOf, typeOf } from '../../scope';
import { isNeeded } from '../complete-inputs';
import { launchInputNamed, launchInputs, valueGiver, type LaunchScope } from '../launch-surroundings';
import { launchProblem, type LaunchProblem } from './launch-problem';

/** Inputs that a launch needs and is not given, and values that do not fit what they are given for. */
export function checkInputs(document: CommandDocument, file: ObjectNode, scope: LaunchScope): readonly LaunchProblem[] {
  if (scope.wrapper === undefined) return [];
  const inputs = valueOf(file, 'inputs');
  const properties = inputs?.kind === 'object' ? inputs.properties : [];
  const given = properties.flatMap(({ key, value }) => {
    const input = launchInputNamed(scope, key.value);
    return input === undefined || value === undefined ? [] : checkValue({ document, file, scope, input, value });
  });
  return [...missing(document, file, inputs, scope), ...given];
}

function missing(
  document: CommandDocument,
  file: ObjectNode,
  inputs: JsonNode | undefined,
  scope: LaunchScope,
): readonly LaunchProblem[] {
  const needed = launchInputs(scope).filter((input) => isNeeded(input) && valueOf(inputs, input.name) === undefined);
  const place = file.properties.find(({ key }) => key.value === 'inputs' || key.value === 'command')?.key ?? file;
  const at = file.properties.find(({ key }) => key.value === 'inputs')?.key ?? place;
  return needed.map((input) => {
    const type = typeOf(input);
    const value = isLoadedType(type) ? { folder: '' } : '';
    const edit =
      inputs?.kind === 'object'
        ? insertProperty(document, inputs, input.name, value)
        : insertProperty(document, file, 'inputs', { [input.name]: value });
    const message = `Nothing is given for ${quoted(input.name)} (${type}), which the launch needs.`;
    const fixes = [{ title: `Add ${quoted(input.name)}`, edits: [edit], kind: 'choice' as const }];
    return launchProblem('launch-input-missing', 'warning', at, message, fixes);
  });
}

interface Given {
  readonly document: CommandDocument;
  readonly file: ObjectNode;
  readonly scope: LaunchScope;
  readonly input: CommandSymbol;
  readonly value: JsonNode;
}

function checkValue(given: Given): readonly LaunchProblem[] {
  const { input, value } = given;
  if (textOf(input.object, 'user-settable')?.toLowerCase() === 'false') {
    const message = `XNAT lets nobody give ${quoted(input.name)}: its "user-settable" is false.`;
    return [launchProblem('launch-input-value', 'warning', value, message)];
  }
  if (value.kind === 'object') return checkObject(given, value);
  return isLoadedType(typeOf(input)) ? checkObjectName(given) : checkTexts(given);
}

/** Folders, files and objects go to inputs that take such. */
function checkObject({ file, input, value }: Given, object: ObjectNode): readonly LaunchProblem[] {
  const type = typeOf(input);
  const kind = (message: string) => [launchProblem('launch-input-kind', 'error', value, message)];
  if (valueOf(object, 'file') !== undefined) {
    if (input.kind === 'command-input' && type === 'file') return [];
    return kind(`${quoted(input.name)} is no Command input of type file.`);
  }
  if (!isXnatObjectType(type)) {
    return kind(`${quoted(input.name)} is of type ${type} and takes a text, no folder and no object.`);
  }
  const name = valueOf(object, 'object');
  const target = name?.kind === 'string' ? valueOf(valueOf(file, 'objects'), name.value) : undefined;
  const own = target?.kind === 'object' ? textOf(target, 'type') : undefined;
  if (own === undefined || own === type || name === undefined) return [];
  return [
    launchProblem(
      'launch-input-kind',
      'error',
      name,
      `${quoted(input.name)} takes ${withArticle(type)}, and this is ${withArticle(own)}.`,
    ),
  ];
}

/** A text that stands for an object: its JSON, the URI or id of one that the file has, or which one of its parent's it is. */
function checkObjectName({ file, input, value }: Given): readonly LaunchProblem[] {
  if (input.kind === 'derived-input') return [];
  const objects = valueOf(file, 'objects');
  if (objects?.kind === 'object' && objects.properties.length > 0) return [];
  if (value.kind === 'string' && value.value.trimStart().startsWith('{')) return [];
  const type = typeOf(input);
  const message = `${quoted(input.name)} is ${withArticle(type)}, which cannot be looked up here. Give { "folder": … } or { "object": … }.`;
  return [launchProblem('launch-input-kind', 'warning', value, message)];
}

/** Texts against the type of the Command input that gets them. */
function checkTexts({ document, scope, input, value }: Given): readonly LaunchProblem[] {
  const giver = valueGiver(scope, input);
  const type = typeOf(giver);
  if (value.kind === 'array') {
    const takesMany = type === 'select-many' || isTrue(input.object, 'multiple');
    if (!takesMany) {
      const message = `${quoted(input.name)} takes one text. The service would give the list as its JSON.`;
      return [launchProblem('launch-input-kind', 'warning', value, message)];
    }
    return value.items.flatMap((item) => checkChoice(document, giver, item));
  }
  switch (type) {
    case 'boolean':
      return checkBoolean(value);
    case 'number':
      return checkNumber(input, value);
    case 'select-one':
      return checkChoice(document, giver, value);
    case 'select-many':
      return value.kind === 'string' && value.value.trimStart().startsWith('[')
        ? []
        : [
            launchProblem(
              'launch-input-kind',
              'warning',
              value,
              `${quoted(input.name)} takes a list, even of one choice.`,
            ),
          ];
    default:
      return [];
  }
}

function checkBoolean(value: JsonNode): readonly LaunchProblem[] {
  const text = scalarText(value);
  if (text === undefined || /^(true|false)$/i.test(text)) return [];
  const message = `The service takes every text but "true" as false. Write true or false.`;
  return [launchProblem('launch-input-value', 'warning', value, message)];
}

function checkNumber(input: CommandSymbol, value: JsonNode): readonly LaunchProblem[] {
  const text = scalarText(value);
  if (text === undefined || text === '' || Number.isFinite(Number(text))) return [];
  const message = `${quoted(input.name)} is a number, and ${quoted(text)} is none. The service would pass it on as it is.`;
  return [launchProblem('launch-input-value', 'warning', value, message)];
}

interface Choices {
  readonly texts: ReadonlySet<string>;
  readonly nearest: (text: string) => string | undefined;
  /** All of them, or of many the first. */
  readonly words: string;
}

/** The choices of an input are read once, however many values are held against them. */
const choicesByInput = new WeakMap<CommandSymbol, Choices>();

function choicesOf(giver: CommandSymbol): Choices {
  let choices = choicesByInput.get(giver);
  if (choices === undefined) {
    const texts = new Set(textsOf(giver.object, 'select-values'));
    choices = { texts, nearest: createNearest(texts), words: anyOf([...texts].map(quoted)) };
    choicesByInput.set(giver, choices);
  }
  return choices;
}

function checkChoice(document: CommandDocument, giver: CommandSymbol, value: JsonNode): readonly LaunchProblem[] {
  const { texts, nearest, words } = choicesOf(giver);
  const text = scalarText(value);
  if (texts.size === 0 || text === undefined || texts.has(text)) return [];
  const near = nearest(text);
  const message = `${quoted(text)} is none of the choices: ${words}.`;
  const fixes =
    near === undefined || value.kind !== 'string'
      ? []
      : [{ title: `Change to ${quoted(near)}`, edits: [replaceString(document, value, near)], kind: 'safe' as const }];
  return [launchProblem('launch-input-value', 'warning', value, message, fixes)];
}
