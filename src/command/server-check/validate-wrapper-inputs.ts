import { inHashOrder } from '../java/hash-order';
import { isBlank } from '../model/blank';
import type { DerivedInput, WrapperInput } from '../model/command';
import { placeOf, pointerTo, type Located, type LocatedWrapper } from '../model/located-command';
import { WRAPPER_INPUT_TYPES, isWrapperInputType } from '../model/xnat-objects';
import { createNearest } from '../rules/nearest';
import type { Report } from './report';
import { isSelect } from './validate-inputs';
import type { DeclaredNames } from './declared-names';
import { anyOf, namedToo, OUTSIDE_NAME_ALPHABET, quote } from './wording';

/** The types as the server lists them; it also takes `file`, which it stores as `string`. */
const KNOWN_TYPES =
  'string, SubjectAssessor, Config, Resource, Subject, number, Project, ProjectAsset, boolean, File[], file, Scan, ' +
  'Assessor, File, Directory, Session';

const nearestType = createNearest(WRAPPER_INPUT_TYPES);

/** The first wrapper input of each name, and the derived inputs that take several values. */
export interface WrapperInputs {
  readonly first: ReadonlyMap<string, Located<WrapperInput> | Located<DerivedInput>>;
  readonly multiple: ReadonlyMap<string, Located<DerivedInput>>;
  /** The names in the order in which the server lists them. */
  readonly known: () => readonly string[];
}

/** Validates the external inputs, then the derived ones, each of which may refer only to those before it and to itself. */
export function validateWrapperInputs(
  wrapper: LocatedWrapper,
  names: DeclaredNames,
  prefix: string,
  report: Report,
): WrapperInputs {
  const first = new Map<string, Located<WrapperInput> | Located<DerivedInput>>();
  const multiple = new Map<string, Located<DerivedInput>>();
  const known = () => inHashOrder(first.keys(), wrapper.inputs.length);
  for (const external of wrapper.externalInputs) {
    checkUnique(external, 'external', first, prefix, report);
    checkFeedsNoSelect(external, 'external', names, prefix, report);
    checkInput(external, prefix, report);
  }
  for (const derived of wrapper.derivedInputs) {
    checkUnique(derived, 'derived', first, prefix, report);
    checkParent(derived, wrapper, first, known, prefix, report);
    checkFeedsNoSelect(derived, 'derived', names, prefix, report);
    checkInput(derived, prefix, report);
    checkDerived(derived, prefix, report);
    if (derived.value.multiple) multiple.set(derived.value.name, derived);
  }
  return { first, multiple, known };
}

function checkUnique(
  input: Located<WrapperInput>,
  kind: 'external' | 'derived',
  first: Map<string, Located<WrapperInput>>,
  prefix: string,
  report: Report,
): void {
  const { name } = input.value;
  const twin = first.get(name);
  if (twin === undefined) {
    first.set(name, input);
    return;
  }
  report.says(() => `${prefix}${kind} input name "${name}" is not unique.`);
  report.refuses(() => ({
    code: 'wrapper-input-name-duplicate',
    part: input,
    key: 'name',
    what: namedToo('Another input of the wrapper', name),
    advice: 'Give this one a name of its own.',
    related: [{ span: placeOf(twin, 'name').span, message: 'The first input of this name.' }],
    basis: [pointerTo(twin, 'name')],
  }));
}

function checkParent(
  derived: Located<DerivedInput>,
  wrapper: LocatedWrapper,
  first: ReadonlyMap<string, unknown>,
  known: () => readonly string[],
  prefix: string,
  report: Report,
): void {
  const { name, derivedFromWrapperInput: parent } = derived.value;
  if (parent === name) {
    report.says(() => `${prefix}derived input "${name}" is derived from itself.`);
    report.refuses(() => ({
      code: 'derived-from-self',
      part: derived,
      key: 'derived-from-wrapper-input',
      what: `The input ${quote(name)} is derived from itself.`,
      advice: 'Name the input it is to be computed from.',
      basis: [pointerTo(derived, 'name')],
    }));
  }
  if (parent !== undefined && first.has(parent)) return;
  report.says(
    () =>
      `${prefix}derived input "${name}" is derived from an unknown XNAT input "${parent ?? 'null'}". ` +
      `Known inputs: ${known().join(', ')}`,
  );
  if (isBlank(parent)) return;
  report.refuses(() => {
    const later = wrapper.derivedInputs.find((input) => input.value.name === parent);
    const usable = anyOf(except(first.keys(), name));
    return {
      code: 'derived-from-unknown',
      part: derived,
      key: 'derived-from-wrapper-input',
      what: later
        ? `The input ${quote(parent)} is declared further down.`
        : `The wrapper has no input named ${quote(parent)}.`,
      advice: later
        ? 'Move it before this one.'
        : usable
          ? `Use one declared before: ${usable}.`
          : 'Declare it before this one.',
      related: later && [{ span: placeOf(later, 'name').span, message: 'The input meant.' }],
      basis: [pointerTo(wrapper, 'external-inputs'), pointerTo(wrapper, 'derived-inputs')],
    };
  });
}

function* except(names: Iterable<string>, name: string): Iterable<string> {
  for (const candidate of names) if (candidate !== name) yield candidate;
}

function checkFeedsNoSelect(
  input: Located<WrapperInput>,
  kind: 'external' | 'derived',
  names: DeclaredNames,
  prefix: string,
  report: Report,
): void {
  const { name, providesValueForCommandInput: target } = input.value;
  const fed = target === undefined ? undefined : names.inputs.get(target);
  if (fed === undefined || (!isSelect(fed.value) && fed.value.selectValues.length === 0)) return;
  report.says(
    () =>
      `${prefix}${kind} input "${name}" provides values for command input "${fed.value.name}", which is a select type. ` +
      "Note that command inputs with values provided by xnat inputs shouldn't be designated as select " +
      "(they'll automatically render as a select if their xnat input resolves to more than one value).",
  );
  report.refuses(() => ({
    code: 'wrapper-input-feeds-select',
    part: input,
    key: 'provides-value-for-command-input',
    what: `The Command input ${quote(fed.value.name)}, which gets this value, is one to select from a list.`,
    advice: 'Make that input a "string" without "select-values": XNAT offers a list by itself where there are several.',
    related: [{ span: placeOf(fed, 'type').span, message: 'The Command input that gets the value.' }],
    basis: [pointerTo(fed, 'type'), pointerTo(fed, 'select-values')],
  }));
}

/** What holds for external and derived inputs alike. */
function checkInput(input: Located<WrapperInput>, prefix: string, report: Report): void {
  const { name, type, viaSetupCommand, providesFilesForCommandMount } = input.value;
  if (isBlank(name)) {
    report.says(() => `${prefix}Command wrapper input name cannot be blank.`);
    report.refuses(() => ({
      code: 'wrapper-input-name-blank',
      part: input,
      key: 'name',
      what: 'The name of the input is blank.',
      advice: 'Write a name.',
    }));
  }
  if (!isWrapperInputType(type) && type !== 'file') {
    report.says(() => `${prefix}Command wrapper input "${name}" - Unknown type "${type}". Known types: ${KNOWN_TYPES}`);
    report.refuses(() => {
      const near = nearestType(type);
      return {
        code: 'wrapper-input-type-unknown',
        part: input,
        key: 'type',
        what: `${quote(type)} is no type of wrapper input.`,
        advice: near === undefined ? `Use ${anyOf(WRAPPER_INPUT_TYPES)}.` : `Did you mean ${quote(near)}?`,
      };
    });
  }
  if (!isBlank(viaSetupCommand) && isBlank(providesFilesForCommandMount)) {
    report.says(
      () =>
        `${prefix}Command wrapper input "${name}" - "via-setup-command": "${viaSetupCommand}" - ` +
        'You cannot set "via-setup-command" on an input that does not provide files for a command mount.',
    );
    report.refuses(() => ({
      code: 'via-setup-without-mount',
      part: input,
      key: 'via-setup-command',
      what: `The input ${quote(name)} has a setup Command and provides no files for a mount.`,
      advice: 'Add "provides-files-for-command-mount", or remove "via-setup-command".',
      basis: [pointerTo(input, 'provides-files-for-command-mount')],
    }));
  }
  if (OUTSIDE_NAME_ALPHABET.test(name)) {
    report.says(
      () => `${prefix}Command wrapper input "${name}" name should contain only alphanumeric, _ and - characters.`,
    );
    report.refuses(() => ({
      code: 'wrapper-input-name-chars',
      part: input,
      key: 'name',
      what: `The name ${quote(name)} holds characters that names of inputs cannot have.`,
      advice: 'Use letters A to Z, digits, "_" and "-" only.',
    }));
  }
}

function checkDerived(derived: Located<DerivedInput>, prefix: string, report: Report): void {
  const { name, derivedFromWrapperInput, multiple } = derived.value;
  if (isBlank(derivedFromWrapperInput)) {
    report.says(
      () => `${prefix}Command wrapper input "${name}" - property "derived-from-wrapper-input" cannot be blank.`,
    );
    report.refuses(() => ({
      code: 'derived-from-blank',
      part: derived,
      key: 'derived-from-wrapper-input',
      what: `The derived input ${quote(name)} does not say what it is derived from.`,
      advice: 'Name an input declared before it in "derived-from-wrapper-input".',
    }));
  }
  if (!multiple) return;
  if (!isBlank(derived.value.providesFilesForCommandMount)) {
    report.says(
      () =>
        `${prefix}derived input "${name}" is designated as a "multiple" input, which ` +
        'means it cannot provide files for command mounts (consider mounting the parent element).',
    );
    report.refuses(() => ({
      code: 'multiple-provides-files',
      part: derived,
      key: 'multiple',
      what: `The input ${quote(name)} takes several values, and so cannot provide files for a mount.`,
      advice: 'Let the input it is derived from provide the files, or remove "multiple".',
      basis: [pointerTo(derived, 'provides-files-for-command-mount')],
    }));
  }
  if (isBlank(derived.value.providesValueForCommandInput)) {
    report.says(
      () =>
        `${prefix}derived input "${name}" is designated as a "multiple" input, which` +
        'means it must directly provide values for some command input.',
    );
    report.refuses(() => ({
      code: 'multiple-needs-value-target',
      part: derived,
      key: 'multiple',
      what: `The input ${quote(name)} takes several values, and no Command input gets them.`,
      advice: 'Name that input in "provides-value-for-command-input", or remove "multiple".',
      basis: [pointerTo(derived, 'provides-value-for-command-input')],
    }));
  }
}
