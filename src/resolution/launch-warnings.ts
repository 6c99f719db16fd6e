import { isBlank } from '../command/model/blank';
import { replacementKeyOf } from '../command/template/replacement-key';
import { findUniqueValue } from './find-input';
import type { LaunchContext } from './launch-context';
import type { LaunchWarning, ResolvedLaunch, ResolvedText } from './resolved-launch';
import { splitCommandLine } from './split-command-line';

/** What will run, but most likely not as it is meant. */
export function launchWarnings(
  launch: Omit<ResolvedLaunch, 'warnings'>,
  { configured }: LaunchContext,
): readonly LaunchWarning[] {
  const { container, outputs } = launch;
  const { command, wrapper } = configured;
  const keys = [...wrapper.externalInputs, ...wrapper.derivedInputs, ...command.inputs].map(replacementKeyOf);
  const texts: readonly (ResolvedText | undefined)[] = [
    container.commandLine,
    container.name,
    container.workingDirectory,
    ...[...container.environment, ...container.ports, ...container.labels].flatMap(({ name, value }) => [name, value]),
    ...container.mounts.map(({ containerPath }) => containerPath),
  ];
  const warnings: LaunchWarning[] = [];
  for (const text of texts) {
    const left = keys.find((key) => text?.template.includes(key) === true && text.text.includes(key));
    if (text === undefined || left === undefined) continue;
    const isCommandLine = text === container.commandLine;
    warnings.push({
      code: 'key-left',
      message:
        `The service leaves ${left} as it is: the input has no value` +
        `${isCommandLine ? ', or it is a wrapper input, whose key is not replaced in a command line' : ''}.`,
      pointer: text.pointer,
    });
  }
  warnings.push(...splitValues(launch, configured));
  for (const mount of container.mounts) {
    if (!mount.containerPath.text.includes(':') && !mount.enginePath.includes(':')) continue;
    const message = `A ":" in a path breaks the bind of mount "${mount.name}" on a plain Docker engine.`;
    warnings.push({ code: 'colon-in-path', message, pointer: mount.pointer });
  }
  for (const output of outputs) {
    if (!isBlank(output.glob)) {
      const what = isBlank(output.path) ? 'everything' : `all of "${output.path}"`;
      const message = `The service never reads glob: ${what} in mount "${output.mount}" is stored.`;
      warnings.push({ code: 'glob-unread', message, pointer: `${output.outputPointer}/glob` });
    }
    if (output.path?.startsWith('/') === true) {
      const message = `The path "${output.path}" is absolute, and the service looks for it on its own host, not in mount "${output.mount}".`;
      warnings.push({ code: 'absolute-output-path', message, pointer: `${output.outputPointer}/path` });
    }
  }
  if (!isBlank(command.gpus)) {
    const message =
      'No backend of the service reads gpus. On plain Docker a GPU is reached through runtime, such as "nvidia".';
    warnings.push({ code: 'gpus-unread', message, pointer: '/gpus' });
  }
  return warnings;
}

/** Values with blanks that the container does not get as one argument, though they do not look like several. */
function splitValues(
  { container, inputs }: Omit<ResolvedLaunch, 'warnings'>,
  { command }: LaunchContext['configured'],
): readonly LaunchWarning[] {
  if (container.overrideEntrypoint) return [];
  return command.inputs.flatMap((input): readonly LaunchWarning[] => {
    const value = findUniqueValue(input.name, inputs)?.value?.trim() ?? '';
    const isUsed = container.commandLine.replacements.some(({ key }) => key === replacementKeyOf(input));
    const isOne = splitCommandLine(value).length < 2 || container.cmd.some((argument) => argument.includes(value));
    // Options in one input are meant to be several arguments, and so is a list.
    if (!isUsed || isOne || /(^|\s)-/.test(value) || input.type === 'select-many') return [];
    const key = replacementKeyOf(input);
    const advice = isBlank(input.commandLineFlag)
      ? `If it is meant as one, write "${key}" in quotes in the command line.`
      : `If it is meant as one, write the flag into the command line and the key in quotes: ${input.commandLineFlag} "${key}".`;
    const message = `The value of ${input.name} has blanks, so the container gets it as several arguments. ${advice}`;
    return [{ code: 'value-split', message, pointer: container.commandLine.pointer }];
  });
}
