import { illegalTextIn } from '../../model/illegal-text';
import { isBlank } from '../../model/blank';
import type { CommandInput } from '../../model/command';
import { headPlace, keyPlace, type Located, type LocatedCommand, placeOf } from '../../model/located-command';
import { isNumberText } from '../../model/number-text';
import { COMMAND_INPUT_TYPES, MULTIPLE_DELIMITERS } from '../../model/vocabulary';
import type { CommandTemplates } from '../../template/command-templates';
import { replacementKeyOf } from '../../template/replacement-key';
import { findJsonPath } from '../../template/scan-template';
import type { Report } from '../create-problem';
import { createNearest } from '../nearest';
import { didYouMean, quoted } from '../wording';
import { literalValues } from './input-values';

const KNOWN_TYPES: ReadonlySet<string> = new Set([...COMMAND_INPUT_TYPES, 'File']);
/** Names from other worlds for what is meant. */
const TYPE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['text', 'string'],
  ['str', 'string'],
  ['int', 'number'],
  ['integer', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['bool', 'boolean'],
  ['select', 'select-one'],
  ['enum', 'select-one'],
]);
const nearestType = createNearest(COMMAND_INPUT_TYPES);

/** The type of a command input that an unknown word most likely stands for. */
export function nearestInputType(type: string): string | undefined {
  return TYPE_ALIASES.get(type.toLowerCase()) ?? nearestType(type);
}

/** Command inputs: what of them the service ignores, turns into something else, or refuses at launch. */
export function checkInputs(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  const multipleFed = new Set(
    command.wrappers.flatMap(({ value }) =>
      value.derivedInputs.flatMap((input) => (input.multiple ? [input.providesValueForCommandInput] : [])),
    ),
  );
  const commandLineKeys = new Set(
    templates.templates.flatMap(({ place, scan }) =>
      place.scope === 'command-line' ? scan.keys.map(({ key }) => key) : [],
    ),
  );
  for (const input of command.inputs) {
    checkType(input, report);
    checkDefault(input, report);
    checkIgnored(input, multipleFed.has(input.value.name), report);
    if (isFile(input.value) && commandLineKeys.has(replacementKeyOf(input.value))) {
      report(
        'file-input-left-literal',
        placeOf(input, 'type'),
        `When nobody chooses a file for ${quoted(input.value.name)}, its key stays as it is in the command line, and ` +
          '"required" does not prevent that. Let the tool cope with the literal key.',
      );
    }
  }
  checkUnused(command, templates, report);
  checkCollisions(command, report);
  checkIllegalStrings(command, report);
}

function isFile({ type }: CommandInput): boolean {
  return type === 'file' || type === 'File';
}

function checkType(input: Located<CommandInput>, report: Report): void {
  const { type, name, selectValues } = input.value;
  // With choices the server refuses the unknown type, and says so itself.
  if (KNOWN_TYPES.has(type) || selectValues.length > 0) return;
  report(
    'command-input-type-unknown',
    placeOf(input, 'type'),
    () =>
      `There is no input type ${quoted(type)}: the server stores input ${quoted(name)} as "string" without a word.` +
      didYouMean(nearestInputType(type)),
  );
}

function checkDefault(input: Located<CommandInput>, report: Report): void {
  const { type, name, defaultValue, sensitive } = input.value;
  if (defaultValue === undefined || isBlank(defaultValue) || findJsonPath(defaultValue) !== undefined) return;
  if (type === 'boolean' && !/^(?:true|false)$/i.test(defaultValue)) {
    report(
      'boolean-default-invalid',
      placeOf(input, 'default-value'),
      `${quoted(defaultValue)} counts as false: of a boolean, the service takes "true" alone for true. Write "true" or ` +
        '"false"; what they become is said by "true-value" and "false-value".',
    );
  } else if (type === 'number' && !isNumberText(defaultValue)) {
    report(
      'number-default-invalid',
      placeOf(input, 'default-value'),
      `${quoted(defaultValue)} is no number. The service checks neither this default nor what people type for ` +
        `${quoted(name)}, so the tool gets it as it stands.`,
    );
  }
  if (sensitive === true && type !== 'boolean' && !type.startsWith('select')) {
    report(
      'sensitive-default',
      placeOf(input, 'default-value'),
      `Input ${quoted(name)} is sensitive, yet this default is stored in clear and readable with the Command. Delete ` +
        'it, or use a secret.',
    );
  }
}

function checkIgnored(input: Located<CommandInput>, fedByMultiple: boolean, report: Report): void {
  const { type, name, trueValue, falseValue, commandLineFlag, commandLineSeparator, multipleDelimiter } = input.value;
  if (type !== 'boolean' && KNOWN_TYPES.has(type)) {
    for (const [key, value] of [
      ['true-value', trueValue],
      ['false-value', falseValue],
    ] as const) {
      if (isBlank(value)) continue;
      report(
        'boolean-values-ignored',
        keyPlace(input, key),
        `"${key}" has an effect on boolean inputs only, and ${quoted(name)} is of type ${quoted(type)}: the service ` +
          'ignores it. Set the type to "boolean" or delete it.',
        { unnecessary: true },
      );
    }
  }
  if (!isBlank(commandLineSeparator) && isBlank(commandLineFlag)) {
    report(
      'separator-without-flag',
      keyPlace(input, 'command-line-separator'),
      `"command-line-separator" stands between a flag and its value, and ${quoted(name)} has no "command-line-flag": a ` +
        'single value goes without it, and several values get it in front by mistake. Add the flag or delete this.',
    );
  }
  if (
    multipleDelimiter !== undefined &&
    DELIMITERS.has(multipleDelimiter) &&
    type !== 'select-many' &&
    !fedByMultiple
  ) {
    report(
      'delimiter-ignored',
      keyPlace(input, 'multiple-delimiter'),
      `Input ${quoted(name)} never has several values: it is no "select-many", and no derived input with "multiple" ` +
        'feeds it. The service ignores this delimiter.',
      { unnecessary: true },
    );
  }
}

const DELIMITERS: ReadonlySet<string> = new Set(MULTIPLE_DELIMITERS);

function checkUnused(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  // The command lines of setup and wrapup Commands may use the keys, and nothing here can tell.
  const elsewhere = command.wrappers.some(
    ({ value }) =>
      [...value.externalInputs, ...value.derivedInputs].some((input) => !isBlank(input.viaSetupCommand)) ||
      value.outputHandlers.some((handler) => !isBlank(handler.viaWrapupCommand)),
  );
  if (elsewhere) return;
  const meant = namesMeant(command, templates);
  for (const input of command.inputs) {
    const key = replacementKeyOf(input.value);
    if (isBlank(input.value.name) || templates.used.has(key) || meant.has(input.value.name)) continue;
    report(
      'input-unused',
      headPlace(input),
      `The key ${quoted(key)} of input ${quoted(input.value.name)} is in no template, so its value never reaches the ` +
        'container. Use the key, or delete the input.',
      { unnecessary: true },
    );
  }
}

/** The inputs that keys nothing fills seem to be meant for: those keys are what is wrong then. */
function namesMeant(command: LocatedCommand, templates: CommandTemplates): ReadonlySet<string | undefined> {
  const nearest = createNearest(command.inputs.map(({ value }) => value.name));
  return new Set(templates.templates.flatMap(({ scan }) => scan.unknownKeys.map(({ name }) => nearest(name))));
}

function checkCollisions(command: LocatedCommand, report: Report): void {
  const ofCommand = new Set(command.inputs.map(({ value }) => value.name));
  const byName = new Map<string, { wrapper: string; span: ReturnType<typeof headPlace>['span'] }[]>();
  for (const wrapper of command.wrappers) {
    const namesakes = wrapper.inputs.filter(({ value }) => ofCommand.has(value.name));
    if (namesakes.length === 0) continue;
    const fed = new Set(wrapper.inputs.map(({ value }) => value.providesValueForCommandInput));
    const unfed = new Map(namesakes.map((input) => [input.value.name, input]));
    for (const [name, input] of unfed) {
      if (fed.has(name)) continue;
      const others = byName.get(name) ?? [];
      others.push({ wrapper: wrapper.value.name, span: headPlace(input).span });
      byName.set(name, others);
    }
  }
  for (const input of command.inputs) {
    const clashes = byName.get(input.value.name);
    const [first] = clashes ?? [];
    if (clashes === undefined || first === undefined) continue;
    report(
      'input-name-collision',
      placeOf(input, 'name'),
      `Wrapper ${quoted(first.wrapper)} has an input called ${quoted(input.value.name)} too, and no input of it feeds ` +
        'this one: the server stores that, and the launch form and every launch fail. Feed this input from the wrapper, ' +
        'or rename one of the two.',
      {
        related: clashes.slice(0, 5).map(({ wrapper, span }) => ({
          span,
          message: `The input of wrapper ${quoted(wrapper)} with the same name.`,
        })),
      },
    );
  }
}

function checkIllegalStrings(command: LocatedCommand, report: Report): void {
  for (const { text, place, what } of literalValues(command)) {
    const illegal = illegalTextIn(text);
    if (illegal === undefined) continue;
    report(
      'illegal-input-string',
      place,
      `${what} contains ${quoted(illegal)}: the service refuses every launch in which an input has such a value. Write ` +
        'it into the command line or a script of the image instead.',
    );
  }
}
