import { hasTag } from '../image-reference';
import { isBlank } from '../model/blank';
import { entriesOf, keyPlace, type LocatedCommand, type LocatedWrapper } from '../model/located-command';
import { split } from '../java/text';
import { COMMAND_TYPES, VISIBILITIES } from '../model/vocabulary';
import { createReport, type Report, type ValidationResult } from './report';
import { validateInputs } from './validate-inputs';
import { validateMounts } from './validate-mounts';
import { validateOutputs } from './validate-outputs';
import { validateSecrets } from './validate-secrets';
import type { DeclaredNames } from './declared-names';
import { validateWrapper } from './validate-wrapper';
import { anyOf, orNull, quote } from './wording';

/** What comes with a Command from outside its text. */
export interface CommandSource {
  /** The image named in the request, or the one whose label the Command is in. It replaces the Command's own `image`. */
  readonly image?: string | undefined;
}

/**
 * Validates one Command as the Container Service 3.7.3 does, rule by rule in its order.
 *
 * @param command as it was bound
 * @param isDamaged whether a value, or one in it, is not as its author means it; nothing is concluded from those
 * @param room how many problems are put into words at most
 */
export function validateCommand(
  command: LocatedCommand,
  source: CommandSource,
  isDamaged: (pointer: string) => boolean,
  room: number,
): ValidationResult {
  const { report, result } = createReport(command.mode, isDamaged, room);
  const prefix = `Command "${orNull(command.value.name)}" - `;
  // A null among the ulimits throws as soon as the Command is put together.
  const ulimits = entriesOf(command, 'ulimits');
  if (ulimits.some((entry) => entry.value?.kind === 'null')) report.throws('within');
  checkName(command, report);
  checkImage(command, source, prefix, report);
  switch (command.value.type) {
    case 'docker':
      validateDocker(command, prefix, report);
      break;
    case 'docker-setup':
      validateSetupOrWrapup(command, 'Setup', prefix, report);
      break;
    case 'docker-wrapup':
      validateSetupOrWrapup(command, 'Wrapup', prefix, report);
      break;
    default:
      checkUnknownType(command, prefix, report);
  }
  checkVisibility(command, prefix, report);
  return result();
}

function checkName(command: LocatedCommand, report: Report): void {
  if (!isBlank(command.value.name)) return;
  report.says(() => 'Command name cannot be blank.');
  report.refuses(() => ({
    code: 'command-name-blank',
    part: command,
    key: 'name',
    what: command.value.name === undefined ? 'The Command has no name.' : 'The name of the Command is blank.',
    advice: 'Give it a "name".',
  }));
}

function needsTag(image: string | undefined): image is string {
  return image !== undefined && image !== '' && !hasTag(image);
}

/** The image that the server stores: that of the source if there is one, with the tag that creation adds. */
function storedImage(command: LocatedCommand, source: CommandSource): string | undefined {
  const image = command.mode !== 'update' && !isBlank(source.image) ? source.image : command.value.image;
  return command.mode === 'create' && needsTag(image) ? `${image}:latest` : image;
}

function checkImage(command: LocatedCommand, source: CommandSource, prefix: string, report: Report): void {
  // The name under which the image is pulled replaces what a label says.
  if (command.mode === 'label' && isBlank(source.image)) return;
  const image = storedImage(command, source);
  if (isBlank(image)) {
    report.says(() => `${prefix}image name cannot be blank.`);
    report.refuses(() => ({
      code: 'image-blank',
      part: command,
      key: 'image',
      what: command.value.image === undefined ? 'The Command names no image.' : 'The name of the image is blank.',
      advice: 'Give it an "image", such as "organisation/tool:1.0". Only in the label of an image may it be left out.',
    }));
  }
  if (!needsTag(image)) return;
  report.says(() => `${prefix}image name must include version tag. e.g. image_name:tag`);
  if (isBlank(image)) return;
  report.refuses(() => ({
    code: 'image-tag-missing',
    part: command,
    key: 'image',
    what: `The image ${quote(image)} has no version tag.`,
    advice:
      command.mode === 'label' ? 'Pull the image by a name with a tag.' : 'Add one, such as ":latest", to the name.',
  }));
}

function checkUnknownType(command: LocatedCommand, prefix: string, report: Report): void {
  const { type } = command.value;
  report.says(() => `${prefix}Cannot validate command of type "${type}". Known types: ${COMMAND_TYPES.join(', ')}`);
  const fault = {
    code: 'command-type-unknown',
    part: command,
    key: 'type',
    what: `${quote(type)} is no type of Command.`,
    advice: `Use ${anyOf(COMMAND_TYPES)}.`,
  } as const;
  // When a Command is created, it is looked for among the stored ones first, and that needs a known type.
  if (command.mode === 'create') {
    report.throws('beside');
    report.fails(() => fault);
  } else {
    report.refuses(() => fault);
  }
}

function checkVisibility(command: LocatedCommand, prefix: string, report: Report): void {
  const { visibility } = command.value;
  if ((VISIBILITIES as readonly string[]).includes(visibility)) return;
  report.says(() => `${prefix} has visibility set to an unknown value. Known types: ${VISIBILITIES.join(', ')}`);
  report.refuses(() => ({
    code: 'visibility-unknown',
    part: command,
    key: 'visibility',
    what: `${quote(visibility)} is no visibility.`,
    advice: `Use ${anyOf(VISIBILITIES)}, in lower case.`,
  }));
}

function validateDocker(command: LocatedCommand, prefix: string, report: Report): void {
  validateSecrets(command, prefix, report);
  checkUlimits(command, prefix, report);
  const mounts = validateMounts(command, prefix, report);
  const inputs = validateInputs(command, prefix, report);
  const outputs = validateOutputs(command, mounts, prefix, report);
  const names: DeclaredNames = { inputs, outputs };
  const wrapperNames = new Map<string | undefined, LocatedWrapper>();
  for (const wrapper of command.wrappers) {
    validateWrapper(wrapper, command, names, wrapperNames, prefix, report);
  }
}

function checkUlimits(command: LocatedCommand, prefix: string, report: Report): void {
  for (const entry of entriesOf(command, 'ulimits')) {
    const value = command.value.ulimits.get(entry.key);
    if (value === undefined || entry.value === undefined || entry.value.kind === 'null') continue;
    if (value !== '' && !(value.includes(':') && split(value, ':').length > 2)) continue;
    report.says(
      () => `${prefix} incorrect ulimit format: ${value}. Should be "name" : "softlimit:hardlimit" or "name" : "limit"`,
    );
    const place = { pointer: entry.pointer, span: entry.value };
    const name = quote(entry.key);
    report.refuses(() => ({
      code: 'ulimit-format',
      part: command,
      key: 'ulimits',
      what: value === '' ? `The ulimit ${name} is empty.` : `The ulimit ${name} has too many parts.`,
      advice: 'Write "limit" or "soft:hard".',
      place,
    }));
  }
}

function validateSetupOrWrapup(
  command: LocatedCommand,
  kind: 'Setup' | 'Wrapup',
  prefix: string,
  report: Report,
): void {
  const { mounts, inputs, outputs, wrappers, environmentVariables, ports, secrets } = command.value;
  const declared = [
    ['mounts', 'mounts', mounts.length],
    ['inputs', 'inputs', inputs.length],
    ['outputs', 'outputs', outputs.length],
    ['xnat', 'wrappers', wrappers.length],
    ['environment-variables', 'environment variables', environmentVariables.size],
    ['ports', 'ports', ports.size],
    ['secrets', 'secrets', secrets.length],
  ] as const;
  for (const [key, words, size] of declared) {
    if (size === 0) continue;
    report.says(() => `${prefix} ${kind} commands cannot declare any ${words}.`);
    report.refuses(() => ({
      code: 'forbidden-in-setup-wrapup',
      part: command,
      key,
      what: `A ${kind.toLowerCase()} Command cannot have ${words}.`,
      advice: 'Remove them: it works on what the Command that calls it gives it.',
      place: keyPlace(command, key),
    }));
  }
}
