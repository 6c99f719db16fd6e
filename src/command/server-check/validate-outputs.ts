import { inHashOrder } from '../java/hash-order';
import { isBlank } from '../model/blank';
import type { CommandOutput } from '../model/command';
import { placeOf, pointerTo, type Located, type LocatedCommand } from '../model/located-command';
import type { Report } from './report';
import { anyOf, namedToo, orNull, OUTSIDE_NAME_ALPHABET, quote } from './wording';

/** Validates the Command's outputs and returns the first of each name. */
export function validateOutputs(
  command: LocatedCommand,
  mounts: ReadonlySet<string>,
  prefix: string,
  report: Report,
): ReadonlyMap<string, Located<CommandOutput>> {
  const first = new Map<string, Located<CommandOutput>>();
  for (const output of command.outputs) {
    const { name } = output.value;
    const twin = name === undefined ? undefined : first.get(name);
    if (name !== undefined && twin === undefined) first.set(name, output);
    if (twin !== undefined) {
      report.says(() => `${prefix}output name "${orNull(name)}" is not unique.`);
      report.refuses(() => ({
        code: 'output-name-duplicate',
        part: output,
        key: 'name',
        what: namedToo('Another output', name),
        advice: 'Give this one a name of its own.',
        related: [{ span: placeOf(twin, 'name').span, message: 'The first output of this name.' }],
      }));
    }
    checkMountKnown(output, command, mounts, prefix, report);
    checkOutput(output, prefix, report);
  }
  return first;
}

function checkMountKnown(
  output: Located<CommandOutput>,
  command: LocatedCommand,
  mounts: ReadonlySet<string>,
  prefix: string,
  report: Report,
): void {
  const { name, mount } = output.value;
  if (mount !== undefined && mounts.has(mount)) return;
  report.says(() => {
    const known = inHashOrder(mounts, command.mounts.length).join(', ');
    return `${prefix}output "${orNull(name)}" references unknown mount "${orNull(mount)}". Known mounts: ${known}`;
  });
  if (isBlank(mount)) return;
  report.refuses(() => ({
    code: 'output-mount-unknown',
    part: output,
    key: 'mount',
    what: `The Command has no mount named ${quote(mount)}.`,
    advice: mounts.size === 0 ? 'Declare it under "mounts".' : `Use ${anyOf(mounts)}, or declare it under "mounts".`,
    basis: [pointerTo(command, 'mounts')],
  }));
}

function checkOutput(output: Located<CommandOutput>, prefix: string, report: Report): void {
  const { name, mount } = output.value;
  if (isBlank(name)) {
    report.says(() => `${prefix}Output name cannot be blank.`);
    const fault = {
      code: 'output-name-blank',
      part: output,
      key: 'name',
      what: 'The output has no name.',
      advice: 'Give it a "name", by which output handlers refer to it.',
    } as const;
    if (name === undefined) report.fails(() => fault);
    else report.refuses(() => fault);
  }
  if (isBlank(mount)) {
    report.says(() => `${prefix}Output "${orNull(name)}" - mount cannot be blank.`);
    report.refuses(() => ({
      code: 'output-mount-blank',
      part: output,
      key: 'mount',
      what: isBlank(name) ? 'The output names no mount.' : `The output ${quote(name)} names no mount.`,
      advice: 'Say in its "mount" which of the Command\'s mounts holds the files.',
    }));
  }
  if (name === undefined) {
    report.throws('within');
  } else if (OUTSIDE_NAME_ALPHABET.test(name)) {
    report.says(() => `${prefix}Command output "${name}" name should contain only alphanumeric, _ and - characters.`);
    report.refuses(() => ({
      code: 'output-name-chars',
      part: output,
      key: 'name',
      what: `The name ${quote(name)} holds characters that names of outputs cannot have.`,
      advice: 'Use letters A to Z, digits, "_" and "-" only.',
    }));
  }
}
