import { parseJson } from '../document/json-parser';
import { readText } from '../binding/scalars';
import { isBlank } from '../model/blank';
import type { CommandInput } from '../model/command';
import { placeOf, pointerTo, type Located, type LocatedCommand } from '../model/located-command';
import { MULTIPLE_DELIMITERS } from '../model/vocabulary';
import type { Report } from './report';
import { anyOf, namedToo, orNull, OUTSIDE_NAME_ALPHABET, quote } from './wording';

/** Validates the Command's inputs and returns the first of each name. */
export function validateInputs(
  command: LocatedCommand,
  prefix: string,
  report: Report,
): ReadonlyMap<string, Located<CommandInput>> {
  const first = new Map<string, Located<CommandInput>>();
  for (const input of command.inputs) {
    const { name } = input.value;
    const twin = first.get(name);
    if (twin === undefined) {
      first.set(name, input);
    } else {
      report.says(() => `${prefix}input name "${name}" is not unique.`);
      report.refuses(() => ({
        code: 'input-name-duplicate',
        part: input,
        key: 'name',
        what: namedToo('Another input of the Command', name),
        advice: 'Give this one a name of its own.',
        related: [{ span: placeOf(twin, 'name').span, message: 'The first input of this name.' }],
        basis: [pointerTo(twin, 'name')],
      }));
    }
    checkName(input, prefix, report);
    checkDelimiter(input, prefix, report);
    checkSelectValues(input, prefix, report);
    checkDefault(input, prefix, report);
  }
  return first;
}

/** Whether the user chooses the value of the input from a list. */
export function isSelect(input: CommandInput): boolean {
  return input.type === 'select-one' || input.type === 'select-many';
}

function checkName(input: Located<CommandInput>, prefix: string, report: Report): void {
  const { name } = input.value;
  if (isBlank(name)) {
    report.says(() => `${prefix}Command input name cannot be blank`);
    report.refuses(() => ({
      code: 'input-name-blank',
      part: input,
      key: 'name',
      what: 'The name of the input is blank.',
      advice: 'Write a name.',
    }));
  }
  if (OUTSIDE_NAME_ALPHABET.test(name)) {
    report.says(() => `${prefix}Command input "${name}" name should contain only alphanumeric, _ and - characters.`);
    report.refuses(() => ({
      code: 'input-name-chars',
      part: input,
      key: 'name',
      what: `The name ${quote(name)} holds characters that names of inputs cannot have.`,
      advice: 'Use letters A to Z, digits, "_" and "-" only.',
    }));
  }
}

function checkDelimiter(input: Located<CommandInput>, prefix: string, report: Report): void {
  const delimiter = input.value.multipleDelimiter;
  if (delimiter === undefined || (MULTIPLE_DELIMITERS as readonly string[]).includes(delimiter)) return;
  report.says(
    () => `${prefix}Invalid multiple-delimiter "${delimiter}", choose from: ${MULTIPLE_DELIMITERS.join(', ')}`,
  );
  report.refuses(() => ({
    code: 'multiple-delimiter-unknown',
    part: input,
    key: 'multiple-delimiter',
    what: `${quote(delimiter)} is no way to join several values.`,
    advice: `Use ${anyOf(MULTIPLE_DELIMITERS)}, or leave the property out.`,
  }));
}

function checkSelectValues(input: Located<CommandInput>, prefix: string, report: Report): void {
  const { name, type, selectValues } = input.value;
  if (isSelect(input.value) && selectValues.length === 0) {
    report.says(
      () =>
        `${prefix}Command input "${name}" is designated as type "${type}" but doesn't list select-values. ` +
        "Note that command inputs with values provided by xnat inputs shouldn't be designated as select " +
        "(they'll automatically render as a select if their xnat input resolves to more than one value).",
    );
    report.refuses(() => ({
      code: 'select-values-missing',
      part: input,
      key: 'type',
      what: `The input ${quote(name)} is of type ${quote(type)} and offers no values to select from.`,
      advice: 'Add "select-values", or use the type "string" where a wrapper input provides the value.',
      basis: [pointerTo(input, 'select-values')],
    }));
  } else if (!isSelect(input.value) && selectValues.length > 0) {
    report.says(() => `${prefix}Command input "${name}" has select-values set, but is not a select type.`);
    report.refuses(() => ({
      code: 'select-values-not-select',
      part: input,
      key: 'select-values',
      what: `The input ${quote(name)} has values to select from, but its type is ${quote(type)}.`,
      advice: 'Set the type to "select-one" or "select-many", or remove "select-values".',
      basis: [pointerTo(input, 'type')],
    }));
  }
}

function checkDefault(input: Located<CommandInput>, prefix: string, report: Report): void {
  const { name, type, defaultValue, selectValues } = input.value;
  if (type === 'select-many' && defaultValue === undefined) {
    report.throws('within');
    report.fails(() => ({
      code: 'select-many-default-missing',
      part: input,
      key: 'type',
      what: `The input ${quote(name)} is of type "select-many" and has no default value.`,
      advice: 'Add "default-value": "[]" for none.',
      basis: [pointerTo(input, 'default-value')],
    }));
    return;
  }
  if (defaultValue === undefined || selectValues.length === 0) return;
  const list = type === 'select-many' ? readTextList(defaultValue) : undefined;
  const choices = new Set<string | undefined>(selectValues);
  const unlisted = (list ?? [defaultValue]).filter((value) => !choices.has(value));
  if (unlisted.length === 0) return;
  const listed = `[${selectValues.join(', ')}]`;
  report.says(() =>
    list === undefined
      ? `${prefix}Command input "${name}" default value "${defaultValue}" is not one of the select-values "${listed}"`
      : `${prefix}Command input "${name}" one or more default values in "[${list.map(orNull).join(', ')}]" ` +
        `is not in the list of select-values "${listed}"`,
  );
  report.refuses(() => ({
    code: 'default-not-in-select-values',
    part: input,
    key: 'default-value',
    what: `The default value ${anyOf(unlisted.map(orNull))} of the input ${quote(name)} is not among its "select-values".`,
    advice: `Use ${anyOf(selectValues)}.`,
    basis: [pointerTo(input, 'select-values'), pointerTo(input, 'type')],
  }));
}

/**
 * A default of several values is a JSON list in a text, read without the liberties that the mapper of Commands takes.
 *
 * @returns the values, undefined standing for null; undefined where the text is no such list
 */
export function readTextList(text: string): readonly (string | undefined)[] | undefined {
  const { root, faults } = parseJson(text, 'refused', 'standard');
  if (faults.length > 0 || root?.kind !== 'array') return undefined;
  const values: (string | undefined)[] = [];
  for (const item of root.items) {
    if (item.kind === 'object' || item.kind === 'array') return undefined;
    const value = readText(item);
    values.push(typeof value === 'string' ? value : undefined);
  }
  return values;
}
