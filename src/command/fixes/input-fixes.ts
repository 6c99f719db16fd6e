import { illegalTextIn } from '../model/illegal-text';
import { removeElement, removeProperty, replaceString } from '../document/json-changes';
import { insertElement } from '../document/json-edits';
import { propertyOf, valueOf } from '../document/navigation';
import { isBlank } from '../model/blank';
import type { CommandInput } from '../model/command';
import type { Located } from '../model/located-command';
import { COMMAND_INPUT_TYPES, MULTIPLE_DELIMITERS } from '../model/vocabulary';
import type { TextEdit } from '../problem';
import { nearestInputType } from '../rules/checks/inputs';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { readTextList } from '../server-check/validate-inputs';
import { replacementKeyOf } from '../template/replacement-key';
import { chooseName, deleteProperty } from './common-fixes';
import { isSelected } from './fed-inputs';
import {
  allFixes,
  choiceFix,
  chooseValues,
  type FixContext,
  type Fixer,
  partAround,
  safeFix,
  setProperty,
  whereNamed,
} from './fix-context';
import { freeName, namingEdits, plainName, renameEdits } from './names';

function inputAround(context: FixContext): Located<CommandInput> | undefined {
  return partAround(context, context.command.inputs);
}

function takenNames({ command }: FixContext): ReadonlySet<string> {
  return new Set([
    ...command.inputs.map(({ value }) => value.name),
    // The name of a wrapper input would make a clash of its own.
    ...command.wrappers.flatMap(({ inputs }) => inputs.map(({ value }) => value.name)),
  ]);
}

/** A key that templates ask for and nothing fills is most likely the name that is missing. */
function wantedName(
  { templates, command }: FixContext,
  input: Located<CommandInput>,
  taken: ReadonlySet<string>,
): string | undefined {
  const fed = new Set(
    command.wrappers.flatMap(({ inputs }) => inputs.map(({ value }) => value.providesValueForCommandInput)),
  );
  const unknown = templates.templates.flatMap(({ scan }) => scan.unknownKeys.map(({ name }) => name));
  return unknown.find((name) => !taken.has(name) && !(isSelected(input.value) && fed.has(name)));
}

const nameInput: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const taken = takenNames(context);
  const name = wantedName(context, input, taken) ?? freeName(plainName(input.value.name) || 'input', taken);
  return [choiceFix(`Call it ${quoted(name)}`, ...namingEdits(context, input, name))];
};

const cleanName: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const clean = plainName(input.value.name);
  if (clean === '') return nameInput(context);
  const name = freeName(clean, takenNames(context));
  const edits = renameEdits(context, { kind: 'command-input', part: input }, name);
  return [choiceFix(`Rename to ${quoted(name)} everywhere`, ...edits)];
};

const nearestType: Fixer = (context) => {
  const input = inputAround(context);
  const type = input === undefined ? undefined : nearestInputType(input.value.type);
  if (input === undefined || type === undefined || type.startsWith('select')) return [];
  const { defaultValue, trueValue, falseValue } = input.value;
  // A fix that only trades this problem for one about the default is none.
  if (type === 'boolean' && !isBlank(defaultValue) && !/^(?:true|false)$/i.test(defaultValue)) return [];
  if (type !== 'boolean' && !(isBlank(trueValue) && isBlank(falseValue))) return [];
  return chooseValues(context, 'type', [type]);
};

const addChoices: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const { defaultValue } = input.value;
  const delimiter = propertyOf(input.node, 'multiple-delimiter');
  const fixes = [
    choiceFix(
      'Set "type" to "string"',
      setProperty(context.document, input.node, 'type', 'string'),
      ...(delimiter === undefined ? [] : removeProperty(context.document, input.node, delimiter)),
    ),
  ];
  if (defaultValue !== undefined && !isBlank(defaultValue) && !defaultValue.startsWith('[')) {
    fixes.unshift(
      choiceFix(
        `Offer ${quoted(defaultValue)} as a choice`,
        setProperty(context.document, input.node, 'select-values', [defaultValue]),
      ),
    );
  }
  return fixes;
};

const makeSelect: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const { defaultValue, selectValues } = input.value;
  if (defaultValue !== undefined && !selectValues.includes(defaultValue)) return [];
  const edit = setProperty(context.document, input.node, 'type', 'select-one');
  return [choiceFix('Set "type" to "select-one"', edit)];
};

const chooseDefault: Fixer = (context) => {
  const input = inputAround(context);
  if (!input?.value.type.startsWith('select')) return [];
  const isPlain = (value: string) => !context.templates.isTemplate(value) && illegalTextIn(value) === undefined;
  return chooseName(context, 'default-value', () => input.value.selectValues.filter(isPlain));
};

const addToChoices: Fixer = (context) => {
  const input = inputAround(context);
  const list = input === undefined ? undefined : valueOf(input.node, 'select-values');
  const value = input?.value.defaultValue;
  if (input === undefined || list?.kind !== 'array' || value === undefined || isBlank(value)) return [];
  const choices = new Set<string | undefined>(input.value.selectValues);
  const listed = input.value.type === 'select-many' ? readTextList(value) : undefined;
  const missing = (listed ?? [value]).filter((one) => !choices.has(one));
  const [first, other] = missing;
  if (first === undefined || other !== undefined || first.length > 255 || illegalTextIn(first) !== undefined) return [];
  return [choiceFix(`Add ${quoted(first)} to the choices`, insertElement(context.document, list, first))];
};

const chooseDelimiter: Fixer = (context) => {
  const input = inputAround(context);
  const isMany =
    input?.value.type === 'select-many' ||
    context.command.wrappers.some(({ derivedInputs }) =>
      derivedInputs.some(({ value }) => value.multiple && value.providesValueForCommandInput === input?.value.name),
    );
  return isMany ? chooseValues(context, 'multiple-delimiter', MULTIPLE_DELIMITERS) : [];
};

const TRUE_WORDS = /^(?:yes|y|on|1|t)$/i;
const FALSE_WORDS = /^(?:no|n|off|0|f)$/i;

const booleanDefault: Fixer = (context) => {
  const input = inputAround(context);
  const value = input?.value.defaultValue;
  if (input === undefined || value === undefined) return [];
  const isTrue = TRUE_WORDS.test(value) || value === input.value.trueValue;
  const isFalse = FALSE_WORDS.test(value) || value === input.value.falseValue;
  return chooseValues(context, 'default-value', isTrue ? ['true'] : isFalse ? ['false'] : ['true', 'false']);
};

const makeBoolean: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const { defaultValue, type, commandLineFlag } = input.value;
  if (type !== 'string' || !(isBlank(defaultValue) || /^(?:true|false)$/i.test(defaultValue))) return [];
  if (commandLineFlag !== undefined && !isBlank(commandLineFlag)) return [];
  return [choiceFix('Set "type" to "boolean"', setProperty(context.document, input.node, 'type', 'boolean'))];
};

const addFlag: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined || isBlank(input.value.name)) return [];
  const flag = `--${input.value.name}`;
  return [
    choiceFix(`Add the flag ${quoted(flag)}`, setProperty(context.document, input.node, 'command-line-flag', flag)),
  ];
};

const useKey: Fixer = (context) => {
  const input = inputAround(context);
  const node = valueOf(context.command.node, 'command-line');
  if (input === undefined || node?.kind !== 'string' || /^file$/i.test(input.value.type)) return [];
  const key = replacementKeyOf(input.value);
  // A key that is another's too, or holds another, is not this input's to be replaced.
  const isMixed = [...context.templates.owners.keys()].some(
    (other) => other !== key && (other.includes(key) || key.includes(other)),
  );
  if (isMixed || context.templates.owners.get(key)?.length !== 1) return [];
  const line = `${node.value.trimEnd()} ${key}`.trimStart();
  return [choiceFix('Append its key to the command line', replaceString(context.document, node, line))];
};

const deleteInput: Fixer = (context) => {
  const input = inputAround(context);
  if (input?.node.parent?.kind !== 'array') return [];
  const feeds = context.command.wrappers.some(({ inputs }) =>
    inputs.some(({ value }) => value.providesValueForCommandInput === input.value.name),
  );
  if (feeds) return [];
  return [choiceFix('Delete this input', ...removeElement(context.document, input.node.parent, input.node))];
};

/** Lets the wrapper input of the same name feed the input, in every wrapper that has one. */
const feedFromNamesake: Fixer = (context) => {
  const input = inputAround(context);
  // Of inputs that share their name, too, the server lets none be fed that is to select from a list.
  const alike = context.command.inputs.filter(({ value }) => value.name === input?.value.name);
  if (input === undefined || alike.some(({ value }) => isSelected(value))) return [];
  const edits: (TextEdit | undefined)[] = [];
  for (const wrapper of context.command.wrappers) {
    const isFed = wrapper.inputs.some(({ value }) => value.providesValueForCommandInput === input.value.name);
    const namesake = wrapper.inputs.find(({ value }) => value.name === input.value.name);
    if (isFed || namesake === undefined) continue;
    if (!isBlank(namesake.value.providesValueForCommandInput)) return [];
    edits.push(setProperty(context.document, namesake.node, 'provides-value-for-command-input', input.value.name));
  }
  return [choiceFix('Feed it from the wrapper input of the same name', ...edits)];
};

const renameInput: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const name = freeName(`${input.value.name}-value`, takenNames(context));
  const shared = context.templates.owners.get(replacementKeyOf(input.value))?.length ?? 0;
  // With a key that a wrapper input has too, nobody can tell whose the places in the templates are.
  if (shared > 1) return [];
  return [
    choiceFix(
      `Rename to ${quoted(name)} everywhere`,
      ...renameEdits(context, { kind: 'command-input', part: input }, name),
    ),
  ];
};

const emptyDefault: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const edit = setProperty(context.document, input.node, 'default-value', '[]');
  return [safeFix('Add an empty default ("[]")', edit)];
};

function isInputType(type: string): boolean {
  return type === 'File' || (COMMAND_INPUT_TYPES as readonly string[]).includes(type);
}

const keepString: Fixer = (context) => {
  const input = inputAround(context);
  const choices = propertyOf(input?.node, 'select-values');
  if (input === undefined || choices === undefined || !isInputType(input.value.type)) return [];
  return [choiceFix('Delete "select-values"', ...removeProperty(context.document, input.node, choices))];
};

const reservedName: Fixer = (context) => {
  const wrapperInput = context.wrapper === undefined ? undefined : partAround(context, context.wrapper.inputs);
  const input = wrapperInput ?? inputAround(context);
  if (input === undefined) return [];
  const name = freeName('constraints', takenNames(context));
  const kind = wrapperInput === undefined ? 'command-input' : 'wrapper-input';
  return [choiceFix(`Rename to ${quoted(name)} everywhere`, ...renameEdits(context, { kind, part: input }, name))];
};

export const INPUT_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'input-name-blank': nameInput,
  'input-name-chars': cleanName,
  'input-name-duplicate': whereNamed(nameInput),
  'command-input-type-unknown': nearestType,
  'select-values-missing': addChoices,
  'select-values-not-select': allFixes(makeSelect, keepString),
  'select-many-default-missing': emptyDefault,
  'default-not-in-select-values': allFixes(chooseDefault, addToChoices),
  'multiple-delimiter-unknown': allFixes(chooseDelimiter, deleteProperty('choice')),
  'boolean-default-invalid': booleanDefault,
  'boolean-values-ignored': allFixes(makeBoolean, deleteProperty('choice')),
  'separator-without-flag': allFixes(addFlag, deleteProperty('choice')),
  'delimiter-ignored': deleteProperty('safe'),
  'input-unused': allFixes(useKey, deleteInput),
  'input-name-collision': allFixes(feedFromNamesake, renameInput),
  'reserved-input-name': reservedName,
  'sensitive-default': deleteProperty('choice'),
};
