import { removeProperty, replaceString, replaceValue } from '../document/json-changes';
import { appendToList } from '../document/json-edits';
import { propertyOf } from '../document/navigation';
import { isBlank } from '../model/blank';
import type { WrapperInput } from '../model/command';
import { launchContextNamed } from '../model/contexts';
import type { Located, LocatedWrapper } from '../model/located-command';
import { derivationOf, isMountable, isXnatObjectType, WRAPPER_INPUT_TYPES } from '../model/xnat-objects';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { chooseName, chooseWord, deleteProperty } from './common-fixes';
import { allFixes, choiceFix, type FixContext, type Fixer, partAround, setProperty, whereNamed } from './fix-context';
import { namesToFeed } from './fed-inputs';
import { freeName, namingEdits, plainName, renameEdits } from './names';

const FEEDS_VALUE = 'provides-value-for-command-input';
const FEEDS_FILES = 'provides-files-for-command-mount';

function inputAround(context: FixContext): Located<WrapperInput> | undefined {
  return context.wrapper === undefined ? undefined : partAround(context, context.wrapper.inputs);
}

function takenNames({ command, wrapper }: FixContext): ReadonlySet<string> {
  return new Set([...(wrapper?.inputs ?? []), ...command.inputs].map(({ value }) => value.name));
}

const nameInput: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  const base = plainName(input.value.name) || plainName(input.value.type.toLowerCase()) || 'input';
  const name = freeName(base, takenNames(context), '-');
  return [choiceFix(`Call it ${quoted(name)}`, ...namingEdits(context, input, name))];
};

const cleanName: Fixer = (context) => {
  const input = inputAround(context);
  const clean = plainName(input?.value.name ?? '');
  if (input === undefined || clean === '') return nameInput(context);
  const name = freeName(clean, takenNames(context), '-');
  return [
    choiceFix(
      `Rename to ${quoted(name)} everywhere`,
      ...renameEdits(context, { kind: 'wrapper-input', part: input }, name),
    ),
  ];
};

const nameOfEither: Fixer = (context) => {
  if (context.wrapper !== undefined) return nameInput(context);
  const input = partAround(context, context.command.inputs);
  if (input === undefined) return [];
  const unknown = context.templates.templates.flatMap(({ scan }) => scan.unknownKeys.map(({ name }) => name));
  const name = unknown.find((one) => !takenNames(context).has(one)) ?? freeName('input', takenNames(context));
  return [choiceFix(`Call it ${quoted(name)}`, setProperty(context.document, input.node, 'name', name))];
};

/** The fed input takes any text then, as it must. */
const makeString: Fixer = (context) => {
  const name = inputAround(context)?.value.providesValueForCommandInput;
  const target = context.command.inputs.find(({ value }) => value.name === name);
  if (target === undefined) return [];
  const choices = propertyOf(target.node, 'select-values');
  // Without choices the delimiter is of no more use; it stays with several values of a derived input.
  const isMany = context.wrapper?.derivedInputs.some(
    ({ value }) => value.multiple && value.providesValueForCommandInput === name,
  );
  const delimiter = isMany ? undefined : propertyOf(target.node, 'multiple-delimiter');
  // Two neighbours cannot be cut out at once: what lies between them would go twice.
  if (choices !== undefined && delimiter !== undefined) return [];
  return [
    choiceFix(
      `Make ${quoted(target.value.name)} a string`,
      setProperty(context.document, target.node, 'type', 'string'),
      ...[choices, delimiter].flatMap((property) =>
        property === undefined ? [] : removeProperty(context.document, target.node, property),
      ),
    ),
  ];
};

const chooseCommandInput: Fixer = (context) => chooseName(context, FEEDS_VALUE, () => namesToFeed(context));

const createCommandInput: Fixer = (context) => {
  const name = inputAround(context)?.value.providesValueForCommandInput;
  // An input that no template asks for would be of no use.
  const isAsked = context.templates.templates.some(({ scan }) => scan.unknownKeys.some((key) => key.name === name));
  if (name === undefined || !isAsked || plainName(name) !== name) return [];
  return [
    choiceFix(
      `Add an input ${quoted(name)} to the Command`,
      appendToList(context.document, context.command.node, 'inputs', { name, type: 'string', required: false }),
    ),
  ];
};

const chooseMount: Fixer = (context) => {
  if (!canMount(context)) return [];
  const fed = new Set(context.wrapper?.inputs.map(({ value }) => value.providesFilesForCommandMount));
  // Fed and not writable, a mount is no place for an output any more.
  const collected = new Set(context.command.outputs.map(({ value }) => value.mount));
  const mounts = context.command.mounts.filter(
    ({ value }) => !fed.has(value.name) && (value.writable || !collected.has(value.name)),
  );
  return chooseName(context, FEEDS_FILES, () => mounts.map(({ value }) => value.name));
};

const createMount: Fixer = (context) => {
  const name = inputAround(context)?.value.providesFilesForCommandMount;
  if (name === undefined || isBlank(name) || name.length > 255 || !canMountAll(context, name)) return [];
  const paths = new Set(context.command.mounts.map(({ value }) => value.path));
  const path = freeName(`/${plainName(name) || 'input'}`, paths, '-');
  return [
    choiceFix(
      `Add a mount ${quoted(name)} at ${quoted(path)}`,
      appendToList(context.document, context.command.node, 'mounts', { name, path, writable: false }),
    ),
  ];
};

/** Whether every input that means to feed a mount can do so. */
function canMountAll({ command }: FixContext, mount: string): boolean {
  const feeds = ({ value }: Located<WrapperInput>): boolean => value.providesFilesForCommandMount === mount;
  return command.wrappers.every(
    ({ externalInputs, derivedInputs }) =>
      externalInputs.filter(feeds).every(({ value }) => value.required && isMountable(value.type, 'external')) &&
      derivedInputs.filter(feeds).every(({ value }) => value.required && isMountable(value.type, 'derived')),
  );
}

function canMount(context: FixContext): boolean {
  const input = inputAround(context);
  const { wrapper } = context;
  if (input === undefined || wrapper === undefined) return false;
  const isExternal = wrapper.externalInputs.some(({ node }) => node === input.node);
  return isMountable(input.value.type, isExternal ? 'external' : 'derived');
}

/** Without files there would be nothing for a setup command to prepare. */
const deleteFiles: Fixer = (context) =>
  isBlank(inputAround(context)?.value.viaSetupCommand) ? deleteProperty('choice')(context) : [];

/** Sets `required` where an input may be left out although something depends on it. */
const makeRequired: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined) return [];
  return [
    choiceFix(`Make ${quoted(input.value.name)} required`, setProperty(context.document, input.node, 'required', true)),
  ];
};

const appendTag: Fixer = ({ document, node }) => {
  if (node.kind !== 'string') return [];
  return [
    choiceFix('Append ":latest"', replaceString(document, node, `${node.value.trim().replace(/:$/, '')}:latest`)),
  ];
};

const deleteTarget: Fixer = (context) => {
  const input = inputAround(context);
  const property = propertyOf(input?.node, FEEDS_VALUE);
  const multiple = input !== undefined && 'multiple' in input.value && input.value.multiple === true;
  if (input === undefined || property === undefined || multiple || isNamesakeFed(context, input)) return [];
  return [choiceFix(`Delete "${FEEDS_VALUE}"`, ...removeProperty(context.document, input.node, property))];
};

/** Whether this input alone feeds an input of the Command that shares its name with one of the wrapper: unfed, the two clash. */
function isNamesakeFed({ wrapper }: FixContext, { value }: Located<WrapperInput>): boolean {
  const target = value.providesValueForCommandInput;
  const inputs = wrapper?.inputs ?? [];
  const feeders = inputs.filter((one) => one.value.providesValueForCommandInput === target);
  return feeders.length === 1 && inputs.some((one) => one.value.name === target);
}

const fileType: Fixer = ({ document, node }) => [choiceFix('Write "File"', replaceValue(document, node, 'File'))];

const feedForVia: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined || !canMount(context)) return [];
  const fed = new Set(context.wrapper?.inputs.map(({ value }) => value.providesFilesForCommandMount));
  const collected = new Set(context.command.outputs.map(({ value }) => value.mount));
  const free = context.command.mounts.filter(
    ({ value }) => !fed.has(value.name) && !isBlank(value.name) && (value.writable || !collected.has(value.name)),
  );
  return free
    .slice(0, 3)
    .map(({ value }) =>
      choiceFix(
        `Provide its files for the mount ${quoted(value.name)}`,
        setProperty(context.document, input.node, FEEDS_FILES, value.name),
      ),
    );
};

/** The types that fit the input's parent, its children, and what it feeds and holds. */
const chooseType: Fixer = (context) => {
  const { wrapper } = context;
  const input = inputAround(context);
  if (wrapper === undefined || input === undefined) return [];
  const types = WRAPPER_INPUT_TYPES.filter((type) => fitsAround(type, input, wrapper));
  return chooseWord('type', types)(context).slice(0, 6);
};

function fitsAround(type: string, input: Located<WrapperInput>, wrapper: LocatedWrapper): boolean {
  const { name, matcher, providesFilesForCommandMount } = input.value;
  const derived = wrapper.derivedInputs.find(({ node }) => node === input.node);
  const parent = wrapper.inputs.find(({ value }) => value.name === derived?.value.derivedFromWrapperInput);
  const derivation = parent === undefined ? undefined : derivationOf(type, parent.value.type);
  if (derived !== undefined && derivation === undefined) return false;
  if (derivation?.how === 'property' && isBlank(derived?.value.derivedFromXnatObjectProperty)) return false;
  const isMatched = derived === undefined ? isXnatObjectType(type) : derivation?.how === 'list';
  if (!isBlank(matcher) && !isMatched) return false;
  if (!isBlank(providesFilesForCommandMount) && !isMountable(type, derived === undefined ? 'external' : 'derived')) {
    return false;
  }
  const [context] = wrapper.value.contexts.flatMap((known) => launchContextNamed(known)?.inputType ?? []);
  if (derived === undefined && context !== undefined && wrapper.externalInputs[0] === input && type !== context) {
    return false;
  }
  const isTarget = wrapper.handlers.some(({ value }) => value.asAChildOf === name);
  if (isTarget && (!isXnatObjectType(type) || type === 'File' || type === 'Resource')) return false;
  const children = wrapper.derivedInputs.filter(({ value }) => value.derivedFromWrapperInput === name);
  return children.every(({ value }) => derivationOf(value.type, type) !== undefined);
}

const makeOptional: Fixer = (context) => {
  const input = inputAround(context);
  if (input === undefined || !isBlank(input.value.providesFilesForCommandMount)) return [];
  if (context.wrapper?.handlers.some(({ value }) => value.asAChildOf === input.value.name)) return [];
  return [
    choiceFix(
      `Make ${quoted(input.value.name)} optional`,
      setProperty(context.document, input.node, 'required', false),
    ),
  ];
};

const requireParent: Fixer = (context) => {
  const input = context.wrapper?.derivedInputs.find(({ node }) => node === inputAround(context)?.node);
  const parent = context.wrapper?.inputs.find(({ value }) => value.name === input?.value.derivedFromWrapperInput);
  if (parent === undefined) return [];
  const edit = setProperty(context.document, parent.node, 'required', true);
  return [choiceFix(`Make ${quoted(parent.value.name)} required`, edit)];
};

export const WRAPPER_INPUT_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'input-name-missing': nameOfEither,
  'wrapper-input-name-blank': nameInput,
  'wrapper-input-name-chars': cleanName,
  'wrapper-input-name-duplicate': whereNamed(nameInput),
  'wrapper-input-type-unknown': chooseType,
  'wrapper-type-file-lowercase': fileType,
  'wrapper-input-feeds-select': allFixes(makeString, deleteTarget),
  'provides-value-unknown-input': allFixes(chooseCommandInput, createCommandInput, deleteTarget),
  'provides-value-duplicate': deleteTarget,
  'provides-files-unknown-mount': allFixes(chooseMount, createMount, deleteFiles),
  'provides-files-duplicate': deleteFiles,
  'optional-input-provides-files': makeRequired,
  'via-setup-without-mount': allFixes(feedForVia, deleteProperty('choice')),
  'via-image-no-tag': appendTag,
  'via-wrapup-empty': deleteProperty('safe'),
  'required-child-of-optional-parent': allFixes(makeOptional, requireParent),
};
